(** * Deciding, where there are finitely many of each: is a run possible? *)
Require Export Words.

(** ** Finite types *)
Fixpoint nth {A : Type} (l : list A) (n : nat) : option A :=
  match l, n with [], _ => None | x :: _, O => Some x | _ :: l, S n => nth l n end.

(** All elements in a list, and the place of each. *)
Class Finite (A : Type) := {
  elements : list A;
  place : A -> nat;
  placed : forall x, nth elements (place x) = Some x }.

Lemma all_nth {A} (P : A -> Prop) : forall l n x, all P l -> nth l n = Some x -> P x.
Proof.
  induction l as [|y l IH]; intros [|n] x; simpl; try discriminate.
  - intros [H _] E. injection E as <-. exact H.
  - intros [_ H]. exact (IH n x H).
Qed.
Lemma complete {A} {F : Finite A} (P : A -> Prop) : all P elements -> forall x, P x.
Proof. intros H x. exact (all_nth P _ _ _ H (placed x)). Qed.

Definition same_place {A} (F : Finite A) (x y : A) : bool := Nat.eqb (place x) (place y).
Lemma same_place_spec {A} (F : Finite A) (x y : A) : same_place F x y = true <-> x = y.
Proof.
  assert (E : forall m n, Nat.eqb m n = true <-> m = n).
  { induction m as [|m IH]; intros [|n]; simpl; split; try discriminate; auto.
    - intros H. apply IH in H. congruence.
    - intros H. apply IH. congruence. }
  unfold same_place. split.
  - intros H. apply E in H. pose proof (placed x) as P. rewrite H, placed in P. congruence.
  - intros ->. apply E. reflexivity.
Qed.
(** A finite type as a sort. *)
Definition sort_of {A : Type} (F : Finite A) : Sort := sort A (same_place F) (same_place_spec F).

Definition finite {A : Type} (l : list A) (p : A -> nat) (right : forall x, nth l (p x) = Some x) : Finite A :=
  {| elements := l; place := p; placed := right |}.

#[global] Instance Finite_bool : Finite bool :=
  finite [false; true] (fun x => if x then 1 else 0) ltac:(intros []; reflexivity).
#[global] Instance Finite_unit : Finite unit := finite [tt] (fun _ => 0) ltac:(intros []; reflexivity).

Fixpoint every {A : Type} (p : A -> bool) (l : list A) : bool :=
  match l with [] => true | x :: l => if p x then every p l else false end.

Lemma every_one {A} (p : A -> bool) : forall l, is_true (every p l) -> all (fun x => is_true (p x)) l.
Proof. induction l as [|x l IH]; simpl; auto. destruct (p x); [split; auto; reflexivity | discriminate]. Qed.
Lemma not_every {A} (p : A -> bool) : forall l, every p l = false -> exists x, p x = false.
Proof. induction l as [|x l IH]; simpl; [discriminate|]. destruct (p x) eqn:E; eauto. Qed.

(** ** Propositions with a truth value that can be computed *)
Record Decided (P : Prop) := { decision : bool; decides : if decision then P else ~ P }.
Arguments decision {P}.
Arguments decides {P}.

Lemma decided_true {P} (p : Decided P) : is_true (decision p) -> P.
Proof. destruct p as [[|] H]; [auto | discriminate]. Qed.
Lemma decided_false {P} (p : Decided P) : decision p = false -> ~ P.
Proof. destruct p as [[|] H]; [discriminate | auto]. Qed.

Definition decided_value (b : bool) : Decided (is_true b).
Proof. refine {| decision := b |}. abstract (destruct b; [reflexivity | discriminate]). Defined.
Definition decided_True : Decided True := {| decision := true; decides := I |}.
Definition decided_and {P Q} (p : Decided P) (q : Decided Q) : Decided (P /\ Q).
Proof.
  refine {| decision := if decision p then decision q else false |}.
  abstract (destruct p as [[|] H], q as [[|] K]; simpl; tauto).
Defined.
Definition decided_or {P Q} (p : Decided P) (q : Decided Q) : Decided (P \/ Q).
Proof.
  refine {| decision := if decision p then true else decision q |}.
  abstract (destruct p as [[|] H], q as [[|] K]; simpl; tauto).
Defined.
Definition decided_implication {P Q : Prop} (p : Decided P) (q : Decided Q) : Decided (P -> Q).
Proof.
  refine {| decision := if decision p then decision q else true |}.
  abstract (destruct p as [[|] H], q as [[|] K]; simpl; tauto).
Defined.
Definition decided_all {A} {F : Finite A} {P : A -> Prop} (p : forall x, Decided (P x)) : Decided (forall x, P x).
Proof.
  refine {| decision := every (fun x => decision (p x)) elements |}.
  abstract (destruct (every (fun x => decision (p x)) elements) eqn:E;
    [ intros x; apply (decided_true (p x)); revert x; apply complete, every_one, E
    | intros H; destruct (not_every _ _ E) as [x K]; exact (decided_false (p x) K (H x)) ]).
