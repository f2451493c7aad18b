(** The toy is not empty: a finite machine, a run in which everything happens, and what guest [true] has of it. *)
From Coq Require Import Bool.
Require Import Isolation Unwinding Obligations Toy.

Definition nat_eq : forall x y : nat, {x = y} + {x <> y}.
Proof. decide equality. Defined.
#[export] Instance two : Machine := {| Guest := bool; Guest_eq := bool_dec; Slot := nat; Slot_eq := nat_eq;
  Frame := nat; Frame_eq := nat_eq; Word := nat; zero := 0; channel := fun g h => g && negb h |}.

Definition boot (secret : nat) : State := {| alive := fun _ => false; running := fun _ => false;
  held := fun _ _ => false; frame := fun _ _ => 0; clean := fun _ => false; mem := fun _ => secret;
  inbox := fun _ => 0 |}.
Lemma boots : forall secret, initial (boot secret).
Proof. constructor; reflexivity. Qed.

Definition does (r : Request) (c : choice_of r) : event (system toy) := existT _ r (c, Done).
Definition gets (r : Request) (c : choice_of r) (a : Status) : event (system toy) := existT _ r (c, Refused a).

(** Frame [f] is behind the page of guest [true]; guest [false] has the other, and writes [w]. *)
Definition story (f other w : nat) : list (event (system toy)) :=
  [ does (Scrub 0) tt; does (Scrub 1) tt; does (Create true) tt; does (Create false) tt; does (Lend true 0) f;
    does (Lend false 0) other; does (Switch false true) tt; does (Write false 0 w) tt; does (Switch true true) tt;
    gets (Read true 3) tt NOT_HELD; does (Write true 0 7) tt; does (Read true 0) tt; does (Send true false 0) tt;
    gets (Send true true 0) tt NO_CHANNEL; does (Renew true 0) f; does (Read true 0) tt;
    does (Destroy true) tt; does (Create true) tt ].

Ltac possible := hnf; match goal with
  | |- _ /\ _ => split; possible
  | |- True => exact I
  | |- exists before k rest, _ => eexists (_ :: []), _, _; split; [reflexivity | possible]
  | |- _ \/ _ => left; possible
  | |- _ = _ => reflexivity
  | |- _ => first [ let H := fresh in intros H; hnf in H; discriminate H
                  | intros; match goal with H : _ = _ |- _ => discriminate H end ] end.

Theorem story_runs : forall secret w,
  run (system toy) (boot secret) (story 0 1 w) /\ run (system toy) (boot secret) (story 1 0 w).
Proof. intros secret w. split; possible. Qed.

Theorem guests_meet_other_guests : reachable (system toy) (final (system toy) (boot 9) (story 0 1 5)).
Proof. apply reachable_run. { apply reachable_start, boots. } exact (proj1 (story_runs 9 5)). Qed.

Example what_it_gets : outputs (system toy) true (boot 99) (story 1 0 42) =
  [Turned_down NOT_HELD; Carried_out None; Carried_out (Some 7); Carried_out None; Turned_down NO_CHANNEL;
   Carried_out None; Carried_out (Some 0)].
Proof. vm_compute. reflexivity. Qed.
Example same_inputs_with_all_else_different :
  inputs (system toy) true (boot 99) (story 1 0 42) = inputs (system toy) true (boot 11) (story 0 1 5).
Proof. vm_compute. reflexivity. Qed.
(** So the theorem says something of these two runs, and of their ends. *)
Example so_it_gets_the_same :
  outputs (system toy) true (boot 99) (story 1 0 42) = outputs (system toy) true (boot 11) (story 0 1 5).
Proof.
  destruct toy_isolates as (_ & _ & N & _).
  exact (proj1 (N true (boot 99) (boot 11) _ _ I (boots 99) (boots 11)
    (proj2 (story_runs 99 42)) (proj1 (story_runs 11 5)) same_inputs_with_all_else_different)).
Qed.
(** The view tells apart: what it sees, and what it does not. *)
Example it_sees_that_it_lives : ~ alike true (final (system toy) (boot 9) (story 0 1 5)) (boot 9).
Proof. intros V. pose proof (V_alive _ _ _ V) as P. vm_compute in P. discriminate. Qed.
