(** * Isolation over every run: the statement. With the specification, this is all that a reader has to believe. *)
Require Export Lists.
Set Implicit Arguments.

(** ** 1. Systems and runs

    An event is one atomic step with everything that was decided inside it, so that [after] is a function.
    [input u s e] is what [u] may learn of [e]: a request of its own, or something that it is told.
    [output u s e] is what [u] gets out of it: an answer, with every value.
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
      was before: no former bearer of the name. *)
  Definition FromBirth : Prop := forall u s t e f es fs,
    reachable s -> reachable t -> legal S s e -> legal S t f -> begins S u e -> begins S u f ->
    run (after S s e) es -> run (after S t f) fs -> inputs u (after S s e) es = inputs u (after S t f) fs ->
    outputs u (after S s e) es = outputs u (after S t f) fs /\
    looks S u (final (after S s e) es) (final (after S t f) fs).

  (** *** Nothing is withheld. What [u] did by itself in one run it can do in the other, without any step that does not
      concern it, and it gets the same. [mine]: the inputs that are requests which never wait for a turn. *)
  Definition Undisturbed (mine : inp -> Prop) : Prop := forall u s t es,
    reachable s -> reachable t -> looks S u s t -> run s es -> all mine (inputs u s es) ->
    exists fs, run t fs /\ length fs = length (inputs u s es) /\
      inputs u t fs = inputs u s es /\ outputs u t fs = outputs u s es /\ looks S u (final s es) (final t fs).

  Definition Isolated (whom : observer -> Prop) (mine : inp -> Prop) : Prop :=
    Integrity /\ Confidentiality /\ Noninterference whom /\ FromBirth /\ Undisturbed mine.
End Property.

(** ** 2. Cores: a system given by guarded steps

    A request is a step with its arguments. Its checks are made in order. Where one does not hold, the request is refused
    with the status of that check; where that check has none, the event does not happen. For a check that chooses (the
    frame that an allocator picks), [can] says that something could be chosen; for others it is the same as [holds].
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
  born    : observer -> request -> Prop;
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

(** A core isolates its observers. [whom]: those to whom all starts look alike. *)
Definition Isolates {observer request news status value}
    (C : Core observer request news status value) (whom : observer -> Prop) : Prop :=
  Isolated (system C) whom (fun i => exists r, i = Asked r /\ all (fun k => delays k = false) (checks C r)).