Defined.
Definition decided_some {A} {F : Finite A} {P : A -> Prop} (p : forall x, Decided (P x)) : Decided (exists x, P x).
Proof.
  refine {| decision := if every (fun x => if decision (p x) then false else true) elements then false else true |}.
  abstract (destruct (every (fun x => if decision (p x) then false else true) elements) eqn:E;
    [ intros [x H]; apply every_one in E; pose proof (complete _ E x) as K; simpl in K;
      destruct (p x) as [[|] N]; [discriminate | auto]
    | destruct (not_every _ _ E) as [x K]; exists x; destruct (p x) as [[|] H]; [auto | discriminate] ]).
Defined.

Ltac unfold_head P := lazymatch P with ?Q _ => unfold_head Q | ?Q => unfold Q end.
(** Finds how a proposition is decided: one of truth values, [/\], [\/], [->], and quantifiers over finite types. *)
Ltac decided := lazymatch goal with
  | |- Decided (is_true _) => apply decided_value
  | |- Decided True => exact decided_True
  | |- Decided (_ /\ _) => apply decided_and; decided
  | |- Decided (_ \/ _) => apply decided_or; decided
  | |- Decided (exists _, _) => apply decided_some; let x := fresh in intros x; decided
  | |- Decided (?P -> ?Q) => first [ apply (@decided_implication P Q) | apply decided_all; let x := fresh in intros x ]; decided
  | |- Decided (forall _, _) => apply decided_all; let x := fresh in intros x; decided
  | |- Decided (match ?x with _ => _ end) => destruct x; decided
  | |- Decided (let x := ?y in _) => cbv zeta; decided
  | |- Decided ?P => unfold_head P; decided
  end.
(** Proves an equation by computing its left side. *)
Ltac computes := lazymatch goal with
  | |- is_true ?b => vm_cast_no_check (@eq_refl bool true)
  | |- @eq ?A ?x ?y => vm_cast_no_check (@eq_refl A y)
  end.
(** Proves a proposition by computing its truth value. *)
Ltac by_computing := unshelve eapply decided_true; [ decided | computes ].

