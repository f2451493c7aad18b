(** * What the proofs of a certificate are made of. Not part of the statement. *)
From Coq Require Import Bool.
Require Export Refuting.

(** ** Truth values *)
Lemma never {A : Prop} : true = false -> A.
Proof. discriminate. Qed.
Lemma denied {b : bool} : b = false -> is_true (! b).
Proof. intros ->. reflexivity. Qed.
Lemma concluded {a b : bool} : is_true (a ==> b) -> is_true a -> is_true b.
Proof. destruct a, b; unfold is_true; simpl; auto. Qed.
Lemma excluded {b : bool} : is_true b -> is_true (! b) -> False.
Proof. destruct b; discriminate. Qed.
Lemma different {A : Sort} {x y : A} : is_true (! (x == y)) -> x <> y.
Proof. intros H E. apply same_iff in E. exact (excluded E H). Qed.
Lemma untrue {b : bool} : is_true (! b) -> b = false.
Proof. destruct b; unfold is_true; auto. Qed.
Lemma both {a b : bool} : is_true a -> is_true b -> is_true (a && b).
Proof. intros -> ->. reflexivity. Qed.

(** What cannot hold together, literal by literal. *)
Lemma no1 {a} : (is_true a -> False) -> is_true (! a).
Proof. destruct a; unfold is_true; simpl; intuition. Qed.
Lemma no2 {a b} : (is_true a -> is_true b -> False) -> is_true (! (a && b)).
Proof. intros H. apply no1. intros L. apply andb_prop in L. destruct L. auto. Qed.
Lemma no3 {a b c} : (is_true a -> is_true b -> is_true c -> False) ->
  is_true (! (a && b && c)).
Proof. intros Z. apply no2. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no4 {a b c d} : (is_true a -> is_true b -> is_true c -> is_true d -> False) ->
  is_true (! (a && b && c && d)).
Proof. intros Z. apply no3. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no5 {a b c d e} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> False) ->
  is_true (! (a && b && c && d && e)).
Proof. intros Z. apply no4. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no6 {a b c d e f} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> False) ->
  is_true (! (a && b && c && d && e && f)).
Proof. intros Z. apply no5. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no7 {a b c d e f g} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> is_true g -> False) ->
  is_true (! (a && b && c && d && e && f && g)).
Proof. intros Z. apply no6. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no8 {a b c d e f g h} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> is_true g -> is_true h -> False) ->
  is_true (! (a && b && c && d && e && f && g && h)).
Proof. intros Z. apply no7. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no9 {a b c d e f g h i} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> is_true g -> is_true h -> is_true i -> False) ->
  is_true (! (a && b && c && d && e && f && g && h && i)).
Proof. intros Z. apply no8. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no10 {a b c d e f g h i j} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> is_true g -> is_true h -> is_true i -> is_true j -> False) ->
  is_true (! (a && b && c && d && e && f && g && h && i && j)).
Proof. intros Z. apply no9. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no11 {a b c d e f g h i j k} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> is_true g -> is_true h -> is_true i -> is_true j -> is_true k -> False) ->
  is_true (! (a && b && c && d && e && f && g && h && i && j && k)).
Proof. intros Z. apply no10. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no12 {a b c d e f g h i j k l} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> is_true g -> is_true h -> is_true i -> is_true j -> is_true k -> is_true l -> False) ->
  is_true (! (a && b && c && d && e && f && g && h && i && j && k && l)).
Proof. intros Z. apply no11. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no13 {a b c d e f g h i j k l m} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> is_true g -> is_true h -> is_true i -> is_true j -> is_true k -> is_true l -> is_true m -> False) ->
  is_true (! (a && b && c && d && e && f && g && h && i && j && k && l && m)).
Proof. intros Z. apply no12. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.
Lemma no14 {a b c d e f g h i j k l m n} : (is_true a -> is_true b -> is_true c -> is_true d -> is_true e -> is_true f -> is_true g -> is_true h -> is_true i -> is_true j -> is_true k -> is_true l -> is_true m -> is_true n -> False) ->
  is_true (! (a && b && c && d && e && f && g && h && i && j && k && l && m && n)).
Proof. intros Z. apply no13. intros Y. apply andb_prop in Y. destruct Y. auto. Qed.

