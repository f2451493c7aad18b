(** * Fewer runs: whoever decides, by whatever rule, isolation stays. Written once; no axioms.

    What a specification leaves open, something decides: an allocator, a scheduler, a manager's program. It may look at
    everything, another's secrets included. The pairs of runs that remain were all compared before, so nothing new can
    be learnt; what is told goes on being told. Only [Undisturbed] says that something is possible, and it stays as long
    as the last way in which an observer's own request could be done is never taken away. *)
From Coq Require Import Bool.
Require Import Isolation Unwinding Refinement.

(** ** Any system: fewer starts and fewer steps *)
Section Fewer.
  Context {observer inp out : Type} (S : System observer inp out).
  Variables (start' : state S -> Prop) (legal' : state S -> event S -> Prop).

  Definition fewer : System observer inp out := {|
    state := state S; event := event S; start := start'; legal := legal'; after := after S;
    input := input S; output := output S; begins := begins S; looks := looks S |}.

  Hypothesis starts : forall s, start' s -> start S s.
  Hypothesis steps : forall s e, legal' s e -> legal S s e.
  Definition as_it_is (s : state fewer) (t : state S) : Prop := s = t /\ reachable S t.

  Lemma fewer_refines : Refines fewer S as_it_is.
  Proof.
    constructor; simpl; unfold as_it_is.
    - intros s I. exists s. auto using reachable_start.
    - intros s t e [-> X] L. apply steps in L. exists [e]. simpl. auto 6 using reachable_after, app_nil_r.
    - intros u s t a b [-> _] [-> _]. tauto.
    - intros u s t e [-> X] L B. apply steps in L. exists [], e, []. simpl. auto 7 using reachable_after.
  Qed.

  Theorem fewer_isolated : forall (whom : observer -> Prop) (turn turn' : inp -> state S -> Prop),
    (forall u s e i t, legal' s e -> input S u s e = Some i -> turn' i t -> turn i t) ->
    (forall u s t e f i, reachable S s -> reachable S t -> looks S u s t -> legal' s e -> input S u s e = Some i ->
      turn' i t -> legal S t f -> input S u t f = Some i -> exists g, legal' t g /\ input S u t g = Some i) ->
    Isolated S whom turn -> Isolated fewer whom turn'.
  Proof.
    intros whom turn turn' T A. apply (refinement fewer S as_it_is fewer_refines). unfold as_it_is. constructor; simpl.
    - intros u c d b e i L E [-> _]. eauto.
    - intros u c d a b e f i [-> X] [-> Y]. eauto.
  Qed.
End Fewer.

(** ** A program beside a system: with a memory of its own, which nobody sees, it admits some steps and not others.
    With the steps so far as its memory it is any rule on the beginnings of runs. *)
Section Programmed.
  Context {observer inp out memory : Type} (S : System observer inp out).
  Variables (first : state S -> memory -> Prop) (may : state S -> memory -> event S -> Prop).
  Variable next : state S -> memory -> event S -> memory.

  Definition programmed : System observer inp out := {|
    state := (state S * memory)%type; event := event S;
    start := fun p => start S (fst p) /\ first (fst p) (snd p);
    legal := fun p e => legal S (fst p) e /\ may (fst p) (snd p) e;
    after := fun p e => (after S (fst p) e, next (fst p) (snd p) e);
    input := fun u p => input S u (fst p); output := fun u p => output S u (fst p);
    begins := begins S; looks := fun u p q => looks S u (fst p) (fst q) |}.
  Definition less_its_memory (p : state programmed) (s : state S) : Prop := fst p = s /\ reachable programmed p.

  Lemma programmed_refines : Refines programmed S less_its_memory.
  Proof.
    constructor; simpl; unfold less_its_memory.
    - intros p I. exists (fst p). split; [tauto|]. split; auto using (reachable_start programmed).
    - intros p s e [<- X] L. pose proof (reachable_after programmed p e X L) as Y. destruct L as [L _].
      exists [e]. simpl. auto 6 using app_nil_r.
    - intros u p q a b [<- _] [<- _]. tauto.
    - intros u p s e [<- X] L B. pose proof (reachable_after programmed p e X L) as Y. destruct L as [L _].
      exists [], e, []. simpl. auto 7.
  Qed.

  (** It never takes away the last way in which [u] can do what it asked for. *)
  Definition never_the_last (turn : inp -> state S -> Prop) : Prop := forall u p e i, reachable programmed p ->
    legal S (fst p) e -> input S u (fst p) e = Some i -> turn i (fst p) ->
    exists f, legal programmed p f /\ input S u (fst p) f = Some i.

  Theorem programmed_isolated : forall (whom : observer -> Prop) (turn : inp -> state S -> Prop),
    never_the_last turn -> Isolated S whom turn ->
    Isolated programmed whom (fun i p => turn i (fst p)).
  Proof.
    intros whom turn N. apply (refinement programmed S less_its_memory programmed_refines).
    unfold less_its_memory. constructor; simpl.
    - intros u p q b e i L E [<- _]. auto.
    - intros u p q a b e f i [<- X] [<- Y] V L E T M I. apply N with (e := f); auto.
  Qed.

  (** Without that: all but [Undisturbed]. *)
  Theorem programmed_keeps : forall whom : observer -> Prop,
    Integrity S -> Confidentiality S -> Noninterference S whom -> FromBirth S ->
    Integrity programmed /\ Confidentiality programmed /\ Noninterference programmed whom /\ FromBirth programmed.
  Proof.
    intros whom W H N B. pose proof programmed_refines as F.
    split; [|split; [|split]].
    - exact (refines_integrity _ _ _ F W).
    - exact (refines_confidentiality _ _ _ F H).
    - exact (refines_noninterference _ _ _ F whom N).
    - exact (refines_from_birth _ _ _ F W B).
  Qed.
End Programmed.

(** ** Cores *)
Lemma but_the_last {A} : forall (l before rest : list A) x k, l ++ [x] = before ++ k :: rest ->
  k = x \/ exists n, l = before ++ k :: n.
Proof.
  induction l as [|a l IH]; intros [|b before] rest x k E; injection E as E F; subst; simpl; eauto.
  - destruct before; discriminate.
  - destruct (IH _ _ _ _ F) as [-> | [n ->]]; eauto.
Qed.

Section Cores.
  Context {observer request news status value : Type} (C : Core observer request news status value).

  Lemma who_asks : forall u s r c o q, heard C u s (existT _ r (c, o)) = Some (Asked q) -> own C u r = true /\ q = r.
  Proof.
    simpl. intros u s r c o q E. destruct (own C u r); [split; congruence|].
    destruct o; [destruct (tells C u r c s)|]; discriminate.
  Qed.

  Definition only {A : Type} (P : A -> cstate C -> Prop) : Check status A (cstate C) :=
    {| answer := None; delays := false; holds := P; can := fun _ s => exists c, P c s |}.

  (** Of what could be chosen, only some is: a frame, by any rule on the whole state. A rule that remembers is a program
      beside [system C]. *)
  Definition restricted (allowed : forall r, choice C r -> cstate C -> Prop)
      : Core observer request news status value := {|
    cstate := cstate C; choice := choice C; init := init C;
    checks := fun r => checks C r ++ [only (allowed r)];
    effect := effect C; returns := returns C; own := own C; tells := tells C; born := born C; view := view C |}.

  Variable allowed : forall r, choice C r -> cstate C -> Prop.

  Lemma restricted_may : forall s e, may_happen (restricted allowed) s e <->
    may_happen C s e /\ match e with existT _ r (c, Done) => allowed r c s | _ => True end.
  Proof.
    intros s [r [c [|a]]]; simpl; unfold passed.
    - split; intros H.
      + apply all_app in H. simpl in H. tauto.
      + apply all_app. simpl. tauto.
    - split.
      + intros (before & k & rest & E & P & A & N). split; auto.
        destruct (but_the_last _ _ _ _ _ E) as [-> | [n F]]; [discriminate|]. exists before, k, n. auto.
      + intros [(before & k & rest & E & P & A & N) _]. rewrite E, <- app_assoc. simpl.
        exists before, k. eauto.
  Qed.

  (** The last choice is never taken away. *)
  Theorem restricted_isolates : forall whom : observer -> Prop,
    (forall r c s, reachable (system C) s -> passed C (checks C r) c s ->
      exists d, passed C (checks C r) d s /\ allowed r d s) ->
    Isolates C whom -> Isolates (restricted allowed) whom.
  Proof.
    intros whom N I.
    apply (fewer_isolated (system C) (init C) (may_happen (restricted allowed))) with (turn := turn_has_come C).
    - auto.
    - intros s e L. apply restricted_may in L. exact (proj1 L).
    - intros u s e i t _ _. destruct i as [r|n]; simpl; auto. intros T before k rest d E.
      apply (T before k (rest ++ [only (allowed r)]) d). rewrite E, <- app_assoc. reflexivity.
    - intros u s t e [r [c o]] [q|n] X Y V L E T M H; [|contradiction]. destruct o as [|a].
      + destruct (N r c t Y M) as (d & P & A). apply who_asks in H. destruct H as [W ->].
        exists (existT _ r (d, Done)). split; [apply restricted_may; simpl; auto|]. simpl. rewrite W. auto.
      + exists (existT _ r (c, Refused a)). split; [apply restricted_may|]; auto.
    - exact I.
  Qed.

  (** Some requests are never made: a profile without a capability. *)
  Definition without (kept : request -> Prop) : Core observer request news status value := {|
    cstate := cstate C; choice := choice C; init := init C;
    checks := fun r => only (fun _ _ => kept r) :: checks C r;
    effect := effect C; returns := returns C; own := own C; tells := tells C; born := born C; view := view C |}.

  Lemma without_may : forall kept s e, may_happen (without kept) s e <-> kept (projT1 e) /\ may_happen C s e.
  Proof.
    intros kept s [r [c [|a]]]; simpl; unfold passed; simpl; [tauto|]. split.
    - intros ([|x before] & k & rest & E & P & A & N); injection E as E F; subst.
      + discriminate.
      + destruct P as [K P]. split; auto. exists before, k. eauto.
    - intros [K (before & k & rest & E & P & A & N)]. rewrite E.
      exists (only (fun _ _ => kept r) :: before), k, rest. simpl. auto.
  Qed.

  (** Nobody is withheld what is still done at all: nothing more is needed. *)
  Theorem without_isolates : forall (kept : request -> Prop) (whom : observer -> Prop),
    Isolates C whom -> Isolates (without kept) whom.
  Proof.
    intros kept whom I.
    apply (fewer_isolated (system C) (init C) (may_happen (without kept))) with (turn := turn_has_come C).
    - auto.
    - intros s e L. apply without_may in L. exact (proj2 L).
    - intros u s [r [c o]] [q|n] t L E T; [|contradiction]. apply without_may in L. destruct L as [K _].
      apply who_asks in E. destruct E as [_ ->]. intros before k rest d F D P.
      apply (T (only (fun _ _ => kept r) :: before) k rest d); auto.
      + simpl. rewrite F. reflexivity.
      + split; auto.
    - intros u s t [r [c o]] f [x|n] X Y V L E T M H; [|contradiction]. exists f. split; auto. apply without_may.
      split; auto. apply without_may in L. destruct L as [K _]. destruct f as [q [d p]].
      apply who_asks in E. apply who_asks in H. destruct E as [_ ->], H as [_ <-]. exact K.
    - exact I.
  Qed.
End Cores.