(** ** Checks *)
Section Checks.
  Context {status choice state : Type}.
  Definition DecidedCheck (k : Check status choice state) : Type :=
    (forall c s, Decided (holds k c s)) * (forall c s, Decided (can k c s)).
  Fixpoint DecidedChecks (ks : list (Check status choice state)) : Type :=
    match ks with [] => unit | k :: ks => DecidedCheck k * DecidedChecks ks end.

  Fixpoint passes (ks : list (Check status choice state)) : DecidedChecks ks -> choice -> state -> bool :=
    match ks with
    | [] => fun _ _ _ => true
    | k :: ks => fun d c s => if decision (fst (fst d) c s) then passes ks (snd d) c s else false
    end.
  (** The status with which the check of this number refuses, if it does. *)
  Fixpoint turned_down (n : nat) (ks : list (Check status choice state))
      : DecidedChecks ks -> choice -> state -> option status :=
    match ks with
    | [] => fun _ _ _ => None
    | k :: ks => fun d c s => match n with
      | O => if decision (snd (fst d) c s) then None else answer k
      | S n => if decision (fst (fst d) c s) then turned_down n ks (snd d) c s else None end
    end.
  (** Is the first check that fails one without a status? *)
  Fixpoint stuck (ks : list (Check status choice state)) : DecidedChecks ks -> choice -> state -> bool :=
    match ks with
    | [] => fun _ _ _ => false
    | k :: ks => fun d c s =>
      if decision (fst (fst d) c s) then if decision (snd (fst d) c s) then stuck ks (snd d) c s else false
      else match answer k with None => true | Some _ => false end
    end.

  Lemma passes_right : forall ks d c s, is_true (passes ks d c s) -> all (fun k => holds k c s) ks.
  Proof.
    induction ks as [|k ks IH]; [simpl; auto|]. intros [[h n] d] c s. simpl. destruct (decision (h c s)) eqn:E.
    - intros P. split; [exact (decided_true _ E) | exact (IH _ _ _ P)].
    - discriminate.
  Qed.
  Lemma turned_down_right : forall n ks d c s a, turned_down n ks d c s = Some a -> exists before k rest,
    ks = before ++ k :: rest /\ all (fun k => holds k c s) before /\ answer k = Some a /\ ~ can k c s.
  Proof.
    induction n as [|n IH]; intros [|k ks]; try discriminate; intros [[h q] d] c s a; simpl.
    - destruct (decision (q c s)) eqn:E; [discriminate|]. intros A. exists [], k, ks. simpl.
      repeat split; auto. exact (decided_false _ E).
    - destruct (decision (h c s)) eqn:E; [|discriminate]. intros A.
      destruct (IH _ _ _ _ _ A) as (before & j & rest & -> & P & R). exists (k :: before), j, rest. simpl.
      repeat split; auto; try apply R. exact (decided_true _ E).
  Qed.
  Lemma stuck_right : forall ks d c s, is_true (stuck ks d c s) -> ~ all (fun k => holds k c s) ks /\
    forall before k rest a, ks = before ++ k :: rest -> all (fun k => holds k c s) before -> answer k = Some a ->
      ~ can k c s -> False.
  Proof.
    induction ks as [|k ks IH]; [discriminate|]. intros [[h q] d] c s. simpl.
    destruct (decision (h c s)) eqn:H; [destruct (decision (q c s)) eqn:Q; [|discriminate]|].
    - intros T. destruct (IH _ _ _ T) as [N M]. split; [tauto|]. intros [|j before] k' rest a E P A C.
      + injection E as <- _. exact (C (decided_true _ Q)).
      + injection E as _ E. apply (M before k' rest a E); [apply P | exact A | exact C].
    - destruct (answer k) eqn:A; [discriminate|]. intros _. apply decided_false in H. split; [tauto|].
      intros [|j before] k' rest a E P B C; injection E as <- _; [congruence | exact (H (proj1 P))].
  Qed.
End Checks.

Ltac decided_condition := intros ? ?; cbv beta; decided.
Ltac decided_check := lazymatch goal with
  | |- DecidedCheck (choose _ _) => split; cbv beta iota delta [choose holds can]; decided_condition
  | |- DecidedCheck (choose_also _ _ _) => split; cbv beta iota delta [choose_also holds can]; decided_condition
  | |- DecidedCheck ?k => let h := fresh in
      assert (forall c s, Decided (holds k c s)) as h;
        [ cbv beta iota delta [refuse when waits without duty holds]; decided_condition | exact (h, h) ]
  end.
(** Decides the checks of a step. *)
Ltac decided_checks := hnf; lazymatch goal with
  | |- unit => exact tt
  | |- prod _ _ => split; [ decided_check | decided_checks ]
  end.

(** ** Events and runs *)
Section Runs.
  Context {observer request news status value : Type} (C : Core observer request news status value).

  (** A request that is carried out, with what is chosen; one that is refused. *)
  Definition carried_out (r : request) (c : choice C r) : Event C := existT _ r (c, Done).
  Definition turned_away (r : request) (c : choice C r) (a : status) : Event C := existT _ r (c, Refused a).
  (** The state after the first events. *)
  Fixpoint after_first (n : nat) (s : cstate C) (es : list (Event C)) : cstate C :=
    match n, es with S n, e :: es => after_first n (state_after C s e) es | _, _ => s end.

  Context (decided : forall r, DecidedChecks (checks C r)).
  (** Is a run possible, whose refusals are by the checks of these numbers? If so: the statuses that these answer. *)
  Fixpoint played (s : cstate C) (es : list (Event C)) (by_ : list nat) : option (list (option status)) :=
    match es with
    | [] => Some []
    | existT _ r (c, Done) :: es =>
      if passes _ (decided r) c s then played (effect C r c s) es by_ else None
    | existT _ r (c, Refused _) :: es => match by_ with
      | [] => None
      | n :: by_ => match played s es by_ with
        | Some l => Some (turned_down n _ (decided r) c s :: l) | None => None end end
    end.
  Fixpoint refusals (es : list (Event C)) : list (option status) :=
    match es with
    | [] => []
    | existT _ _ (_, Done) :: es => refusals es
    | existT _ _ (_, Refused a) :: es => Some a :: refusals es
    end.

  Theorem possible : forall es s by_, played s es by_ = Some (refusals es) -> run (system C) s es.
  Proof.
    induction es as [|[r [c [|a]]] es IH]; intros s by_; [intros _; exact I | | ].
    - simpl. destruct (passes _ (decided r) c s) eqn:E; [|discriminate]. intros P.
      split; [exact (passes_right _ _ _ _ E) | exact (IH _ _ P)].
    - simpl. destruct by_ as [|n by_]; [discriminate|]. destruct (played s es by_) as [l|] eqn:P; [|discriminate].
      intros E. injection E as T E. subst l. split; [exact (turned_down_right _ _ _ _ _ _ T) | exact (IH _ _ P)].
  Qed.

  (** A request that neither is carried out nor answered. *)
  Definition impossible (s : cstate C) (r : request) : Prop := forall c o, ~ may_happen C s (existT _ r (c, o)).
  Theorem stays_impossible (s : cstate C) (r : request) {F : Finite (choice C r)} :
    every (fun c => stuck _ (decided r) c s) elements = true -> impossible s r.
  Proof.
    intros E c o. apply every_one in E. pose proof (complete _ E c) as T. destruct (stuck_right _ _ _ _ T) as [N M].
    destruct o as [|a]; simpl; [exact N|]. intros (before & k & rest & D & P & A & K). exact (M _ _ _ _ D P A K).
  Qed.
End Runs.
(** Proves that a request stays impossible; [checks]: how the checks of all requests are decided. *)
Ltac by_checks checks := unshelve eapply (stays_impossible _ checks); lazymatch goal with
  | |- Finite ?A => let B := eval hnf in A in change (Finite B); exact _
  | |- _ => computes
  end.
Arguments carried_out {observer request news status value C} & r c.
Arguments turned_away {observer request news status value C} & r c a.
