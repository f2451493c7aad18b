(** * What is to be shown of a core, step by step, and that it is enough. Written once; no axioms.

    [Obligations] is what a certificate proves, lemma by lemma; [isolation] makes of it the property of Isolation.v.
    Not part of the statement: whoever believes in Rocq need not read this. *)
From Coq Require Import Bool.
Require Import Isolation Unwinding.

Section Cores.
  Context {observer request news status value : Type} (C : Core observer request news status value).
  Variables (whom : observer -> Prop) (Inv : cstate C -> Prop).

  (** [c] and [d] are chosen apart in the two runs, here and everywhere. *)
  Record Obligations : Prop := {
    o_refl  : forall u s, view C u s s;
    o_sym   : forall u s t, view C u s t -> view C u t s;
    o_trans : forall u s t r, view C u s t -> view C u t r -> view C u s r;
    o_init  : forall s, init C s -> Inv s;
    o_start : forall u s t, whom u -> init C s -> init C t -> view C u s t;
    o_inv   : forall r c s, Inv s -> passed C (checks C r) c s -> Inv (effect C r c s);
    o_write : forall u r c s, Inv s -> passed C (checks C r) c s -> own C u r = false -> tells C u r c s = [] ->
      view C u s (effect C r c s);
    o_own   : forall u r c d s t, Inv s -> Inv t -> view C u s t -> own C u r = true ->
      passed C (checks C r) c s -> passed C (checks C r) d t -> view C u (effect C r c s) (effect C r d t);
    o_reply : forall u r c d s t, Inv s -> Inv t -> view C u s t -> own C u r = true ->
      passed C (checks C r) c s -> passed C (checks C r) d t -> returns C r c s = returns C r d t;
    o_told  : forall u q r c d s t n, Inv s -> Inv t -> view C u s t -> own C u q = false -> own C u r = false ->
      passed C (checks C q) c s -> passed C (checks C r) d t -> n <> [] ->
      tells C u q c s = n -> tells C u r d t = n -> view C u (effect C q c s) (effect C r d t);
    o_birth : forall u q r c d s t, Inv s -> Inv t -> born C u q -> born C u r ->
      passed C (checks C q) c s -> passed C (checks C r) d t -> view C u (effect C q c s) (effect C r d t);
    (** Refusal by refusal, in order: what stands before passes in both runs, and this in the first. *)
    o_status : forall u r before k rest c d s t, Inv s -> Inv t -> view C u s t -> own C u r = true ->
      checks C r = before ++ k :: rest -> delays k = false ->
      passed C before c s -> passed C before d t -> holds k c s -> can k d t;
    (** What can be chosen, can be chosen without touching what was chosen before. *)
    o_choose : forall r before k rest d t, checks C r = before ++ k :: rest ->
      passed C before d t -> can k d t -> exists c, passed C before c t /\ holds k c t;
    (** What answers, does not wait. *)
    o_prompt : forall r, all (fun k => answer k = None \/ delays k = false) (checks C r) }.

  Hypothesis O : Obligations.

  Lemma prompt : forall r before k rest a,
    checks C r = before ++ k :: rest -> answer k = Some a -> delays k = false.
  Proof.
    intros r before k rest a E A. pose proof (o_prompt O r) as H. rewrite E in H.
    apply all_app in H. destruct H as [_ [[H | H] _]]; congruence.
  Qed.

  Lemma passed_before : forall r before k rest c s, checks C r = before ++ k :: rest ->
    passed C (checks C r) c s -> passed C before c s /\ holds k c s.
  Proof. unfold passed. intros r before k rest c s E P. rewrite E in P. apply all_app in P. simpl in P. tauto. Qed.

  (** Where a request goes on in one run, it is not refused there in another that looks the same. *)
  Lemma not_refused : forall u r before k rest c d s t, Inv s -> Inv t -> view C u s t -> own C u r = true ->
    checks C r = before ++ k :: rest -> answer k <> None ->
    passed C before c s -> holds k c s -> passed C before d t -> ~ can k d t -> False.
  Proof.
    intros u r before k rest c d s t I J V W E A P H Q N. destruct (answer k) as [a|] eqn:K; [|congruence].
    apply N. apply (o_status O u r before k rest c d s t); auto. exact (prompt _ _ _ _ _ E K).
  Qed.

  Lemma alike_when_asked : forall u r c d o p s t, Inv s -> Inv t -> view C u s t -> own C u r = true ->
    may_happen C s (existT _ r (c, o)) -> may_happen C t (existT _ r (d, p)) ->
    answered C u s (existT _ r (c, o)) = answered C u t (existT _ r (d, p)) /\
    view C u (state_after C s (existT _ r (c, o))) (state_after C t (existT _ r (d, p))).
  Proof.
    intros u r c d o p s t I J V W L M. simpl. rewrite W. destruct o as [|a], p as [|b]; simpl in L, M.
    - split; [do 2 f_equal; eapply (o_reply O) | eapply (o_own O)]; eauto.
    - destruct M as (before & k & rest & E & Q & A & N). destruct (passed_before _ _ _ _ _ _ E L) as [P H].
      exfalso. eapply not_refused with (s := s) (t := t); eauto. congruence.
    - destruct L as (before & k & rest & E & P & A & N). destruct (passed_before _ _ _ _ _ _ E M) as [Q H].
      exfalso. eapply not_refused with (s := t) (t := s); eauto. { apply (o_sym O); auto. } congruence.
    - split; auto. destruct L as (before & k & rest & E & P & A & N), M as (front & l & tail & F & Q & B & K).
      rewrite E in F. destruct (places _ _ _ _ _ _ F) as [(-> & -> & ->) | [[n ->] | [n ->]]].
      + congruence.
      + apply all_app in Q. destruct Q as [Q [H _]]. exfalso.
        eapply not_refused with (s := t) (t := s); eauto. { apply (o_sym O); auto. } congruence.
      + apply all_app in P. destruct P as [P [H _]]. rewrite <- app_assoc in E. simpl in E.
        exfalso. eapply not_refused with (s := s) (t := t); eauto. congruence.
  Qed.

  (** What passes in one run passes in another that looks the same and where it need not wait, with other choices. *)
  Lemma carried_along : forall u r c s t, Inv s -> Inv t -> view C u s t -> own C u r = true ->
    turn_has_come C (Asked r) t ->
    forall ks before rest d, checks C r = before ++ ks ++ rest -> passed C (before ++ ks) c s -> passed C before d t ->
    exists d', passed C (before ++ ks) d' t.
  Proof.
    intros u r c s t I J V W T. induction ks as [|k ks IH]; intros before rest d E P Q.
    { exists d. apply all_app. split; simpl; auto. }
    assert (X : before ++ k :: ks = (before ++ [k]) ++ ks) by (rewrite <- app_assoc; reflexivity).
    simpl in E. pose proof P as P'. apply all_app in P'. destruct P' as [P1 [P2 _]].
    assert (N : exists d', passed C before d' t /\ holds k d' t).
    { destruct (delays k) eqn:D.
      - exists d. split; auto. exact (T _ _ _ _ E D Q).
      - apply (o_choose O r before k (ks ++ rest) d t E Q).
        exact (o_status O u r before k _ c d s t I J V W E D P1 Q P2). }
    destruct N as (d' & Q' & H). rewrite X in *. apply IH with (rest := rest) (d := d'); auto.
    - rewrite E. now rewrite <- app_assoc.
    - apply all_app. simpl. auto.
  Qed.

  Lemma possible_when_asked : forall u r c o s t, Inv s -> Inv t -> view C u s t -> own C u r = true ->
    turn_has_come C (Asked r) t -> may_happen C s (existT _ r (c, o)) -> exists d, may_happen C t (existT _ r (d, o)).
  Proof.
    intros u r c [|a] s t I J V W T L; simpl in L.
    - assert (E : checks C r = [] ++ checks C r ++ []) by now rewrite app_nil_r.
      destruct (carried_along u r c s t I J V W T (checks C r) [] [] c E L Logic.I) as [d Q].
      exists d. exact Q.
    - destruct L as (before & k & rest & E & P & A & N).
      destruct (carried_along u r c s t I J V W T before [] (k :: rest) c E P Logic.I) as [d Q].
      exists d, before, k, rest. repeat split; auto. intros K.
      destruct (o_choose O _ _ _ _ _ _ E Q K) as (d1 & Q1 & H1). apply N.
      exact (o_status O u r before k rest d1 c t s J I (o_sym O _ _ _ V) W E (prompt _ _ _ _ _ E A) Q1 P H1).
  Qed.

  (** No request is lost: it is carried out, or refused with a status, or stopped by a check that has none. *)
  Theorem nothing_is_lost : forall r s, choice C r -> all (fun k => forall c, can k c s \/ ~ can k c s) (checks C r) ->
    (exists c o, may_happen C s (existT _ r (c, o))) \/
    (exists before k rest c, checks C r = before ++ k :: rest /\ answer k = None /\ passed C before c s /\ ~ can k c s).
  Proof.
    intros r s c D. assert (H : forall ks before c, checks C r = before ++ ks -> passed C before c s ->
      (exists c o, may_happen C s (existT _ r (c, o))) \/ (exists before k rest c, checks C r = before ++ k :: rest /\
        answer k = None /\ passed C before c s /\ ~ can k c s)).
    { clear c. induction ks as [|k ks IH]; intros before c E P.
      - left. exists c, Done. simpl. rewrite E, app_nil_r. exact P.
      - pose proof D as K. rewrite E in K. apply all_app in K. destruct K as [_ [K _]]. destruct (K c) as [Y|N].
        + destruct (o_choose O _ _ _ _ _ _ E P Y) as (d & Q & H). apply (IH (before ++ [k]) d).
          * now rewrite <- app_assoc.
          * apply all_app. simpl. auto.
        + destruct (answer k) as [a|] eqn:A.
          * left. exists c, (Refused a). exists before, k, ks. auto.
          * right. exists before, k, ks, c. auto. }
    exact (H (checks C r) [] c eq_refl Logic.I).
  Qed.

  Lemma obligations_unwinding : Unwinding (system C) whom (turn_has_come C) Inv.
  Proof.
    constructor; simpl.
    - apply (o_refl O).
    - apply (o_sym O).
    - apply (o_trans O).
    - apply (o_init O).
    - apply (o_start O).
    - intros s [r [c [|a]]] I L; auto. apply (o_inv O); auto.
    - intros u s [r [c [|a]]] I L; simpl; destruct (own C u r) eqn:E; try discriminate.
      + destruct (tells C u r c s) eqn:T; [|discriminate]. split; auto. apply (o_write O); auto.
      + split; auto. apply (o_refl O).
    - intros u s t [q [c o]] [r [d p]] i I J V L M. simpl. destruct (own C u q) eqn:E, (own C u r) eqn:F.
      + intros [= <-] [= <-]. pose proof (alike_when_asked u r c d o p s t I J V F L M) as H.
        simpl in H. rewrite F in H. exact H.
      + intros [= <-]. destruct p as [|b]; [destruct (tells C u r d t)|]; discriminate.
      + intros X [= <-]. destruct o as [|a]; [destruct (tells C u q c s)|]; discriminate.
      + destruct o as [|a], p as [|b]; try discriminate.
        destruct (tells C u q c s) as [|x n] eqn:X; [discriminate|].
        destruct (tells C u r d t) as [|y m] eqn:Y; [discriminate|].
        intros [= <-] [= -> ->]. split; auto. eapply (o_told O); eauto. discriminate.
    - intros u s t [q [c [|a]]] [r [d [|b]]] I J L M P Q; try contradiction. eapply (o_birth O); eauto.
    - intros u s t [r [c o]] i I J V L H T. simpl in H. destruct (own C u r) eqn:E.
      + injection H as <-. destruct (possible_when_asked u r c o s t I J V E T L) as [d M].
        exists (existT _ r (d, o)). simpl. rewrite E. auto.
      + destruct o as [|a]; [destruct (tells C u r c s)|]; try discriminate. injection H as <-. contradiction.
  Qed.

  Theorem isolation : Isolates C whom.
  Proof. exact (unwinding _ _ _ _ obligations_unwinding). Qed.

  (** What the invariant says, or implies, is true of every reachable state. *)
  Theorem always : forall claim : cstate C -> Prop, (forall s, Inv s -> claim s) -> Always (system C) claim.
  Proof. exact (always_from _ _ _ _ obligations_unwinding). Qed.
End Cores.

(** Refusals of a step, asked one after another: a form of [o_status] in which single checks can be shown. *)
Fixpoint one_by_one {status choice state : Type} (before ks : list (Check status choice state))
    (P : list (Check status choice state) -> Check status choice state -> Prop) : Prop :=
  match ks with [] => True | k :: ks => P before k /\ one_by_one (before ++ [k]) ks P end.

Lemma each_of {status choice state : Type} (P : list (Check status choice state) -> Check status choice state -> Prop) :
  forall ks front, one_by_one front ks P ->
  forall before k rest, ks = before ++ k :: rest -> P (front ++ before) k.
Proof.
  induction ks as [|x ks IH]; intros front H [|b before] k rest E; try discriminate; injection E as E F; subst.
  - destruct H as [H _]. rewrite app_nil_r. exact H.
  - destruct H as [_ H]. specialize (IH _ H before k rest eq_refl).
    rewrite <- app_assoc in IH. exact IH.
Qed.
