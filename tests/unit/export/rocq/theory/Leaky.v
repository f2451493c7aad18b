(** Cores that do not isolate, whatever their guests are said to see: proved by the attack itself. So no invariant and
    no view makes their obligations provable. *)
From Coq Require Import Bool.
Require Import Isolation Unwinding Obligations Choices.

Inductive Status := FULL.
Definition Nobody (u : bool) : Prop := False.         (* of starts nothing is claimed *)

Fixpoint less (m n : nat) : Prop := match m, n with _, O => False | O, _ => True | S m, S n => less m n end.

(** ** Allocators. Two guests; the state is the number of frames given away, lowest first. *)
Section Allocators.
  Variable view : bool -> nat -> nat -> Prop.
  Hypothesis view_refl : forall u s, view u s s.

  Definition allocator (limit : nat) (name : nat -> nat) : Core bool bool Empty_set Status nat := {|
    cstate := nat; choice := fun _ => nat; init := fun s => s = 0;
    checks := fun g => [{| answer := Some FULL; delays := false; holds := fun f s => f = s /\ less s limit;
                           can := fun _ s => exists f, f = s /\ less s limit |}];
    effect := fun g f s => S s; returns := fun g f s => name f; own := fun u g => eqb u g;
    tells := fun _ _ _ _ => []; born := fun _ _ => False; Isolation.view := view |}.

  Definition took limit name (g : bool) (f : nat) : event (system (allocator limit name)) :=
    existT _ g (f, Done).
  Definition refused limit name (g : bool) : event (system (allocator limit name)) :=
    existT _ g (0, Refused FULL).

  (** The number of the frame is the answer. Guest [false] takes one, or not; guest [true] then gets frame 1, or 0. *)
  Definition leaky := allocator 100 (fun f => f).
  Theorem leaky_leaks : forall whom, ~ Isolates leaky whom.
  Proof.
    intros whom (_ & H & _). pose proof (reachable_start (system leaky) 0 eq_refl) as R.
    destruct (H true 0 0 [took _ _ true 0] [took _ _ false 0; took _ _ true 1] R R) as [O _];
      simpl; auto; try discriminate; unfold passed; simpl; auto 8.
  Qed.
  Corollary leaky_has_no_proof : forall whom Inv, ~ Obligations leaky whom Inv.
  Proof. intros whom Inv O. exact (leaky_leaks whom (isolation _ _ _ O)). Qed.

  (** No number, but one pool: that it is used up tells what the other did. Only [o_status] notices. *)
  Definition silent := allocator 2 (fun _ => 0).
  Theorem silent_leaks : forall whom, ~ Isolates silent whom.
  Proof.
    intros whom (_ & H & _). pose proof (reachable_start (system silent) 0 eq_refl) as R.
    destruct (H true 0 0 [took _ _ true 0] [took _ _ false 0; took _ _ false 1; refused _ _ true] R R) as [O _];
      simpl; auto; try discriminate; unfold passed; simpl; auto 8.
    repeat split; auto. eexists [], _, []. repeat split; simpl; auto. intros (f & _ & L). exact L.
  Qed.
End Allocators.

(** ** Withheld. Guest [true] knocks when its turn has come; but guest [false] may have locked the door. No answer
    differs: there is none. Only [Undisturbed] notices, and only since it speaks of requests that wait, too. *)