(** ** Entries of views: what is visible, and the values *)
Section Entries.
  Lemma visible {T} {p q : bool} {x y : T} :
    (if p then Some x else None) = (if q then Some y else None) -> is_true (p <=> q).
  Proof. destruct p, q; try discriminate; reflexivity. Qed.
  Lemma valued {T} {p q : bool} {x y : T} :
    (if p then Some x else None) = (if q then Some y else None) -> is_true p -> x = y.
  Proof. destruct p, q; try discriminate; intros [= H]; auto. Qed.
  Lemma shown {T} {p q : bool} {x y : T} : is_true (p <=> q) -> (is_true p -> x = y) ->
    (if p then Some x else None) = (if q then Some y else None).
  Proof. destruct p, q; try discriminate; intros _ H; auto. f_equal. apply H. reflexivity. Qed.
End Entries.

(** ** News *)
Section News.
  Context {observer news : Type} {u : observer}.
  Lemma silent {who : observer -> bool} {n : news} {l} :
    heard_by u ((who, n) :: l) = [] -> is_true (! who u) /\ heard_by u l = [].
  Proof. simpl. destruct (who u); [discriminate | split; auto; reflexivity]. Qed.
End News.

(** ** Requests that an assumption excludes *)
Section Excluded.
  Context {status choice state : Type}.
  Lemma not_without {assumed : bool} {c : choice} {s : state} :
    is_true assumed -> holds (without (status := status) assumed) c s -> False.
  Proof. intros A H. exact (excluded A H). Qed.
End Excluded.

(** ** What answers, does not wait *)
Fixpoint prompt {status choice state : Type} (ks : list (Check status choice state)) : bool :=
  match ks with
  | [] => true
  | k :: ks => match answer k with None => true | Some _ => negb (delays k) end && prompt ks end.
Lemma prompt_all {status choice state : Type} (ks : list (Check status choice state)) :
  is_true (prompt ks) -> all (fun k => answer k = None \/ delays k = false) ks.
Proof.
  induction ks as [|k ks IH]; simpl; auto. intros H. apply andb_prop in H. destruct H as [H K]. split; auto.
  destruct (answer k); auto. destruct (delays k); auto; discriminate.
Qed.

