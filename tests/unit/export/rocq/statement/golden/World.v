(** * trusting d9bc5564cbed: what there is, and what is said *)
Require Export Words.
Unset Elimination Schemes.

(** ** Sorts, constants, and what is assumed of the world *)
(** Any sorts with something in each, and any constants. *)
Class Machine := { Drawer : Sort; Guest : Sort; Thing : Sort; some_Drawer : Drawer; some_Guest : Guest;
    some_Thing : Thing; owner : Drawer -> Guest; EMPTY : Thing }.
(** What is assumed of the world, one by one. *)
Class Assumed := {
  DrawersAreLocked : bool;  (* drawers.locked: No drawer opens by itself. *)
  CleanersLookAway : bool;  (* cleaners.look-away: Who cleans leaves what lies in a drawer. *)
  NobodyCounts : bool;  (* drawers.not-counted: Nobody counts the drawers that nobody has. *)
  TimeIsFree : bool;  (* time.free: Nobody is in a hurry. *)
  NobodyKnocks : bool  (* doors.quiet: Nobody knocks. *)
}.

Section World.
Context {machine : Machine}.

(** ** The state *)
Inductive Field := counted | inside.
Definition Value (f : Field) : Type := match f with
| counted => Drawer -> bool  (* core *)
| inside => Drawer -> Thing  (* content *)
end.
Definition State := forall f : Field, Value f.
(** The state with another value in one field. *)
Local Notation become f v g := (fun old => match f as h return Value h -> Value g with g => fun new => new | _ => fun _
      => old end v).
Definition put_in (f : Field) (v : Value f) (s : State) : State := fun g => match g return Value g -> Value g with
    counted => become f v counted | inside => become f v inside end (s g).
Definition set (f : Field) (change : Value f -> Value f) (s : State) : State := put_in f (change (s f)) s.

(** ** Who observes, and what is asked, answered and told *)
Implicit Types (guest viewer : Guest) (drawer other : Drawer) (thing : Thing).
Inductive Observer := A_Guest (u : Guest).
Inductive Status := NO_STATUS.
Inductive News := NO_NEWS.
Inductive Reply := NO_REPLY.
Set Elimination Schemes.
Inductive Request := put guest drawer thing | clean drawer thing | slide drawer other | count drawer | knock drawer.
Unset Elimination Schemes.
Definition each_Guest (c : Guest -> bool) (u : Observer) : bool := match u with A_Guest v => c v end.
Definition the_Guest (x : Guest) : Observer -> bool := each_Guest (fun v : Guest => v == x).
Definition the_Manager : Observer -> bool := fun _ => false.  (* observes nothing *)
Definition the_Hardware : Observer -> bool := fun _ => false.  (* observes nothing *)
End World.
Notation Act := (AnAct Observer News Status Reply State).
Notation step_choosing A := (@an_act Observer News Status Reply State A).
Notation step := (step_choosing unit).
