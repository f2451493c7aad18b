(** * Propositional refutations, checked by computing; for proofs alone. *)
From Coq Require Import Bool.
Require Export Words Obligations.

(** Numbers of atoms, which are read faster than numerals. *)
Definition p0 := 0. Definition p1 := 1. Definition p2 := 2. Definition p3 := 3. Definition p4 := 4. Definition p5 := 5.
Definition p6 := 6. Definition p7 := 7. Definition p8 := 8. Definition p9 := 9. Definition p10 := 10. Definition p11 := 11.
Definition p12 := 12. Definition p13 := 13. Definition p14 := 14. Definition p15 := 15. Definition p16 := 16. Definition p17 := 17.
Definition p18 := 18. Definition p19 := 19. Definition p20 := 20. Definition p21 := 21. Definition p22 := 22. Definition p23 := 23.
Definition p24 := 24. Definition p25 := 25. Definition p26 := 26. Definition p27 := 27. Definition p28 := 28. Definition p29 := 29.
Definition p30 := 30. Definition p31 := 31. Definition p32 := 32. Definition p33 := 33. Definition p34 := 34. Definition p35 := 35.
Definition p36 := 36. Definition p37 := 37. Definition p38 := 38. Definition p39 := 39. Definition p40 := 40. Definition p41 := 41.
Definition p42 := 42. Definition p43 := 43. Definition p44 := 44. Definition p45 := 45. Definition p46 := 46. Definition p47 := 47.
Definition p48 := 48. Definition p49 := 49. Definition p50 := 50. Definition p51 := 51. Definition p52 := 52. Definition p53 := 53.
Definition p54 := 54. Definition p55 := 55. Definition p56 := 56. Definition p57 := 57. Definition p58 := 58. Definition p59 := 59.
Definition p60 := 60. Definition p61 := 61. Definition p62 := 62. Definition p63 := 63. Definition p64 := 64. Definition p65 := 65.
Definition p66 := 66. Definition p67 := 67. Definition p68 := 68. Definition p69 := 69. Definition p70 := 70. Definition p71 := 71.
Definition p72 := 72. Definition p73 := 73. Definition p74 := 74. Definition p75 := 75. Definition p76 := 76. Definition p77 := 77.
Definition p78 := 78. Definition p79 := 79. Definition p80 := 80. Definition p81 := 81. Definition p82 := 82. Definition p83 := 83.
Definition p84 := 84. Definition p85 := 85. Definition p86 := 86. Definition p87 := 87. Definition p88 := 88. Definition p89 := 89.
Definition p90 := 90. Definition p91 := 91. Definition p92 := 92. Definition p93 := 93. Definition p94 := 94. Definition p95 := 95.
Definition p96 := 96. Definition p97 := 97. Definition p98 := 98. Definition p99 := 99. Definition p100 := 100. Definition p101 := 101.
Definition p102 := 102. Definition p103 := 103. Definition p104 := 104. Definition p105 := 105. Definition p106 := 106. Definition p107 := 107.
Definition p108 := 108. Definition p109 := 109. Definition p110 := 110. Definition p111 := 111. Definition p112 := 112. Definition p113 := 113.
Definition p114 := 114. Definition p115 := 115. Definition p116 := 116. Definition p117 := 117. Definition p118 := 118. Definition p119 := 119.

Inductive formula :=
| Atom (n : nat) | Yes | No | Not (f : formula) | And (f g : formula) | Or (f g : formula)
| Implies (f g : formula) | If (f g h : formula) | Iff (f g : formula).

Fixpoint at_place {A : Type} (default : A) (l : list A) (n : nat) : A :=
  match l, n with [], _ => default | x :: _, O => x | _ :: l, S n => at_place default l n end.

