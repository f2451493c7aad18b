(** Reports of what steps do, as numbers: the place of every value among the elements of its type. *)
From Coq Require Init.Byte Strings.Byte.
Require Import Deciding.

Fixpoint joined {A : Type} (l : list (list A)) : list A := match l with [] => [] | x :: l => x ++ joined l end.
Fixpoint mapped {A B : Type} (f : A -> B) (l : list A) : list B := match l with [] => [] | x :: l => f x :: mapped f l end.
Fixpoint without_first {A : Type} (n : nat) (l : list A) : list A :=
  match n, l with S n, _ :: l => without_first n l | _, _ => l end.
Fixpoint same_numbers (l m : list nat) : bool :=
  match l, m with
  | [], [] => true | x :: l, y :: m => if Nat.eqb x y then same_numbers l m else false | _, _ => false end.
Definition number (b : bool) : nat := if b then 1 else 0.

(** Values as numbers. *)
Class Numbers (T : Type) := numbers : T -> list nat.
#[global] Instance numbers_of_value {A} {F : Finite A} : Numbers A | 9 := fun x => [place x].
#[global] Instance numbers_of_function {A B} {F : Finite A} {N : Numbers B} : Numbers (A -> B) :=
  fun f => joined (mapped (fun x => numbers (f x)) elements).
#[global] Instance numbers_of_option {A} {N : Numbers A} : Numbers (option A) :=
  fun x => match x with None => [0] | Some x => 1 :: numbers x end.
#[global] Instance numbers_of_pair {A B} {M : Numbers A} {N : Numbers B} : Numbers (A * B) :=
  fun x => numbers (fst x) ++ numbers (snd x).

(** Numbers in a string, each as one sign: 0 is the sign 0. *)
Inductive digits := digits_of (l : list Init.Byte.byte).
Definition signs (d : digits) : list Init.Byte.byte := match d with digits_of l => l end.
Declare Scope digits_scope.
Delimit Scope digits_scope with digits.
String Notation digits digits_of signs : digits_scope.
Definition numbers_in (d : digits) : list nat := mapped (fun b => Nat.sub (Strings.Byte.to_nat b) 48) (signs d).
Fixpoint numbers_at (n : nat) (l : list (list nat)) : list nat :=
  match l, n with [], _ => [] | m :: _, O => m | _ :: l, S n => numbers_at n l end.

(** Numbers as values. *)
Class Inhabited (A : Type) := some : A.
#[global] Instance some_bool : Inhabited bool := false.
Class Loaded (T : Type) := { size : nat; load : list nat -> T }.
#[global] Instance loaded_value {A} {F : Finite A} {i : Inhabited A} : Loaded A | 9 := {|
  size := 1;
  load l := match l with [] => some | n :: _ => match nth elements n with Some x => x | None => some end end |}.
#[global] Instance loaded_function {A B} {F : Finite A} {L : Loaded B} : Loaded (A -> B) := {|
  size := length (elements (A := A)) * size (T := B);
  load l x := load (without_first (place x * size (T := B)) l) |}.

(** Equations *)
Class Compared (A : Type) := compared : forall x y : A, Decided (x = y).
#[global] Instance compared_values {A} {F : Finite A} : Compared A | 9.
Proof.
  intros x y. refine {| decision := same_place F x y |}.
  destruct (same_place F x y) eqn:E; [exact (proj1 (same_place_spec F x y) E) | intros H].
  apply (proj2 (same_place_spec F x y)) in H. congruence.
Defined.
#[global] Instance compared_options {A} {c : Compared A} : Compared (option A).
Proof.
  intros [x|] [y|]; [destruct (compared x y) as [d D] | | |].
  - refine {| decision := d |}. destruct d; congruence.
  - refine {| decision := false |}. discriminate.
  - refine {| decision := false |}. discriminate.
  - refine {| decision := true |}. reflexivity.
Defined.
#[global] Instance compared_pairs {A B} {c : Compared A} {d : Compared B} : Compared (A * B).
Proof.
  intros [x z] [y w]. destruct (compared x y) as [p P], (compared z w) as [q Q].
  refine {| decision := andb p q |}. destruct p, q; simpl; congruence.
Defined.
Ltac decided_equations := cbv beta; lazymatch goal with
  | |- Decided (_ = _) => apply compared
  | |- Decided (_ /\ _) => apply decided_and; decided_equations
  | |- Decided (forall _, _) => apply decided_all; let x := fresh in intros x; decided_equations
  | |- Decided True => exact decided_True
  | |- Decided ?P => let Q := eval hnf in P in change (Decided Q); decided_equations
  end.

Section Report.
  Context {observer news status value choice state : Type}.
  Context (observers : list observer) (number_of_status : status -> nat) (numbers_of_news : news -> list nat).
  Context (numbers_of_reply : value -> list nat) (numbers_of_state : state -> list (list nat)).
  Context (look_alike : observer -> state -> state -> bool).

  Fixpoint truths (ks : list (Check status choice state)) : DecidedChecks ks -> choice -> state -> list nat :=
    match ks with
    | [] => fun _ _ _ => []
    | k :: ks => fun d c s => number (decision (fst (fst d) c s)) :: truths ks (snd d) c s
    end.
  Fixpoint chances (ks : list (Check status choice state)) : DecidedChecks ks -> choice -> state -> list nat :=
    match ks with
    | [] => fun _ _ _ => []
    | k :: ks => fun d c s => number (decision (snd (fst d) c s)) :: chances ks (snd d) c s
    end.
  (** Done: 0. Impossible, for the check of this number: 1, its number. Refused: 2, the number, the status. *)
  Fixpoint ending (n : nat) (ks : list (Check status choice state)) : DecidedChecks ks -> choice -> state -> list nat :=
    match ks with
    | [] => fun _ _ _ => [0]
    | k :: ks => fun d c s => if decision (fst (fst d) c s) then ending (S n) ks (snd d) c s else
      match answer k with
      | Some a => if decision (snd (fst d) c s) then [1; n] else [2; n; number_of_status a]
      | None => [1; n] end
    end.
  Fixpoint delaying (ks : list (Check status choice state)) : list nat :=
    match ks with [] => [] | k :: ks => number (delays k) :: delaying ks end.
  (** The fields that are not the same: the number of each, and its entries. *)
  Fixpoint changes (n : nat) (before after : list (list nat)) : list (list nat) :=
    match before, after with
    | b :: before, a :: after => if same_numbers b a then changes (S n) before after
      else (n :: a) :: changes (S n) before after
    | _, _ => []
    end.
  Fixpoint told (n : nat) (us : list observer) (a : Step observer news status value choice state) (c : choice)
      (s : state) : list (list nat) :=
    match us with
    | [] => []
    | u :: us => mapped (fun x => n :: numbers_of_news x) (tells_of a u c s) ++ told (S n) us a c s
    end.

  Definition report (a : Step observer news status value choice state) (d : DecidedChecks (checks_of a)) (c : choice)
      (s : state) : list (list nat) :=
    [truths _ d c s; chances _ d c s; delaying (checks_of a); ending 0 _ d c s;
     match returned a c s with None => [0] | Some x => 1 :: numbers_of_reply x end;
     mapped (fun u => number (asked_by a u)) observers; mapped (fun u => number (begun a u)) observers;
     mapped (fun u => number (look_alike u s (done a c s))) observers]
    ++ told 0 observers a c s ++ [] :: changes 0 (numbers_of_state s) (numbers_of_state (done a c s)).
End Report.
