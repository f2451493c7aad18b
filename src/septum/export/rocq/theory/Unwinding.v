(** * Conditions on single steps imply isolation over every run. Written once; no axioms.

    Of any system: an invariant, and for each step of one run, or pair of steps of two, what it does to a view. The
    conditions on a core, in the words of its checks, are in Obligations.v. *)
From Coq Require Import Bool.
Require Import Isolation.

Section Unwind.
  Context {observer inp out : Type} (S : System observer inp out) (whom : observer -> Prop).
  Variables (turn : inp -> state S -> Prop) (Inv : state S -> Prop).

  Record Unwinding : Prop := {
    u_refl  : forall u s, looks S u s s;
    u_sym   : forall u s t, looks S u s t -> looks S u t s;
    u_trans : forall u s t r, looks S u s t -> looks S u t r -> looks S u s r;
    u_start : forall s, start S s -> Inv s;
    u_alike : forall u s t, whom u -> start S s -> start S t -> looks S u s t;
    u_inv   : forall s e, Inv s -> legal S s e -> Inv (after S s e);
    u_hidden : forall u s e, Inv s -> legal S s e -> input S u s e = None ->
      looks S u s (after S s e) /\ output S u s e = None;
    u_heard : forall u s t e f i, Inv s -> Inv t -> looks S u s t -> legal S s e -> legal S t f ->
      input S u s e = Some i -> input S u t f = Some i ->
      output S u s e = output S u t f /\ looks S u (after S s e) (after S t f);
    u_birth : forall u s t e f, Inv s -> Inv t -> legal S s e -> legal S t f -> begins S u e -> begins S u f ->
      looks S u (after S s e) (after S t f);
    u_ready : forall u s t e i, Inv s -> Inv t -> looks S u s t -> legal S s e ->
      input S u s e = Some i -> turn i t -> exists f, legal S t f /\ input S u t f = Some i }.

  Hypothesis U : Unwinding.

  Lemma inv_run : forall es s, Inv s -> run S s es -> Inv (final S s es).
  Proof. induction es; simpl; intros s I R; auto. apply IHes; [apply (u_inv U)|]; tauto. Qed.

  Lemma inv_reachable : forall s, reachable S s -> Inv s.
  Proof. intros s (s0 & es & I & R & <-). apply inv_run; auto. apply (u_start U); auto. Qed.

  Lemma integrity_from : forall u es s, Inv s -> run S s es -> inputs S u s es = [] ->
    looks S u s (final S s es) /\ outputs S u s es = [].
  Proof.
    induction es as [|e es IH]; simpl; intros s I R N. { split; auto. apply (u_refl U). }
    destruct R as [L R]. destruct (input S u s e) eqn:E; [discriminate|].
    destruct (u_hidden U u s e I L E) as [H ->].
    destruct (IH _ (u_inv U _ _ I L) R N) as [K ->]. split; auto. eapply (u_trans U); eauto.
  Qed.

  Lemma confidentiality_from : forall u es fs s t, Inv s -> Inv t -> looks S u s t ->
    run S s es -> run S t fs -> inputs S u s es = inputs S u t fs ->
    outputs S u s es = outputs S u t fs /\ looks S u (final S s es) (final S t fs).
  Proof.
    induction es as [|e es IH].
    { simpl; intros fs s t I J V _ R N. destruct (integrity_from u fs t J R (eq_sym N)) as [K ->].
      split; auto. eapply (u_trans U); eauto. }
    simpl. induction fs as [|f fs IHf]; intros s t I J V [L R] Q N.
    - simpl in N. destruct (input S u s e) eqn:E; [discriminate|].
      destruct (u_hidden U u s e I L E) as [H ->]. simpl.
      apply (IH [] _ t); simpl; auto. { apply (u_inv U); auto. }
      eapply (u_trans U); [apply (u_sym U)|]; eauto.
    - simpl in N, Q. destruct Q as [M Q]. destruct (input S u s e) as [i|] eqn:E.
      + destruct (input S u t f) as [j|] eqn:F.
        * simpl in N. injection N as <- N.
          destruct (u_heard U u s t e f i I J V L M E F) as [O W]. simpl. rewrite O.
          destruct (IH fs _ _ (u_inv U _ _ I L) (u_inv U _ _ J M) W R Q N) as [-> K]. auto.
        * destruct (u_hidden U u t f J M F) as [H K]. simpl. rewrite K. simpl in N.
          apply (IHf s (after S t f)); auto. { apply (u_inv U); auto. }
          { eapply (u_trans U); eauto. } rewrite E; exact N.
      + destruct (u_hidden U u s e I L E) as [H ->]. simpl in N |- *.
        apply (IH (f :: fs) _ t); simpl; auto. { apply (u_inv U); auto. }
        eapply (u_trans U); [apply (u_sym U)|]; eauto.
  Qed.

  Lemma undisturbed_from : forall u es s t, Inv s -> Inv t -> looks S u s t -> run S s es ->
    does_the_same S turn u s es t.
  Proof.
    induction es as [|e es IH]; simpl; intros s t I J V R; auto.
    destruct R as [L R]. destruct (input S u s e) as [i|] eqn:E.
    - intros A. destruct (u_ready U u s t e i I J V L E A) as (f & M & F).
      destruct (u_heard U u s t e f i I J V L M E F) as [O W].
      exists f. repeat split; auto. apply IH; auto; apply (u_inv U); auto.
    - destruct (u_hidden U u s e I L E) as [H _]. apply IH; auto. { apply (u_inv U); auto. }
      eapply (u_trans U); [apply (u_sym U)|]; eauto.
  Qed.

  Theorem unwinding : Isolated S whom turn.
  Proof.
    split; [|split; [|split; [|split]]]; red.
    - intros u s es X. apply integrity_from, inv_reachable, X.
    - intros u s t es fs X Y. apply confidentiality_from; auto using inv_reachable.
    - intros u s t es fs W A B. apply confidentiality_from; auto using (u_start U), (u_alike U).
    - intros u s t e f es fs X Y L M P Q R T N. apply inv_reachable in X, Y.
      apply confidentiality_from; auto using (u_inv U). exact (u_birth U _ _ _ _ _ X Y L M P Q).
    - intros u s t es X Y. apply undisturbed_from; auto using inv_reachable.
  Qed.

  Lemma always_from : forall claim : state S -> Prop, (forall s, Inv s -> claim s) -> Always S claim.
  Proof. intros claim H s X. apply H, inv_reachable, X. Qed.
