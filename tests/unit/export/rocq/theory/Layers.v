(** What is handed down: the toy with any allocator, with one that remembers, without a capability; and a lower layer
    that does later what the upper one does at once. *)
From Coq Require Import Bool.
Require Import Isolation Unwinding Obligations Refinement Choices Toy.

Section Toys.
Context {machine : Machine}.

(** ** Any allocator, though it looked at every secret, as long as it finds a frame where there is one. *)
Theorem any_allocator : forall allowed : forall r, choice_of r -> State -> Prop,
  (forall r c s, passed toy (checks_of r) c s -> exists d, passed toy (checks_of r) d s /\ allowed r d s) ->
  Isolates (restricted toy allowed) everybody.
Proof. intros allowed N. apply restricted_isolates; [|exact toy_isolates]. intros r c s _. exact (N r c s). Qed.

(** One that gives a page back to whom it had it before, which only it remembers. *)
Definition remembers (s : State) (before : list (Guest * Frame)) (e : event (system toy)) : list (Guest * Frame) :=
  match e with existT _ (Lend g k) (f, Done) => (g, f) :: before | _ => before end.
Fixpoint was (g : Guest) (f : Frame) (before : list (Guest * Frame)) : Prop :=
  match before with [] => False | (h, x) :: rest => (g = h /\ f = x) \/ was g f rest end.
Definition prefers (s : State) (before : list (Guest * Frame)) (e : event (system toy)) : Prop :=
  match e with
  | existT _ (Lend g k) (f, Done) => (exists x, clean s x = true /\ was g x before) -> was g f before
  | _ => True end.

Theorem one_that_remembers : Isolated (programmed (system toy) (fun _ m => m = []) prefers remembers) everybody
  (fun i p => turn_has_come toy i (fst p)).
Proof.
  apply programmed_isolated; [|exact toy_isolates].
  intros u [s m] [r [c o]] i _ L H T. exists (existT _ r (c, o)). simpl in *. repeat split; auto.
  destruct r; simpl in *; auto. destruct o; auto. destruct i; [|contradiction].
  destruct (same (Guest_eq u g)); discriminate.
Qed.

(** ** Without a capability *)
Theorem nobody_sends : Isolates (without toy (fun r => match r with Send _ _ _ => False | _ => True end)) everybody.
Proof. apply without_isolates, toy_isolates. Qed.

(** ** A manager's program, whose memory is all that has happened: it never makes a second guest. *)
Definition makes (e : event (system toy)) : Prop := match projT1 e with Create _ => True | _ => False end.
Theorem one_guest_ever : Isolated
  (programmed (system toy) (fun _ before => before = []) (fun _ before e => makes e -> all (fun f => ~ makes f) before)
    (fun _ before e => e :: before)) everybody
  (fun i p => turn_has_come toy i (fst p)).
Proof.
  apply programmed_isolated; [|exact toy_isolates].
  intros u [s m] [r [c o]] i _ L H T. exists (existT _ r (c, o)). simpl in *. repeat split; auto.
  unfold makes. destruct r; simpl in *; try contradiction. destruct i; [|contradiction].
  destruct o; try destruct (same (Guest_eq u g)); discriminate.
Qed.
End Toys.

(** ** A lower layer. Above, a guest puts a word into its cell; below, into a buffer, which is emptied later. *)
Inductive Input := Put (w : nat).
Definition cells : System bool Input nat := {|
  state := bool -> nat; event := bool * nat; start := fun s => forall g, s g = 0; legal := fun _ _ => True;
  after := fun s '(g, w) => fun h => if eqb h g then w else s h;
  input := fun u s '(g, w) => if eqb u g then Some (Put w) else None;
  output := fun u s '(g, w) => if eqb u g then Some (s g) else None;           (* what was there *)
  begins := fun u '(g, w) => False; looks := fun u s t => s u = t u |}.

Theorem cells_isolated : Isolated cells (fun _ => True) (fun _ _ => True).
Proof.
  apply unwinding with (Inv := fun _ => True). constructor; simpl; auto; try contradiction.
  - congruence.
  - intros u s t _ I J. now rewrite I, J.
  - intros u s [g w] _ _. destruct (eqb u g); [discriminate|]. auto.
  - intros u s t [g w] [h v] i _ _ V _ _. destruct (eqb u g) eqn:E, (eqb u h) eqn:F; try discriminate.
    apply eqb_prop in E. apply eqb_prop in F. subst. intros [= <-] [= <-]. split; congruence.
  - intros u s t [g w] f _ _ _ _ [].
  - intros u s t [g w] i _ _ V _ E _. exists (g, w). auto.
Qed.

Record Buffered := { cell : bool -> nat; waiting : option (bool * nat) }.
Definition settled (s : Buffered) : bool -> nat :=
  match waiting s with Some (g, w) => fun h => if eqb h g then w else cell s h | None => cell s end.
Definition buffer : System bool Input nat := {|
  state := Buffered; event := option (bool * nat);                             (* None: the buffer is emptied *)
  start := fun s => (forall g, cell s g = 0) /\ waiting s = None;
  legal := fun s e => match e with None => True | Some _ => waiting s = None end;
  after := fun s e => match e with None => {| cell := settled s; waiting := None |}
                                 | Some p => {| cell := cell s; waiting := Some p |} end;
  input := fun u s e => match e with Some (g, w) => if eqb u g then Some (Put w) else None | None => None end;
  output := fun u s e => match e with Some (g, w) => if eqb u g then Some (cell s g) else None | None => None end;
  begins := fun u e => False; looks := fun u s t => settled s u = settled t u |}.
Definition means (s : state buffer) (t : state cells) : Prop := forall g, settled s g = t g.

Lemma buffer_refines : Refines buffer cells means.
Proof.
  unfold means. constructor; simpl.
  - intros c [I W]. exists (settled c). unfold settled. rewrite W. auto.
  - intros c a [[g w]|] K L.
    + exists [(g, w)]. unfold settled in *. rewrite L in *. simpl. repeat split; auto; try (now destruct (eqb u g)).
      * intros h. destruct (eqb h g); auto.
      * rewrite K. now destruct (eqb u g).
    + exists []. simpl. auto.
  - intros u c d a b K J. rewrite K, J. tauto.
  - contradiction.
Qed.

(** Only where the buffer is empty: else who puts waits. *)
Theorem buffer_isolated : Isolated buffer (fun _ => True) (fun _ s => waiting s = None).
Proof.
  apply (refinement _ _ _ buffer_refines) with (turn_up := fun _ _ => True); [|exact cells_isolated].
  constructor; simpl; auto. intros u c d a b e [g w] i K J V L E T _ H. exists (Some (g, w)). auto.
Qed.
