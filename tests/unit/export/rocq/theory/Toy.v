(** A small core in which everything occurs: births and deaths, a frame that is chosen, refusals in order, a turn that
    is waited for, news, a reply. Any number of guests, slots and frames. Its obligations are proved, check by check. *)
From Coq Require Import Bool.
Require Import Isolation Unwinding Obligations Choices.

Definition same {A B : Prop} (x : {A} + {B}) : bool := if x then true else false.

Class Machine := {
  Guest : Type; Guest_eq : forall x y : Guest, {x = y} + {x <> y};
  Slot  : Type; Slot_eq  : forall x y : Slot,  {x = y} + {x <> y};
  Frame : Type; Frame_eq : forall x y : Frame, {x = y} + {x <> y};
  Word  : Type; zero : Word;
  channel : Guest -> Guest -> bool }.

Section Toy.
Context {machine : Machine}.

Record State := mkState {
  alive   : Guest -> bool;
  running : Guest -> bool;                  (* whose turn it is: nobody sees that *)
  held    : Guest -> Slot -> bool;
  frame   : Guest -> Slot -> Frame;         (* behind a held slot; nobody sees which *)
  clean   : Frame -> bool;
  mem     : Frame -> Word;
  inbox   : Guest -> Word }.

Inductive Request :=
| Create (g : Guest) | Destroy (g : Guest) | Switch (g : Guest) (on : bool)       (* the manager's *)
| Lend (g : Guest) (k : Slot) | Scrub (f : Frame)
| Read (g : Guest) (k : Slot) | Write (g : Guest) (k : Slot) (w : Word)           (* a guest's *)
| Renew (g : Guest) (k : Slot) | Send (g h : Guest) (k : Slot).
Inductive Status := ALIVE | NOT_ALIVE | TAKEN | NOT_HELD | NO_FRAME | IN_USE | NO_CHANNEL.
Inductive News := Born | Dead | Lent (k : Slot) | Sent (g : Guest) (w : Word).

Definition choice_of (r : Request) : Type := match r with Lend _ _ | Renew _ _ => Frame | _ => unit end.

(** ** Checks *)
Section Checks.
  Context {A : Type}.
  Definition refuse (a : Status) (c : State -> Prop) : Check Status A State :=
    {| answer := Some a; delays := false; holds := fun _ => c; can := fun _ => c |}.
  Definition waits (c : State -> Prop) : Check Status A State :=
    {| answer := None; delays := true; holds := fun _ => c; can := fun _ => c |}.
  Definition choose (a : Status) (c : A -> State -> Prop) : Check Status A State :=
    {| answer := Some a; delays := false; holds := c; can := fun _ s => exists x, c x s |}.
End Checks.

Definition checks_of (r : Request) : list (Check Status (choice_of r) State) :=
  match r with
  | Create g    => [refuse ALIVE (fun s => alive s g = false)]
  | Destroy g   => [refuse NOT_ALIVE (fun s => alive s g = true)]
  | Switch g on => [refuse NOT_ALIVE (fun s => alive s g = true)]
  | Lend g k    => [refuse NOT_ALIVE (fun s => alive s g = true); refuse TAKEN (fun s => held s g k = false);
                    choose NO_FRAME (fun f s => clean s f = true)]
  | Scrub f     => [refuse IN_USE (fun s => forall g k, held s g k = true -> frame s g k = f -> False)]
  | Read g k    => [waits (fun s => running s g = true); refuse NOT_HELD (fun s => held s g k = true)]
  | Write g k w => [waits (fun s => running s g = true); refuse NOT_HELD (fun s => held s g k = true)]
  | Renew g k   => [waits (fun s => running s g = true); refuse NOT_HELD (fun s => held s g k = true);
                    choose NO_FRAME (fun f s => f = frame s g k \/ clean s f = true)]
  | Send g h k  => [waits (fun s => running s g = true); refuse NO_CHANNEL (fun s => channel g h = true);
                    refuse NOT_HELD (fun s => held s g k = true)]
  end.

(** ** Effects, replies, news, views *)
Definition at1 {A C} (eq : forall x y : A, {x = y} + {x <> y}) (a : A) (c : C) (m : A -> C) x :=
  if same (eq x a) then c else m x.
Definition at2 {A B C} (ea : forall x y : A, {x = y} + {x <> y}) (eb : forall x y : B, {x = y} + {x <> y})
  (a : A) (b : B) (c : C) (m : A -> B -> C) x y := if same (ea x a) then if same (eb y b) then c else m x y else m x y.

Definition done (r : Request) : choice_of r -> State -> State :=
  match r with
  | Create g    => fun _ s => mkState (at1 Guest_eq g true (alive s)) (running s)
      (at1 Guest_eq g (fun _ => false) (held s)) (frame s) (clean s) (mem s) (at1 Guest_eq g zero (inbox s))
  | Destroy g   => fun _ s => mkState (at1 Guest_eq g false (alive s)) (at1 Guest_eq g false (running s))
      (at1 Guest_eq g (fun _ => false) (held s)) (frame s) (clean s) (mem s) (inbox s)
  | Switch g on => fun _ s => mkState (alive s) (at1 Guest_eq g on (running s)) (held s) (frame s) (clean s) (mem s)
      (inbox s)
  | Lend g k    => fun f s => mkState (alive s) (running s) (at2 Guest_eq Slot_eq g k true (held s))
      (at2 Guest_eq Slot_eq g k f (frame s)) (at1 Frame_eq f false (clean s)) (mem s) (inbox s)
  | Scrub f     => fun _ s => mkState (alive s) (running s) (held s) (frame s) (at1 Frame_eq f true (clean s))
      (at1 Frame_eq f zero (mem s)) (inbox s)
  | Read g k    => fun _ s => s
  | Write g k w => fun _ s => mkState (alive s) (running s) (held s) (frame s) (clean s)
      (at1 Frame_eq (frame s g k) w (mem s)) (inbox s)
  | Renew g k   => fun f s => mkState (alive s) (running s) (held s) (at2 Guest_eq Slot_eq g k f (frame s))
      (at1 Frame_eq f false (clean s)) (at1 Frame_eq f zero (mem s)) (inbox s)
  | Send g h k  => fun _ s => mkState (alive s) (running s) (held s) (frame s) (clean s) (mem s)
      (at1 Guest_eq h (mem s (frame s g k)) (inbox s))
  end.

Definition returned (r : Request) (c : choice_of r) (s : State) : option Word :=
  match r with Read g k => Some (mem s (frame s g k)) | _ => None end.

Definition asked_by (u : Guest) (r : Request) : bool :=
  match r with Read g _ | Write g _ _ | Renew g _ | Send g _ _ => same (Guest_eq u g) | _ => false end.
Definition begun (u : Guest) (r : Request) : Prop := match r with Create g => u = g | _ => False end.

Definition told (u : Guest) (r : Request) (c : choice_of r) (s : State) : list News :=
  match r with
  | Create g   => if same (Guest_eq u g) then [Born] else []
  | Destroy g  => if same (Guest_eq u g) then [Dead] else []
  | Lend g k   => if same (Guest_eq u g) then [Lent k] else []
  | Send g h k => if same (Guest_eq u h) then [Sent g (mem s (frame s g k))] else []
  | _ => [] end.

Record alike (u : Guest) (s t : State) : Prop := mkAlike {
  V_alive : alive s u = alive t u;
  V_held  : forall k, held s u k = held t u k;
  V_page  : forall k, (if held s u k then Some (mem s (frame s u k)) else None) =
                      (if held t u k then Some (mem t (frame t u k)) else None);
  V_inbox : inbox s u = inbox t u }.

Record initial (s : State) : Prop := mkInitial {     (* any secrets in memory *)
  S_alive : forall g, alive s g = false;
  S_held  : forall g k, held s g k = false;
  S_clean : forall f, clean s f = false;
  S_inbox : forall g, inbox s g = zero }.

Definition toy : Core Guest Request News Status (option Word) := {|
  cstate := State; choice := choice_of; init := initial; checks := checks_of; effect := done; returns := returned;
  own := asked_by; tells := told; born := begun; view := alike |}.
Definition everybody (u : Guest) : Prop := True.

(** ** Proofs, the cheap ones first *)
Record Inv (s : State) : Prop := mkInv {
  I_one  : forall g k h l, held s g k = true -> held s h l = true -> frame s g k = frame s h l -> g = h /\ k = l;
  I_zero : forall f, clean s f = true -> mem s f = zero;
  I_free : forall f g k, clean s f = true -> held s g k = true -> frame s g k = f -> False }.

Ltac cases := unfold at1, at2 in *; cbn in *;
  repeat match goal with
  | H : _ /\ _ |- _ => destruct H
  | |- context [same ?e] => destruct e; cbn [same] in *
  | H : context [same ?e] |- _ => destruct e; cbn [same] in *
  end; subst; try discriminate.
Ltac ifs := repeat match goal with |- context [if ?b then _ else _] => destruct b eqn:? end.
Ltac one := match goal with
  | E : (forall g k h l, ?hd g k = true -> ?hd h l = true -> ?fr g k = ?fr h l -> _),
    A : ?hd ?g ?k = true, B : ?hd ?h ?l = true, H : ?fr ?g ?k = ?fr ?h ?l |- _ => destruct (E g k h l A B H); congruence
  end.
Ltac zeros := repeat match goal with
  Z : (forall f, ?cl f = true -> ?me f = zero), H : ?cl ?x = true |- context [?me ?x] => rewrite (Z x H) end;
  reflexivity.
Ltac finish := repeat match goal with H : _ \/ _ |- _ => destruct H; subst end;
  first [ reflexivity | congruence | one | zeros | solve [eauto 3] | solve [f_equal; eauto 3 using eq_sym]
        | solve [exfalso; eauto 4] ].

Lemma alike_refl : forall u s, alike u s s.
Proof. constructor; auto. Qed.
Lemma alike_sym : forall u s t, alike u s t -> alike u t s.
Proof. intros u s t []. constructor; intros; symmetry; auto. Qed.
Lemma alike_trans : forall u s t r, alike u s t -> alike u t r -> alike u s r.
Proof. intros u s t r [] []. constructor; intros; etransitivity; eauto. Qed.

Lemma starts : forall s, initial s -> Inv s.
Proof. intros s [A H C I]. constructor; intros; congruence. Qed.
Lemma starts_alike : forall u s t, everybody u -> initial s -> initial t -> alike u s t.
Proof.
  intros u s t _ [A H C I] [A' H' C' I']. constructor; intros; rewrite ?A, ?H, ?I, ?A', ?H', ?I'; reflexivity.
Qed.

Lemma prompt : forall r, all (fun k => answer k = None \/ delays k = false) (checks_of r).
Proof. intros []; cbn; repeat split; auto. Qed.

Lemma birth : forall u q r c d s t, Inv s -> Inv t -> begun u q -> begun u r ->
  passed toy (checks_of q) c s -> passed toy (checks_of r) d t -> alike u (done q c s) (done r d t).
Proof.
  intros u q r c d s t _ _ B B' P Q. destruct q; cbn in B; try contradiction. destruct r; cbn in B'; try contradiction.
  subst. constructor; cbn; intros; cases; try reflexivity; congruence.
Qed.

Ltac each := repeat match goal with |- _ /\ _ => split | |- True => exact I end.
(** Check by check: [one_by_one] asks for each, with those before it. *)
Lemma chosen : forall r d t, one_by_one [] (checks_of r) (fun before k =>
  passed toy before d t -> can k d t -> exists c, passed toy before c t /\ holds k c t).
Proof.
  intros r d t. destruct r; cbn in d |- *; each; intros P H;
    first [exists d; split; assumption | destruct H as [x H]; exists x; cbn in *; tauto].
Qed.

Lemma page : forall u s t k, alike u s t -> held s u k = true -> mem s (frame s u k) = mem t (frame t u k).
Proof. intros u s t k V H. pose proof (V_page _ _ _ V k) as P. rewrite <- (V_held _ _ _ V k), H in P. congruence. Qed.

Ltac two s t I J V :=
  pose proof (fun k => page _ _ _ k V) as VP; pose proof (V_alive _ _ _ V) as VA; pose proof (V_held _ _ _ V) as VH;
  pose proof (V_inbox _ _ _ V) as VI; clear V; destruct I as [E Z F], J as [E' Z' F'];
  destruct s as [al ru hd fr cl me ib], t as [al' ru' hd' fr' cl' me' ib']; cbn in VP, VA, VH, VI, E, Z, F, E', Z', F'.

Lemma status : forall u r c d s t, Inv s -> Inv t -> alike u s t -> asked_by u r = true ->
  one_by_one [] (checks_of r) (fun before k => delays k = false ->
    passed toy before c s -> passed toy before d t -> holds k c s -> can k d t).
Proof.
  intros u r c d s t I J V O. two s t I J V.
  destruct r; try discriminate O; cbn in c, d, O |- *; cases; each; intros; cases; eauto; rewrite <- VH; auto.
Qed.

Lemma reply : forall u r c d s t, Inv s -> Inv t -> alike u s t -> asked_by u r = true ->
  passed toy (checks_of r) c s -> passed toy (checks_of r) d t -> returned r c s = returned r d t.
Proof. intros u r c d s t I J V O P Q. two s t I J V. destruct r; try reflexivity. cbn in *. cases. finish. Qed.

Lemma write : forall u r c s, Inv s -> passed toy (checks_of r) c s -> asked_by u r = false -> told u r c s = [] ->
  alike u s (done r c s).
Proof.
  intros u r c [al ru hd fr cl me ib] [E Z F] P O T. cbn in E, Z, F.
  destruct r; cbn in c, P, O, T; constructor; cbn; intros; cases; ifs; finish.
Qed.

Lemma inv : forall r c s, Inv s -> passed toy (checks_of r) c s -> Inv (done r c s).
Proof.
  intros r c [al ru hd fr cl me ib] [E Z F] P. cbn in E, Z, F.
  destruct r; cbn in c, P; unfold at1, at2; constructor; cbn; intros; cases; finish.
Qed.

Lemma news : forall u q r c d s t n, Inv s -> Inv t -> alike u s t -> asked_by u q = false -> asked_by u r = false ->
  passed toy (checks_of q) c s -> passed toy (checks_of r) d t -> n <> [] -> told u q c s = n -> told u r d t = n ->
  alike u (done q c s) (done r d t).
Proof.
  intros u q r c d s t n I J V O O' P Q N X Y. two s t I J V.
  destruct q; cbn in c, P, O, X; try congruence; destruct r; cbn in d, Q, O', Y; try congruence; cases;
    try congruence; try injection Y as Y; subst; constructor; cbn; intros; cases; ifs; finish.
Qed.

Lemma own_step : forall u r c d s t, Inv s -> Inv t -> alike u s t -> asked_by u r = true ->
  passed toy (checks_of r) c s -> passed toy (checks_of r) d t -> alike u (done r c s) (done r d t).
Proof.
  intros u r c d s t I J V O P Q. two s t I J V.
  destruct r; try discriminate O; cbn in c, d, P, Q, O; cases; constructor; cbn; intros; cases; ifs; finish.
Qed.

Theorem toy_obligations : Obligations toy everybody Inv.
Proof.
  constructor.
  - exact alike_refl.
  - exact alike_sym.
  - exact alike_trans.
  - exact starts.
  - exact starts_alike.
  - exact inv.
  - exact write.
  - exact own_step.
  - exact reply.
  - exact news.
  - exact birth.
  - intros u r before k rest c d s t I J V O E. exact (each_of _ _ _ (status u r c d s t I J V O) before k rest E).
  - intros r before k rest d t E. exact (each_of _ _ _ (chosen r d t) before k rest E).
  - exact prompt.
Qed.

Theorem toy_isolates : Isolates toy everybody.
Proof. exact (isolation _ _ _ toy_obligations). Qed.

(** What is free is zero, in every reachable state. *)
Theorem toy_always : Always (system toy) (fun s => forall f, clean s f = true -> mem s f = zero).
Proof. exact (always _ _ _ toy_obligations _ I_zero). Qed.
End Toy.