End Unwind.

(** ** Runs put together *)
Section Runs.
  Context {observer inp out : Type} (S : System observer inp out).

  Lemma run_app : forall es fs s, run S s es -> run S (final S s es) fs -> run S s (es ++ fs).
  Proof. induction es as [|e es IH]; simpl; intuition. Qed.
  Lemma run_parts : forall es fs s, run S s (es ++ fs) -> run S s es /\ run S (final S s es) fs.
  Proof. induction es as [|e es IH]; simpl; auto. intros fs s [L R]. destruct (IH _ _ R). auto. Qed.
  Lemma final_app : forall es fs s, final S s (es ++ fs) = final S (final S s es) fs.
  Proof. induction es as [|e es IH]; simpl; auto. Qed.
  Lemma inputs_app : forall u es fs s, inputs S u s (es ++ fs) = inputs S u s es ++ inputs S u (final S s es) fs.
  Proof. induction es as [|e es IH]; simpl; auto. intros. now rewrite IH, app_assoc. Qed.
  Lemma outputs_app : forall u es fs s, outputs S u s (es ++ fs) = outputs S u s es ++ outputs S u (final S s es) fs.
  Proof. induction es as [|e es IH]; simpl; auto. intros. now rewrite IH, app_assoc. Qed.

  Lemma reachable_run : forall s es, reachable S s -> run S s es -> reachable S (final S s es).
  Proof. intros s es (s0 & fs & I & R & <-) Q. exists s0, (fs ++ es). auto using run_app, final_app. Qed.
  Lemma reachable_after : forall s e, reachable S s -> legal S s e -> reachable S (after S s e).
  Proof. intros s e X L. apply (reachable_run s [e] X). simpl. auto. Qed.
  Lemma reachable_start : forall s, start S s -> reachable S s.
  Proof. intros s I. exists s, []. simpl. auto. Qed.
  Lemma always_along : forall claim : state S -> Prop, Always S claim -> forall s es, start S s -> run S s es ->
    claim (final S s es).
  Proof. intros claim A s es I R. apply A, reachable_run; auto using reachable_start. Qed.

  (** What never waits is done to its end: [u] has a run of its own, with nothing in it but its own inputs. *)
  Theorem by_itself : forall turn, Integrity S -> Undisturbed S turn -> forall u s t es,
    reachable S s -> reachable S t -> looks S u s t -> run S s es ->
    all (fun i => forall r, turn i r) (inputs S u s es) ->
    exists fs, run S t fs /\ length fs = length (inputs S u s es) /\ inputs S u t fs = inputs S u s es /\
      outputs S u t fs = outputs S u s es /\ looks S u (final S s es) (final S t fs).
  Proof.
    intros turn W U u s t es X Y V R. specialize (U u s t es X Y V R). clear Y V.
    revert s t X R U. induction es as [|e es IH]; simpl; intros s t X R U A. { exists []. simpl. auto. }
    destruct R as [L R]. pose proof (reachable_after s e X L) as Z.
    destruct (input S u s e) as [i|] eqn:E; simpl in A |- *.
    - destruct A as [A B], (U (A t)) as (f & M & F & O & D).
      destruct (IH _ _ Z R D B) as (fs & K1 & K2 & K3 & K4 & K5).
      exists (f :: fs). simpl. rewrite F, K2, K3, K4, O. auto 6.
    - destruct (W u s [e] X) as [_ O]; simpl; auto. { now rewrite E. }
      simpl in O. rewrite app_nil_r in O. rewrite O. exact (IH _ _ Z R U A).
  Qed.
End Runs.