(** ** Values, one by one *)
Lemma fst_true {a b : bool} : is_true (a && b) -> is_true a.
Proof. destruct a, b; unfold is_true; simpl; auto. Qed.
Lemma snd_true {a b : bool} : is_true (a && b) -> is_true b.
Proof. destruct a, b; unfold is_true; simpl; auto. Qed.
Lemma alike_value {A : Sort} {x y : A} : x = y -> is_true (x == y).
Proof. apply same_iff. Qed.
Lemma equal_value {A : Sort} {x y : A} : is_true (x == y) -> x = y.
Proof. apply same_iff. Qed.
Lemma alike_truth {x y : bool} : x = y -> is_true (x <=> y).
Proof. apply eqb_true_iff. Qed.
Lemma equal_truth {x y : bool} : is_true (x <=> y) -> x = y.
Proof. apply eqb_true_iff. Qed.
Section Components.
  Context {A B C D E : Type} {a a' : A} {b b' : B} {c c' : C} {d d' : D} {e e' : E}.
  Definition component1of1 (H : a = a') : a = a' := H.
  Lemma component1of2 : (a, b) = (a', b') -> a = a'. Proof. congruence. Qed.
  Lemma component2of2 : (a, b) = (a', b') -> b = b'. Proof. congruence. Qed.
  Lemma component1of3 : (a, b, c) = (a', b', c') -> a = a'. Proof. congruence. Qed.
  Lemma component2of3 : (a, b, c) = (a', b', c') -> b = b'. Proof. congruence. Qed.
  Lemma component3of3 : (a, b, c) = (a', b', c') -> c = c'. Proof. congruence. Qed.
  Lemma component1of4 : (a, b, c, d) = (a', b', c', d') -> a = a'. Proof. congruence. Qed.
  Lemma component2of4 : (a, b, c, d) = (a', b', c', d') -> b = b'. Proof. congruence. Qed.
  Lemma component3of4 : (a, b, c, d) = (a', b', c', d') -> c = c'. Proof. congruence. Qed.
  Lemma component4of4 : (a, b, c, d) = (a', b', c', d') -> d = d'. Proof. congruence. Qed.
  Lemma component1of5 : (a, b, c, d, e) = (a', b', c', d', e') -> a = a'. Proof. congruence. Qed.
  Lemma component2of5 : (a, b, c, d, e) = (a', b', c', d', e') -> b = b'. Proof. congruence. Qed.
  Lemma component3of5 : (a, b, c, d, e) = (a', b', c', d', e') -> c = c'. Proof. congruence. Qed.
  Lemma component4of5 : (a, b, c, d, e) = (a', b', c', d', e') -> d = d'. Proof. congruence. Qed.
  Lemma component5of5 : (a, b, c, d, e) = (a', b', c', d', e') -> e = e'. Proof. congruence. Qed.
  Lemma pair2 : a = a' -> b = b' -> (a, b) = (a', b'). Proof. congruence. Qed.
  Lemma pair3 : a = a' -> b = b' -> c = c' -> (a, b, c) = (a', b', c'). Proof. congruence. Qed.
  Lemma pair4 : a = a' -> b = b' -> c = c' -> d = d' -> (a, b, c, d) = (a', b', c', d'). Proof. congruence. Qed.
  Lemma pair5 : a = a' -> b = b' -> c = c' -> d = d' -> e = e' -> (a, b, c, d, e) = (a', b', c', d', e').
  Proof. congruence. Qed.
End Components.
Fixpoint first {A : Type} (count : nat) (l : list A) : list A :=
  match count, l with S n, x :: l => x :: first n l | _, _ => [] end.

(** ** Choices: what can hold, holds, where nothing is chosen *)
Lemma plain_choices {status choice state : Type} : forall (ks before : list (Check status choice state)),
  all (fun k => forall d t, can k d t -> holds k d t) ks ->
  one_by_one before ks (fun before k => forall d t, all (fun k => holds k d t) before -> can k d t ->
    exists c, all (fun k => holds k c t) before /\ holds k c t).
Proof.
  induction ks as [|k ks IH]; simpl; auto. intros before [H A]. split; [|exact (IH _ A)].
  intros d t P Q. exists d. auto.
Qed.

(** ** Who is told what *)
Fixpoint one_of {A : Type} (k : A) (l : list A) : Prop := match l with [] => False | x :: l => k = x \/ one_of k l end.
Lemma first_heard {observer news : Type} {u : observer} {x : news} {m} (p : news -> Prop) :
  forall l, heard_by u l = x :: m -> all (fun e => p (snd e)) l -> p x.
Proof.
  induction l as [|[who n] l IH]; simpl; [discriminate|]. intros E [H A]. destruct (who u); auto.
  injection E as -> _. exact H.
Qed.
Lemma one_heard {observer news : Type} {u : observer} {p q : observer -> bool} {x y : news} {n} :
  heard_by u [(p, x)] = n -> heard_by u [(q, y)] = n -> n <> [] -> is_true (p u) /\ is_true (q u) /\ x = y.
Proof.
  simpl. intros <-. destruct (p u), (q u); intros E H; try discriminate; [|now destruct H].
  injection E as ->. unfold is_true. auto.
Qed.
Lemma told_alike {a b : bool} : is_true a -> is_true b -> is_true (a <=> b).
Proof. intros -> ->. reflexivity. Qed.
Lemma carried {a b : bool} : is_true b -> is_true (a ==> b).
Proof. intros ->. destruct a; reflexivity. Qed.
Lemma same_refl_eq {A : Sort} (x : A) : (x == x) = true.
Proof. apply same_refl. Qed.
(** News of several kinds at once. *)
Ltac heard N M E :=
  rewrite <- N in M, E; clear N; simpl in M, E; revert M E;
  repeat match goal with |- context [if ?b then _ else _] => destruct b end;
  intros M E; try discriminate M; try (exfalso; apply E; reflexivity); try injection M; intros; subst;
  split; unfold is_true; simpl;
  repeat match goal with H : @eq (element _) _ _ |- _ => rewrite H; clear H | H : @eq bool _ _ |- _ => rewrite H; clear H end;
  rewrite ?same_refl_eq, ?eqb_reflx; reflexivity.
