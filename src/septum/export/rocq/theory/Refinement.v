(** * Isolation is handed down to whatever refines a system. Written once; no axioms.

    The lower system may have more state and more steps, and may decide what the upper one leaves open. Each of its
    steps must be a run of the upper one (of no step, of one, or of many) that tells everybody the same. For layers: a
    core above, what implements it below. A system of many layers is taken layer by layer. What is asked in one step
    below and answered in a later one is not covered: a step's input and its output belong together. *)
From Coq Require Import Bool.
Require Import Isolation Unwinding.

Section Refinement.
  Context {observer inp out : Type} (Low Up : System observer inp out).
  Variable R : state Low -> state Up -> Prop.

  Record Refines : Prop := {
    r_start : forall c, start Low c -> exists a, start Up a /\ R c a;
    r_step  : forall c a e, R c a -> legal Low c e -> exists es, run Up a es /\ R (after Low c e) (final Up a es) /\
      forall u, inputs Up u a es = listed (input Low u c e) /\ outputs Up u a es = listed (output Low u c e);
    (** What is seen below is what is seen above. *)
    r_looks : forall u c d a b, R c a -> R d b -> (looks Low u c d <-> looks Up u a b);
    (** Who is born below is born above, and has no input between its birth above and the end of the step below. *)
    r_birth : forall u c a e, R c a -> legal Low c e -> begins Low u e -> exists es f fs,
      run Up a (es ++ f :: fs) /\ R (after Low c e) (final Up a (es ++ f :: fs)) /\ begins Up u f /\
      inputs Up u (final Up a (es ++ [f])) fs = [] }.

  (** [Undisturbed] says that something is possible, which fewer steps could spoil. So more is needed for it: what [u]
      did below in one run and can do above, it can do below, in one step; and where its turn has come below, it has
      come above. *)
  Record Unblocked (turn_low : inp -> state Low -> Prop) (turn_up : inp -> state Up -> Prop) : Prop := {
    r_turn : forall u c d b e i, legal Low c e -> input Low u c e = Some i -> R d b -> turn_low i d -> turn_up i b;
    r_able : forall u c d a b e f i, R c a -> R d b -> looks Low u c d -> legal Low c e -> input Low u c e = Some i ->
      turn_low i d -> legal Up b f -> input Up u b f = Some i -> exists g, legal Low d g /\ input Low u d g = Some i }.

  Hypothesis F : Refines.

  Lemma run_image : forall es c a, R c a -> run Low c es -> exists fs,
    run Up a fs /\ R (final Low c es) (final Up a fs) /\
    forall u, inputs Up u a fs = inputs Low u c es /\ outputs Up u a fs = outputs Low u c es.
  Proof.
    induction es as [|e es IH]; simpl; intros c a K P. { exists []. simpl. auto. }
    destruct P as [L P]. destruct (r_step F _ _ _ K L) as (gs & Q & K' & E).
    destruct (IH _ _ K' P) as (fs & Q' & K'' & E'). exists (gs ++ fs). rewrite final_app.
    split; [apply run_app; auto | split; auto].
    intros u. rewrite inputs_app, outputs_app. destruct (E u) as [-> ->], (E' u) as [-> ->]. auto.
  Qed.

  Lemma reachable_image : forall c, reachable Low c -> exists a, reachable Up a /\ R c a.
  Proof.
    intros c (c0 & es & I & P & <-). destruct (r_start F _ I) as (a0 & J & K).
    destruct (run_image _ _ _ K P) as (fs & Q & K' & _). exists (final Up a0 fs). split; auto.
    apply reachable_run; auto using reachable_start.
  Qed.

  Lemma refines_integrity : Integrity Up -> Integrity Low.
  Proof.
    intros H u c es X P N. destruct (reachable_image _ X) as (a & Y & K).
    destruct (run_image _ _ _ K P) as (fs & Q & K' & E). destruct (E u) as [E1 E2].
    rewrite N in E1. destruct (H u a fs Y Q E1) as [V O]. split; [|congruence].
    apply (r_looks F u _ _ _ _ K K'); auto.
  Qed.

  (** Two runs below that begin alike, and what is known of their images. *)
  Lemma two_images : forall u c d a b es fs, R c a -> R d b -> run Low c es -> run Low d fs ->
    inputs Low u c es = inputs Low u d fs ->
    (forall gs hs, run Up a gs -> run Up b hs -> inputs Up u a gs = inputs Up u b hs ->
      outputs Up u a gs = outputs Up u b hs /\ looks Up u (final Up a gs) (final Up b hs)) ->
    outputs Low u c es = outputs Low u d fs /\ looks Low u (final Low c es) (final Low d fs).
  Proof.
    intros u c d a b es fs K L P Q N H.
    destruct (run_image _ _ _ K P) as (gs & P' & K' & E), (run_image _ _ _ L Q) as (hs & Q' & L' & G).
    destruct (E u) as [E1 E2], (G u) as [G1 G2]. destruct (H gs hs P' Q') as [O W]. { congruence. }
    split; [congruence|]. apply (r_looks F u _ _ _ _ K' L'); auto.
  Qed.

  Lemma refines_confidentiality : Confidentiality Up -> Confidentiality Low.
  Proof.
    intros H u c d es fs X Y V P Q N.
    destruct (reachable_image _ X) as (a & X' & K), (reachable_image _ Y) as (b & Y' & L).
    apply (two_images u c d a b); auto. intros gs hs. apply H; auto. apply (r_looks F u _ _ _ _ K L); auto.
  Qed.

  Lemma refines_noninterference : forall whom, Noninterference Up whom -> Noninterference Low whom.
  Proof.
    intros whom H u c d es fs W I J P Q N.
    destruct (r_start F _ I) as (a & I' & K), (r_start F _ J) as (b & J' & L).
    apply (two_images u c d a b); auto.
  Qed.

  (** Since its birth above, [u] has had no input and no output when the step below ends. *)
  Lemma birth_image : Integrity Up -> forall u c e, reachable Low c -> legal Low c e -> begins Low u e ->
    exists a f fs, reachable Up a /\ legal Up a f /\ begins Up u f /\ run Up (after Up a f) fs /\
      R (after Low c e) (final Up (after Up a f) fs) /\
      inputs Up u (after Up a f) fs = [] /\ outputs Up u (after Up a f) fs = [].
  Proof.
    intros W u c e X L B. destruct (reachable_image _ X) as (a & Y & K).
    destruct (r_birth F _ _ _ _ K L B) as (es & f & fs & P & K' & B' & N).
    rewrite final_app in K', N. simpl in K', N. destruct (run_parts Up es (f :: fs) a P) as [P1 [L' P2]].
    pose proof (reachable_run Up a es Y P1) as Z. pose proof (reachable_after Up _ _ Z L') as Z'.
    destruct (W u _ fs Z' P2 N) as [_ O]. exists (final Up a es), f, fs. repeat split; auto.
  Qed.

  Lemma refines_from_birth : Integrity Up -> FromBirth Up -> FromBirth Low.
  Proof.
    intros W H u c d e f es fs X Y L M B D P Q N.
    destruct (birth_image W u c e X L B) as (a & g & gs & X' & L' & B' & P' & K & N1 & O1).
    destruct (birth_image W u d f Y M D) as (b & h & hs & Y' & M' & D' & Q' & J & N2 & O2).
    apply (two_images u _ _ _ _ es fs K J P Q N). intros ks ls P2 Q2 E.
    pose proof (H u a b g h (gs ++ ks) (hs ++ ls) X' Y' L' M' B' D') as G.
    rewrite !inputs_app, !outputs_app, !final_app, N1, N2, O1, O2 in G. simpl in G.
    apply G; auto using run_app.
  Qed.

  Lemma one_input : forall turn u i es a b, does_the_same Up turn u a es b -> inputs Up u a es = [i] -> turn i b ->
    exists f, legal Up b f /\ input Up u b f = Some i.
  Proof.
    induction es as [|e es IH]; simpl; intros a b D N T; [discriminate|].
    destruct (input Up u a e) as [j|]; simpl in N.
    - injection N as -> N. destruct (D T) as (f & L & I & _). eauto.
    - eapply IH; eauto.
  Qed.

  Lemma refines_undisturbed : forall turn_low turn_up, Unblocked turn_low turn_up ->
    Integrity Up -> Confidentiality Up -> Undisturbed Up turn_up -> Undisturbed Low turn_low.
  Proof.
    intros turn_low turn_up B W H U u c d es.
    apply refines_integrity in W as W'. apply refines_confidentiality in H as H'.
    revert c d. induction es as [|e es IH]; intros c d X Y V P; simpl; auto.
    destruct P as [L P]. pose proof (reachable_after Low _ _ X L) as X'. destruct (input Low u c e) as [i|] eqn:E.
    - intros T. destruct (reachable_image _ X) as (a & Xa & K), (reachable_image _ Y) as (b & Yb & J).
      destruct (r_step F _ _ _ K L) as (gs & G & _ & S). destruct (S u) as [S1 _]. rewrite E in S1. simpl in S1.
      destruct (one_input turn_up u i gs a b) as (f & M & I); auto.
      { apply U; auto. apply (r_looks F u _ _ _ _ K J); auto. } { eapply (r_turn _ _ B); eauto. }
      destruct (r_able _ _ B u c d a b e f i) as (g & Lg & Ig); auto.
      destruct (H' u c d [e] [g]) as [O Z]; simpl; auto. { now rewrite E, Ig. }
      simpl in O, Z. exists g. split; [auto | split; [auto | split]].
      + destruct (output Low u c e), (output Low u d g); simpl in O; congruence.
      + apply IH; auto. apply reachable_after; auto.
    - destruct (W' u c [e]) as [Z _]; simpl; auto. { now rewrite E. }
      apply IH; auto.
      destruct (H' u c d [e] []) as [_ Z']; simpl; auto. { now rewrite E. }
  Qed.

  Theorem refinement : forall whom turn_low turn_up, Unblocked turn_low turn_up ->
    Isolated Up whom turn_up -> Isolated Low whom turn_low.
  Proof.
    intros whom turn_low turn_up B (W & H & N & D & U). split; [|split; [|split; [|split]]].
    - exact (refines_integrity W).
    - exact (refines_confidentiality H).
    - exact (refines_noninterference whom N).
    - exact (refines_from_birth W D).
    - exact (refines_undisturbed _ _ B W H U).
  Qed.

  Lemma refines_always : forall claim, Always Up claim -> Always Low (fun c => exists a, R c a /\ claim a).
  Proof. intros claim H c X. destruct (reachable_image _ X) as (a & Y & K). eauto. Qed.
End Refinement.