Inductive Request := Lock | Knock.
Section Withheld.
  Definition door : Core bool Request Empty_set Status unit := {|
    cstate := bool; choice := fun _ => unit; init := fun s => s = false;
    checks := fun r => match r with
      | Lock => []
      | Knock => [{| answer := None; delays := true; holds := fun _ _ => True; can := fun _ _ => True |};
                  {| answer := None; delays := false; holds := fun _ s => s = false;
                     can := fun _ s => s = false |}] end;
    effect := fun r _ s => match r with Lock => true | Knock => s end;
    returns := fun _ _ _ => tt; own := fun u r => match r with Lock => negb u | Knock => u end;
    tells := fun _ _ _ _ => []; born := fun _ _ => False;
    view := fun u s t => if u then True else s = t |}.
  Definition lock : event (system door) := existT _ Lock (tt, Done).
  Definition knock : event (system door) := existT _ Knock (tt, Done).

  Lemma no_refusal : forall s r c a, ~ may_happen door s (existT _ r (c, Refused a)).
  Proof.
    intros s r c a (before & k & rest & E & _ & A & _). destruct r; simpl in E.
    - destruct before; discriminate.
    - destruct before as [|? [|? [|? ?]]]; try discriminate; injection E as <- <-; discriminate.
  Qed.

  (** Where no turn ever comes, nothing is withheld: all else holds. *)
  Theorem the_door_keeps_its_secret : Isolated (system door) Nobody (fun _ _ => False).
  Proof.
    apply unwinding with (Inv := fun _ => True). constructor; simpl; auto; try contradiction.
    - intros []; auto.
    - intros []; auto.
    - intros []; auto. congruence.
    - intros u s [[|] [[] [|a]]] _ L H; try (destruct (no_refusal _ _ _ _ L)); destruct u; simpl in *;
        try discriminate; auto.
    - intros u s t [[|] [[] [|a]]] [[|] [[] [|b]]] i _ _ V L M; try (destruct (no_refusal _ _ _ _ L));
        try (destruct (no_refusal _ _ _ _ M)); destruct u; simpl in *; try discriminate; auto.
    - intros u s t [[|] [[] [|a]]] f _ _ _ _ []; contradiction.
  Qed.

  Theorem the_door_withholds : forall whom, ~ Isolates door whom.
  Proof.
    intros whom (_ & _ & _ & _ & U). pose proof (reachable_start (system door) false eq_refl) as R.
    pose proof (reachable_after (system door) false lock R Logic.I) as Q.
    specialize (U true false true [knock] R Q Logic.I). simpl in U. unfold passed in U. simpl in U.
    destruct U as ([r [[] o]] & L & I & _); auto.
    - intros before k rest d E D. destruct before as [|? [|? [|? ?]]]; try discriminate; injection E as <- <-;
        simpl in *; auto; discriminate.
    - destruct r; [simpl in I; destruct o; discriminate|]. destruct o as [|a].
      + destruct L as [_ [L _]]. discriminate.
      + exact (no_refusal _ _ _ _ L).
  Qed.
End Withheld.

(** ** The last choice may not be taken away. Guest [false] sets a bit that nobody sees, guest [true] tosses a coin.
    With a coin that lies only while the bit is set, isolation is lost, though nothing else happens than before. *)
Section Last.
  Definition coin : Core bool bool Empty_set Status unit := {|
    cstate := bool; choice := fun _ => bool; init := fun _ => True; checks := fun _ => [];
    effect := fun (g c s : bool) => if g then s else c; returns := fun _ _ _ => tt; own := fun u g => eqb u g;
    tells := fun _ _ _ _ => []; born := fun _ _ => False; view := fun _ _ _ => True |}.
  Definition lies : Core bool bool Empty_set Status unit :=
    restricted coin (fun (g : bool) _ (s : bool) => g = true -> s = true).

  Theorem coin_isolates : Isolates coin Nobody.
  Proof.
    apply isolation with (Inv := fun _ => True). constructor; simpl; auto; intros.
    all: match goal with H : [] = ?b ++ _ |- _ => destruct b; discriminate end.
  Qed.
  Theorem the_coin_withholds : ~ Isolates lies Nobody.
  Proof.
    intros (_ & _ & _ & _ & U). pose proof (reachable_start (system lies) true Logic.I) as R.
    pose proof (reachable_start (system lies) false Logic.I) as Q.
    specialize (U true true false [existT _ true (true, Done)] R Q Logic.I). simpl in U. unfold passed in U. simpl in U.
    destruct U as ([g [c o]] & L & I & _); auto.
    - intros before k rest d E D. destruct before as [|? [|? ?]]; try discriminate.
      simpl in E. injection E as <- <-. discriminate D.
    - apply restricted_may in L. destruct g; [|destruct o; discriminate I]. destruct o as [|a]; destruct L as [L K].
      + discriminate (K eq_refl).
      + destruct L as (before & k & rest & E & _). destruct before; discriminate.
  Qed.
End Last.
