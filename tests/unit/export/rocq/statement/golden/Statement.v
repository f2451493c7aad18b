(** * trusting d9bc5564cbed: Drawers in an office. *)
(** What is claimed is [isolation_is_claimed], at the end; what that means is said in Isolation.v, and the words of this
    file in World.v and Words.v. Nothing else has to be believed. *)
Require Export Excluded.

Section Statement.
Context {machine : Machine} {assumed : Assumed}.
Implicit Types s : State.
Implicit Types (guest viewer : Guest) (drawer other : Drawer) (thing : Thing).

(** ** Steps: who asks, the checks in order, and what is done, answered, begun and told *)
(** *** Drawers: Drawers with owners. *)
(** put: Put something in. (trusting.py:94) *)
Definition put_act guest drawer thing := step (asks (the_Guest guest) [when (fun _ s => owner drawer == guest)]
  |> does (fun _ s => s |> set inside (at1 drawer thing))).
(** clean: Put everything in its place. (trusting.py:100) *)
Definition clean_act drawer thing := step (asks the_Manager
    [duty CleanersLookAway (fun _ s => s inside drawer == thing)]
  |> does (fun _ s => s |> set inside (at1 drawer thing))).
(** knock: Nothing comes of it. (trusting.py:116) *)
Definition knock_act drawer := step (asks the_Hardware [without NobodyKnocks]
  |> does (fun _ s => s |> set counted (at1 drawer false))).

(** ** What each sees *)
Definition seen_own_drawers viewer s drawer := only_if (owner drawer == viewer) (s inside drawer).
Definition alike (u : Observer) : State -> State -> Prop := together match u with
| A_Guest v => [alike1 (seen_own_drawers v)] end.

(** ** The start, the core, and what is claimed *)
Definition initial s : Prop := (forall drawer, s inside drawer == EMPTY).
Definition constants_are_as_stated : Prop := True.
Definition assumptions_of_trusting : Prop := DrawersAreLocked /\ CleanersLookAway /\ NobodyCounts /\ TimeIsFree.
Definition act : Request -> Act := Request_rect (fun _ => Act) put_act clean_act slide_act count_act knock_act.
Definition core := core_of initial act alike.
Definition starts_alike (u : Observer) : Prop := match u with A_Guest _ => True end.
Definition isolation_is_claimed : Prop := Isolates core starts_alike.
End Statement.
(** ** The policy: who may be told what, by which request; what is told is declassified without proof. The downgrade
    set: what a guest's own request tells a principal that is hostile. Policy.v shows that both are complete. *)
Definition policy {machine : Machine} (u : Observer) (r : Request) (n : News) : bool := false.
Definition downgrade {machine : Machine} (r : Request) (n : News) : bool := false.
Print policy.
Print downgrade.
