(** * The words in which specifications are printed. With [Isolation], and the files of a specification, this is all
    that a reader has to believe. *)
From Coq Require Import Bool.
Require Export Isolation.

(** ** Truth values and equality *)
Coercion is_true (b : bool) : Prop := b = true.
Infix "&&" := andb : bool_scope.
Infix "||" := orb : bool_scope.
Infix "<=>" := eqb (at level 38, no associativity) : bool_scope.
Notation "! a" := (negb a) (at level 35, right associativity) : bool_scope.
Notation "a ==> b" := (implb a b) (at level 55, right associativity) : bool_scope.
Open Scope bool_scope.

(** A sort: a type whose elements can be told apart. Rocq finds the sort of a type that is one, as for [bool] below. *)
Record Sort := sort {
  element :> Type;
  #[canonical=no] same : element -> element -> bool;
  #[canonical=no] same_spec : forall x y, same x y = true <-> x = y }.
Arguments same {s}. Arguments same_spec {s}.
Infix "==" := same (at level 38, no associativity) : bool_scope.

Lemma same_iff {A : Sort} (x y : A) : is_true (x == y) <-> x = y.
Proof. apply same_spec. Qed.
Lemma same_refl {A : Sort} (x : A) : is_true (x == x).
Proof. apply same_spec. reflexivity. Qed.
Canonical bool_sort := sort bool eqb eqb_true_iff.
(** The sort of an enumeration, case by case. *)
Ltac same_members := intros [] []; first [split; intros; reflexivity | split; discriminate].
(** The sort of a record of truth values, field by field. *)
Ltac same_flags :=
  intros x y; split; [destruct x, y; simpl | intros ->; now rewrite ?eqb_reflx]; intros;
  repeat match goal with
    | H : _ && _ = true |- _ => apply andb_prop in H; destruct H
    | H : eqb _ _ = true |- _ => apply eqb_prop in H end; congruence.

(** [x |> f |> g] is [g (f x)]. *)
Notation "x |> f" := (f x) (at level 65, left associativity, only parsing).

(** ** Checks of a step, in the words of the specification *)
Section Checks.
  Context {status choice state : Type}.
  (** The request is refused with this status, unless the condition holds. *)
  Definition refuse (a : status) (c : choice -> state -> Prop) : Check status choice state :=
    {| answer := Some a; delays := false; holds := c; can := c |}.
  (** It does not happen otherwise. *)
  Definition when (c : choice -> state -> Prop) : Check status choice state :=
    {| answer := None; delays := false; holds := c; can := c |}.
  (** A turn or a lock: until then it waits. *)
  Definition waits (c : choice -> state -> Prop) : Check status choice state :=
    {| answer := None; delays := true; holds := c; can := c |}.
  (** It happens only where this is not assumed. *)
  Definition without (assumed : bool) : Check status choice state := when (fun _ _ => is_true (! assumed)).
  (** What somebody else's contract says, where that is assumed. *)
  Definition duty (assumed : bool) (c : choice -> state -> Prop) : Check status choice state :=
    {| answer := None; delays := true; holds := fun x s => is_true assumed -> c x s;
       can := fun x s => is_true assumed -> c x s |}.
  (** Something is chosen for which the condition holds; the request is refused where there is none. *)
  Definition choose (a : option status) (c : choice -> state -> Prop) : Check status choice state :=
    {| answer := a; delays := false; holds := c; can := fun _ s => exists x, c x s |}.
  (** The same where more is chosen: [put] replaces what this chooses. *)
  Definition choose_also {part : Type} (put : choice -> part -> choice) (a : option status)
      (c : choice -> state -> Prop) : Check status choice state :=
    {| answer := a; delays := false; holds := c; can := fun x s => exists y, c (put x y) s |}.
End Checks.
(** The types of a list of checks are known before the checks are read. *)
#[global] Arguments refuse {status choice state} & a c.
#[global] Arguments when {status choice state} & c.
#[global] Arguments waits {status choice state} & c.
#[global] Arguments duty {status choice state} & assumed c.
#[global] Arguments without {status choice state} assumed.
#[global] Arguments choose {status choice state} & a c.
#[global] Arguments choose_also {status choice state part} & put a c.
#[global] Arguments cons {A}%type_scope & a l.

(** ** Steps *)
Record Step (observer news status value choice state : Type) := {
  asked_by  : observer -> bool;
  checks_of : list (Check status choice state);
  done      : choice -> state -> state;
  returned  : choice -> state -> option value;
  begun     : observer -> bool;
  tells_of  : observer -> choice -> state -> list news }.
Arguments asked_by {observer news status value choice state}.
Arguments checks_of {observer news status value choice state}.
Arguments done {observer news status value choice state}.
Arguments returned {observer news status value choice state}.
Arguments begun {observer news status value choice state}.
Arguments tells_of {observer news status value choice state}.

(** What one observer hears of what is told: to whom, and the news. *)
Definition to {observer news : Type} (who : observer -> bool) (n : news) := (who, n).
(** To them, only where this holds. *)
Definition given {observer : Type} (c : bool) (who : observer -> bool) (u : observer) : bool := who u && c.
Fixpoint heard_by {observer news : Type} (u : observer) (l : list ((observer -> bool) * news)) : list news :=
  match l with [] => [] | (who, n) :: l => if who u then n :: heard_by u l else heard_by u l end.

Section Steps.
  Context {observer news status value choice state : Type}.
  Notation step := (Step observer news status value choice state).
  (** Who asks, and the checks. All else is nothing, but for what follows. *)
  Definition asks (who : observer -> bool) (ks : list (Check status choice state)) : step := {|
    asked_by := who; checks_of := ks; done := fun _ s => s; returned := fun _ _ => None; begun := fun _ => false;
    tells_of := fun _ _ _ => [] |}.
  Definition does (d : choice -> state -> state) (a : step) : step := {|
    asked_by := asked_by a; checks_of := checks_of a; done := d; returned := returned a; begun := begun a;
    tells_of := tells_of a |}.
  Definition answers (v : choice -> state -> value) (a : step) : step := {|
    asked_by := asked_by a; checks_of := checks_of a; done := done a; returned := fun c s => Some (v c s);
    begun := begun a; tells_of := tells_of a |}.
  Definition begins (who : observer -> bool) (a : step) : step := {|
    asked_by := asked_by a; checks_of := checks_of a; done := done a; returned := returned a; begun := who;
    tells_of := tells_of a |}.
  Definition tells (n : choice -> state -> list ((observer -> bool) * news)) (a : step) : step := {|
    asked_by := asked_by a; checks_of := checks_of a; done := done a; returned := returned a; begun := begun a;
    tells_of := fun u c s => heard_by u (n c s) |}.
End Steps.
(** The types of a step are known before its parts are read. *)
#[global] Arguments asks {observer news status value choice state} & who ks.
#[global] Arguments does {observer news status value choice state} & d a.
#[global] Arguments answers {observer news status value choice state} & v a.
#[global] Arguments begins {observer news status value choice state} & who a.
#[global] Arguments tells {observer news status value choice state} & n a.

Record AnAct (observer news status value state : Type) := an_act {
  chosen : Type;
  acts : Step observer news status value chosen state }.
Arguments an_act {observer news status value state chosen}.
Arguments chosen {observer news status value state}.
Arguments acts {observer news status value state}.

Definition core_of {observer request news status value state : Type} (initial : state -> Prop)
    (act : request -> AnAct observer news status value state) (alike : observer -> state -> state -> Prop)
    : Core observer request news status (option value) := {|
  cstate := state; choice := fun r => chosen (act r); init := initial;
  checks := fun r => checks_of (acts (act r)); effect := fun r => done (acts (act r));
  returns := fun r => returned (acts (act r)); own := fun u r => asked_by (acts (act r)) u;
  Isolation.tells := fun u r => tells_of (acts (act r)) u; born := fun u r => is_true (begun (acts (act r)) u);
  view := alike |}.

(** ** Functions, but for some places *)
Section Places.
  Context {A B C D E F : Sort} {G : Type}.
  Definition at1 a v (m : A -> G) : A -> G := fun x1 => if x1 == a then v else m x1.
  Definition at2 a b v (m : A -> B -> G) : A -> B -> G := fun x1 x2 => if (x1 == a) && (x2 == b) then v else m x1 x2.
  Definition at3 a b c v (m : A -> B -> C -> G) : A -> B -> C -> G :=
    fun x1 x2 x3 => if (x1 == a) && (x2 == b) && (x3 == c) then v else m x1 x2 x3.
  Definition at4 a b c d v (m : A -> B -> C -> D -> G) : A -> B -> C -> D -> G :=
    fun x1 x2 x3 x4 => if (x1 == a) && (x2 == b) && (x3 == c) && (x4 == d) then v else m x1 x2 x3 x4.
  Definition at5 a b c d e v (m : A -> B -> C -> D -> E -> G) : A -> B -> C -> D -> E -> G :=
    fun x1 x2 x3 x4 x5 => if (x1 == a) && (x2 == b) && (x3 == c) && (x4 == d) && (x5 == e) then v else m x1 x2 x3 x4 x5.
  Definition at6 a b c d e f v (m : A -> B -> C -> D -> E -> F -> G) : A -> B -> C -> D -> E -> F -> G :=
    fun x1 x2 x3 x4 x5 x6 => if (x1 == a) && (x2 == b) && (x3 == c) && (x4 == d) && (x5 == e) && (x6 == f) then v
      else m x1 x2 x3 x4 x5 x6.
End Places.
(** Wherever the condition holds. *)
Section Wherever.
  Context {A B C D E F G : Type}.
  Definition where1 (c : A -> bool) v (m : A -> G) : A -> G :=
    fun x1 => if c x1 then v else m x1.
  Definition where2 (c : A -> B -> bool) v (m : A -> B -> G) : A -> B -> G :=
    fun x1 x2 => if c x1 x2 then v else m x1 x2.
  Definition where3 (c : A -> B -> C -> bool) v (m : A -> B -> C -> G) : A -> B -> C -> G :=
    fun x1 x2 x3 => if c x1 x2 x3 then v else m x1 x2 x3.
  Definition where4 (c : A -> B -> C -> D -> bool) v (m : A -> B -> C -> D -> G) : A -> B -> C -> D -> G :=
    fun x1 x2 x3 x4 => if c x1 x2 x3 x4 then v else m x1 x2 x3 x4.
  Definition where5 (c : A -> B -> C -> D -> E -> bool) v (m : A -> B -> C -> D -> E -> G) : A -> B -> C -> D -> E -> G :=
    fun x1 x2 x3 x4 x5 => if c x1 x2 x3 x4 x5 then v else m x1 x2 x3 x4 x5.
  Definition where6 (c : A -> B -> C -> D -> E -> F -> bool) v (m : A -> B -> C -> D -> E -> F -> G) : A -> B -> C -> D -> E -> F -> G :=
    fun x1 x2 x3 x4 x5 x6 => if c x1 x2 x3 x4 x5 x6 then v else m x1 x2 x3 x4 x5 x6.
End Wherever.

(** ** What is seen: something where the condition holds; the same in two states, wherever one looks *)
Definition only_if {A : Type} (c : bool) (x : A) : option A := if c then Some x else None.
Section Alike.
  Context {state A B C D E F G : Type}.
  Definition relation := state -> state -> Prop.
  Definition alike0 (f : state -> G) : relation := fun s t => f s = f t.
  Definition alike1 (f : state -> A -> G) : relation := fun s t => forall x1, f s x1 = f t x1.
  Definition alike2 (f : state -> A -> B -> G) : relation := fun s t => forall x1 x2, f s x1 x2 = f t x1 x2.
  Definition alike3 (f : state -> A -> B -> C -> G) : relation := fun s t => forall x1 x2 x3, f s x1 x2 x3 = f t x1 x2 x3.
  Definition alike4 (f : state -> A -> B -> C -> D -> G) : relation := fun s t => forall x1 x2 x3 x4, f s x1 x2 x3 x4 = f t x1 x2 x3 x4.
  Definition alike5 (f : state -> A -> B -> C -> D -> E -> G) : relation := fun s t => forall x1 x2 x3 x4 x5, f s x1 x2 x3 x4 x5 = f t x1 x2 x3 x4 x5.
  Definition alike6 (f : state -> A -> B -> C -> D -> E -> F -> G) : relation := fun s t => forall x1 x2 x3 x4 x5 x6, f s x1 x2 x3 x4 x5 x6 = f t x1 x2 x3 x4 x5 x6.
  Fixpoint together (l : list relation) (s t : state) : Prop :=
    match l with [] => True | [r] => r s t | r :: l => r s t /\ together l s t end.
End Alike.