Fixpoint means (atoms : list bool) (f : formula) : bool :=
  match f with
  | Atom n => at_place false atoms n
  | Yes => true | No => false
  | Not f => negb (means atoms f)
  | And f g => means atoms f && means atoms g
  | Or f g => means atoms f || means atoms g
  | Implies f g => means atoms f ==> means atoms g
  | If f g h => if means atoms f then means atoms g else means atoms h
  | Iff f g => means atoms f <=> means atoms g
  end.

(** The value where only some atoms are known. *)
Definition three := option bool.
Definition three_if (a b c : three) : three :=
  match a, b, c with
  | Some true, _, _ => b
  | Some false, _, _ => c
  | None, Some x, Some y => if eqb x y then Some x else None
  | None, _, _ => None
  end.
Fixpoint known_value (known : list three) (f : formula) : three :=
  match f with
  | Atom n => at_place None known n
  | Yes => Some true | No => Some false
  | Not f => option_map negb (known_value known f)
  | And f g => match known_value known f, known_value known g with
      | Some false, _ | _, Some false => Some false | Some true, Some true => Some true | _, _ => None end
  | Or f g => match known_value known f, known_value known g with
      | Some true, _ | _, Some true => Some true | Some false, Some false => Some false | _, _ => None end
  | Implies f g => match known_value known f, known_value known g with
      | Some false, _ | _, Some true => Some true | Some true, Some false => Some false | _, _ => None end
  | If f g h => three_if (known_value known f) (known_value known g) (known_value known h)
  | Iff f g => match known_value known f, known_value known g with
      | Some a, Some b => Some (eqb a b) | _, _ => None end
  end.

Inductive cases := Leaf (n : nat) | Split (n : nat) (holds fails : cases).

Fixpoint note (known : list three) (n : nat) (b : bool) : list three :=
  match n, known with
  | O, [] => [Some b] | O, _ :: l => Some b :: l
  | S n, [] => None :: note [] n b | S n, x :: l => x :: note l n b
  end.

Fixpoint refutes (fs : list formula) (known : list three) (t : cases) : bool :=
  match t with
  | Leaf n => match known_value known (at_place Yes fs n) with Some false => true | _ => false end
  | Split n holds fails => refutes fs (note known n true) holds && refutes fs (note known n false) fails
  end.

Definition agrees (atoms : list bool) (known : list three) : Prop :=
  forall n b, at_place None known n = Some b -> at_place false atoms n = b.

Lemma known_value_right : forall atoms known, agrees atoms known -> forall f b, known_value known f = Some b ->
  means atoms f = b.
Proof.
  intros atoms known A. induction f; simpl; intros b E; try congruence.
  - exact (A _ _ E).
  - destruct (known_value known f) as [x|]; [|discriminate]. injection E as <-. rewrite (IHf x); auto.
  - destruct (known_value known f1) as [[|]|], (known_value known f2) as [[|]|]; try discriminate; injection E as <-;
      try rewrite (IHf1 _ eq_refl); try rewrite (IHf2 _ eq_refl); auto; destruct (means atoms f1); auto.
  - destruct (known_value known f1) as [[|]|], (known_value known f2) as [[|]|]; try discriminate; injection E as <-;
      try rewrite (IHf1 _ eq_refl); try rewrite (IHf2 _ eq_refl); auto; destruct (means atoms f1); auto.
  - destruct (known_value known f1) as [[|]|], (known_value known f2) as [[|]|]; try discriminate; injection E as <-;
      try rewrite (IHf1 _ eq_refl); try rewrite (IHf2 _ eq_refl); auto; destruct (means atoms f1); auto.
  - destruct (known_value known f1) as [[|]|]; simpl in E.
    + rewrite (IHf1 _ eq_refl). auto.
    + rewrite (IHf1 _ eq_refl). auto.
    + destruct (known_value known f2) as [x|]; [|discriminate]. destruct (known_value known f3) as [y|]; [|discriminate].
      destruct (eqb x y) eqn:X; [|discriminate]. apply eqb_prop in X. subst y. injection E as <-.
      rewrite (IHf2 _ eq_refl), (IHf3 _ eq_refl). destruct (means atoms f1); auto.
  - destruct (known_value known f1) as [x|], (known_value known f2) as [y|]; try discriminate.
    injection E as <-. rewrite (IHf1 _ eq_refl), (IHf2 _ eq_refl). auto.
