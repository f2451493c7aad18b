(** * trusting d9bc5564cbed: what would happen without its assumptions *)
(** The first check of each step is that one of the assumptions does not hold. Where it holds, nothing of this happens,
    and there is no need to read it. *)
Require Export World.

Section Excluded.
Context {machine : Machine} {assumed : Assumed}.
Implicit Types s : State.
Implicit Types (guest viewer : Guest) (drawer other : Drawer) (thing : Thing).
(** *** Drawers: Drawers with owners. *)
(** slide: What lies in one drawer comes to lie in another. (trusting.py:106) *)
Definition slide_act drawer other := step (asks the_Hardware [without DrawersAreLocked]
  |> does (fun _ s => s |> set inside (at1 other (s inside drawer)))).
(** count: Count a drawer. (trusting.py:111) *)
Definition count_act drawer := step (asks the_Manager [without NobodyCounts]
  |> does (fun _ s => s |> set counted (at1 drawer true))).
End Excluded.
