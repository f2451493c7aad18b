(** * trusting d9bc5564cbed: nobody is told anything but by the policy *)
Require Import Statement.

(** What holds of all news for an observer, holds of what it hears. *)
Lemma all_heard {observer news : Type} (P : news -> Prop) (u : observer) (l : list ((observer -> bool) * news)) :
  all (fun to_one => fst to_one u = true -> P (snd to_one)) l -> all P (heard_by u l).
Proof. induction l as [|[who n] l H]; simpl; [auto|]. intros [A B]. destruct (who u); simpl; auto. Qed.
Ltac told_by_the_policy :=
  first [exact I | apply all_heard; repeat (split; [intros W; first [reflexivity | discriminate W] |]); exact I].
Section Policy.
Context {machine : Machine} {assumed : Assumed}.
Theorem policy_is_all : forall u r c s, all (fun n => policy u r n = true) (tells_of (acts (act r)) u c s).
Proof. intros [] [] c s; told_by_the_policy. Qed.
End Policy.