Qed.

Lemma at_note : forall n known m b c, at_place None (note known n b) m = Some c ->
  (m = n /\ c = b) \/ at_place None known m = Some c.
Proof.
  assert (N : forall m c, at_place (@None bool) [] m = Some c -> False) by (intros [|m] c; discriminate).
  induction n as [|n IH]; intros [|x l] [|m] b c; simpl; auto; intros H;
    try (left; injection H; auto; fail); try discriminate; try (destruct (N _ _ H); fail).
  - destruct (IH [] m b c H) as [[-> ->] | K]; auto.
  - destruct (IH l m b c H) as [[-> ->] | K]; auto.
Qed.

Lemma refutes_right : forall fs atoms t known, agrees atoms known -> refutes fs known t = true ->
  all (fun f => is_true (means atoms f)) fs -> False.
Proof.
  intros fs atoms. induction t as [n | n holds H fails F]; simpl; intros known A R P.
  - destruct (known_value known (at_place Yes fs n)) as [[|]|] eqn:E; try discriminate.
    pose proof (known_value_right _ _ A _ _ E) as W. clear E R. revert n W P.
    induction fs as [|f fs IH]; intros n W P; simpl in *; [destruct n; discriminate|].
    destruct P as [P Q]. destruct n; simpl in W; [unfold is_true in P; congruence|]. exact (IH n W Q).
  - apply andb_prop in R. destruct R as [R S]. destruct (at_place false atoms n) eqn:E.
    + apply (H (note known n true)); auto. intros m b K. destruct (at_note _ _ _ _ _ K) as [[-> ->] | L]; auto.
    + apply (F (note known n false)); auto. intros m b K. destruct (at_note _ _ _ _ _ K) as [[-> ->] | L]; auto.
Qed.

Theorem refuted (atoms : list bool) (fs : list formula) (t : cases) : refutes fs [] t = true ->
  all (fun f => is_true (means atoms f)) fs -> False.
Proof. apply refutes_right. intros [|n] b; discriminate. Qed.

Lemma by_contradiction (b : bool) : (is_true (! b) -> False) -> is_true b.
Proof. destruct b; unfold is_true; auto. Qed.

Lemma if_holds {A : Sort} (c : bool) (a b : A) : is_true (c ==> ((if c then a else b) == a)).
Proof. destruct c; simpl; [apply same_refl | reflexivity]. Qed.
Lemma if_fails {A : Sort} (c : bool) (a b : A) : is_true (! c ==> ((if c then a else b) == b)).
Proof. destruct c; simpl; [reflexivity | apply same_refl]. Qed.
Lemma implied (a b : bool) : (is_true a -> is_true b) -> is_true (a ==> b).
Proof. destruct a, b; unfold is_true; simpl; auto. Qed.

(** Lists of one kind, which Rocq reads faster than lists of any. *)
Inductive bools := NoBool | Bool (b : bool) (l : bools).
Inductive formulas := NoFormula | Formula (f : formula) (l : formulas).
Fixpoint listed_bools (l : bools) : list bool := match l with NoBool => [] | Bool b l => b :: listed_bools l end.
Fixpoint listed_formulas (l : formulas) : list formula :=
  match l with NoFormula => [] | Formula f l => f :: listed_formulas l end.

Theorem refuting (atoms : bools) (fs : formulas) (t : cases) : refutes (listed_formulas fs) [] t = true ->
  all (fun f => is_true (means (listed_bools atoms) f)) (listed_formulas fs) -> False.
Proof. apply refuted. Qed.
