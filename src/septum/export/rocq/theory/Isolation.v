(** * Isolation over every run: the statement. With the specification, this is all that a reader has to believe.

    Part 1 says what isolation is, of anything that runs in steps. Part 2 says how a specification of checked steps
    runs. Nothing is proved here. What is claimed is only as much as the specification puts into three places: what
    [view] shows, since who sees nothing is never disturbed; what [tells] tells, since all of it is given away without
    proof; and which checks [delays] marks, since when a turn comes is timing, and time is not in it. *)
Require Export Lists.
Set Implicit Arguments.

(** ** 1. Systems and runs

    An event is one atomic step with everything that was decided inside it, so that [after] is a function.
    [input u s e] is what [u] puts into [e] or may learn of it: a request of its own, or something that it is told. Of
    most steps of others it has none. [output u s e] is what [u] gets out of it: an answer, with every value.
    [looks u s t]: [u] has the same view of [s] and of [t]. [begins u e]: the life of [u] begins. *)
Record System (observer inp out : Type) := {
  state  : Type;
  event  : Type;
  start  : state -> Prop;
  legal  : state -> event -> Prop;
  after  : state -> event -> state;
  input  : observer -> state -> event -> option inp;
  output : observer -> state -> event -> option out;
  begins : observer -> event -> Prop;
  looks  : observer -> state -> state -> Prop }.

Section Property.
  Context {observer inp out : Type} (S : System observer inp out).

  Fixpoint run (s : state S) (es : list (event S)) : Prop :=
    match es with [] => True | e :: es => legal S s e /\ run (after S s e) es end.
  Fixpoint final (s : state S) (es : list (event S)) : state S :=
    match es with [] => s | e :: es => final (after S s e) es end.
  Fixpoint inputs (u : observer) (s : state S) (es : list (event S)) : list inp :=
    match es with [] => [] | e :: es => listed (input S u s e) ++ inputs u (after S s e) es end.
  Fixpoint outputs (u : observer) (s : state S) (es : list (event S)) : list out :=
    match es with [] => [] | e :: es => listed (output S u s e) ++ outputs u (after S s e) es end.

  Definition reachable (s : state S) : Prop := exists s0 es, start S s0 /\ run s0 es /\ final s0 es = s.

  (** *** Write. What does not concern [u] changes nothing that [u] sees. *)
  Definition Integrity : Prop := forall u s es,
    reachable s -> run s es -> inputs u s es = [] -> looks S u s (final s es) /\ outputs u s es = [].

  (** *** Read and fingerprint. In two runs whose inputs for [u] are the same, [u] gets the same outputs and ends with
      the same view, whatever others did, whatever their memory held, whatever was chosen inside, however many steps of
      others came between. A part of a run from its start is a run: so at all corresponding points. *)
  Definition Confidentiality : Prop := forall u s t es fs,
    reachable s -> reachable t -> looks S u s t -> run s es -> run t fs -> inputs u s es = inputs u t fs ->
    outputs u s es = outputs u t fs /\ looks S u (final s es) (final t fs).

  (** *** From the start. All starts look alike to those of [whom]; they may differ in any secret. *)
  Definition Noninterference (whom : observer -> Prop) : Prop := forall u s t es fs,
    whom u -> start S s -> start S t -> run s es -> run t fs -> inputs u s es = inputs u t fs ->
    outputs u s es = outputs u t fs /\ looks S u (final s es) (final t fs).

  (** *** From birth. What [u] sees from the beginning of its life on depends on its inputs since, and on nothing that
      was before: no former bearer of the name. Nothing is supposed of the two states before, nor of the two births. *)
  Definition FromBirth : Prop := forall u s t e f es fs,
    reachable s -> reachable t -> legal S s e -> legal S t f -> begins S u e -> begins S u f ->
    run (after S s e) es -> run (after S t f) fs -> inputs u (after S s e) es = inputs u (after S t f) fs ->
    outputs u (after S s e) es = outputs u (after S t f) fs /\
    looks S u (final (after S s e) es) (final (after S t f) fs).

  (** *** Nothing is withheld. What [u] did in one run it can do from any other state that looks the same: each input of
      its own in turn, without any step that does not concern it, and it gets the same.
      [turn i t]: in [t] nothing delays [i]. Until then it waits, and how long is timing: this ends there, and says the
      same again of the states in which the turn has come. So it does at news, which others must give. *)
  Fixpoint does_the_same (turn : inp -> state S -> Prop) (u : observer) (s : state S) (es : list (event S))
      (t : state S) : Prop :=
    match es with
    | [] => looks S u s t
    | e :: es => match input S u s e with
      | None => does_the_same turn u (after S s e) es t
      | Some i => turn i t -> exists f, legal S t f /\ input S u t f = Some i /\ output S u t f = output S u s e /\
          does_the_same turn u (after S s e) es (after S t f) end end.
  Definition Undisturbed (turn : inp -> state S -> Prop) : Prop := forall u s t es,
    reachable s -> reachable t -> looks S u s t -> run s es -> does_the_same turn u s es t.

  Definition Isolated (whom : observer -> Prop) (turn : inp -> state S -> Prop) : Prop :=
    Integrity /\ Confidentiality /\ Noninterference whom /\ FromBirth /\ Undisturbed turn.

  (** *** What a specification claims of every state beside isolation. *)
  Definition Always (claim : state S -> Prop) : Prop := forall s, reachable s -> claim s.
End Property.

(** ** 2. Cores: a system given by guarded steps

    A request is a step with its arguments. Its checks are made in order. Where one does not hold, the request is
    refused with the status of that check and changes nothing; where that check has none, the event does not happen.
    For a check that chooses (the frame that an allocator picks), [can] says that something could be chosen, and it is
    refused only where nothing could; for others [can] is the same as [holds]. What is chosen is part of the event and
    of no input: so two runs are compared whatever was chosen in either.
    A check that [delays] is a turn or a lock, or a clause of somebody else's contract: whoever asks, waits. *)
Record Check (status choice state : Type) := {
  answer : option status;
  delays : bool;
  holds  : choice -> state -> Prop;
  can    : choice -> state -> Prop }.
Inductive Outcome (status : Type) := Done | Refused (a : status).
Inductive Heard (request news : Type) := Asked (r : request) | Told (n : list news).
Inductive Answer (status value : Type) := Carried_out (v : value) | Turned_down (a : status).
Arguments Done {status}. Arguments Refused {status}. Arguments Asked {request news}. Arguments Told {request news}.
Arguments Carried_out {status value}. Arguments Turned_down {status value}.

Record Core (observer request news status value : Type) := {
  cstate  : Type;
  choice  : request -> Type;                                           (* what is decided inside *)
  init    : cstate -> Prop;
  checks  : forall r, list (Check status (choice r) cstate);
  effect  : forall r, choice r -> cstate -> cstate;
  returns : forall r, choice r -> cstate -> value;                     (* to whoever asked *)
  own     : observer -> request -> bool;                               (* asked by the observer, or done for it *)
  tells   : observer -> forall r, choice r -> cstate -> list news;     (* to others: the policy *)
  born    : observer -> request -> Prop;                               (* the step begins the life of the observer *)
  view    : observer -> cstate -> cstate -> Prop }.

Unset Implicit Arguments.
Section Events.
  Context {observer request news status value : Type} (C : Core observer request news status value).
  Definition Event : Type := {r : request & (choice C r * Outcome status)%type}.

  Definition passed {A : Type} (ks : list (Check status A (cstate C))) (c : A) (s : cstate C) : Prop :=
    all (fun k => holds k c s) ks.
  Definition may_happen (s : cstate C) (e : Event) : Prop :=
    match e with existT _ r (c, Done) => passed (checks C r) c s
               | existT _ r (c, Refused a) => exists before k rest, checks C r = before ++ k :: rest /\
                   passed before c s /\ answer k = Some a /\ ~ can k c s end.
  Definition state_after (s : cstate C) (e : Event) : cstate C :=
    match e with existT _ r (c, Done) => effect C r c s | existT _ r (c, Refused _) => s end.
  Definition heard (u : observer) (s : cstate C) (e : Event) : option (Heard request news) :=
    match e with existT _ r (c, o) =>
      if own C u r then Some (Asked r) else
      match o with Refused _ => None
                 | Done => match tells C u r c s with [] => None | n => Some (Told n) end end end.
  Definition answered (u : observer) (s : cstate C) (e : Event) : option (Answer status value) :=
    match e with existT _ r (c, o) =>
      if own C u r then Some match o with Done => Carried_out (returns C r c s) | Refused a => Turned_down a end
      else None end.
  Definition begins_life (u : observer) (e : Event) : Prop :=
    match e with existT _ r (_, Done) => born C u r | existT _ _ (_, Refused _) => False end.
End Events.

Definition system {observer request news status value} (C : Core observer request news status value)
  : System observer (Heard request news) (Answer status value) := {|
  state := cstate C; event := Event C; start := init C; legal := may_happen C; after := state_after C;
  input := heard C; output := answered C; begins := begins_life C; looks := view C |}.

(** Nothing delays a request: each check that could, holds once those before it do, whatever is chosen. News are nothing
    that an observer does. *)
Definition turn_has_come {observer request news status value} (C : Core observer request news status value)
    (i : Heard request news) (t : cstate C) : Prop :=
  match i with
  | Asked r => forall before k rest d, checks C r = before ++ k :: rest -> delays k = true ->
      passed C before d t -> holds k d t
  | Told _ => False end.

(** A core isolates its observers. [whom]: those to whom all starts look alike. *)
Definition Isolates {observer request news status value}
    (C : Core observer request news status value) (whom : observer -> Prop) : Prop :=
  Isolated (system C) whom (turn_has_come C).
