(** Lists: the few facts that are needed. The library's [List] loads sealed modules, which [coqchk -o -norec] lists
    among the axioms although nothing uses them. *)
From Coq Require Import Bool.
Open Scope list_scope.
Notation "[ ]" := nil (format "[ ]") : list_scope.
Notation "[ x ]" := (cons x nil) : list_scope.
Notation "[ x ; y ; .. ; z ]" := (cons x (cons y .. (cons z nil) ..)) : list_scope.

Definition listed {A} (o : option A) : list A := match o with Some a => [a] | None => [] end.
Fixpoint all {A} (P : A -> Prop) (l : list A) : Prop := match l with [] => True | x :: l => P x /\ all P l end.

Lemma app_assoc {A} : forall l m n : list A, l ++ m ++ n = (l ++ m) ++ n.
Proof. induction l; simpl; intros; congruence. Qed.

Lemma app_nil_r {A} : forall l : list A, l ++ [] = l.
Proof. induction l; simpl; congruence. Qed.

Lemma all_app {A} (P : A -> Prop) : forall l m, all P (l ++ m) <-> all P l /\ all P m.
Proof. induction l; simpl; firstorder. Qed.

(** Two places in one list: the same, or one comes first. *)
Lemma places {A} : forall (l m : list A) x y p q, l ++ x :: p = m ++ y :: q ->
  (l = m /\ x = y /\ p = q) \/ (exists n, m = l ++ x :: n) \/ (exists n, l = m ++ y :: n).
Proof.
  induction l as [|a l IH]; intros [|b m] x y p q E; injection E as E F; subst; simpl.
  - auto.
  - eauto.
  - eauto.
  - destruct (IH _ _ _ _ _ F) as [(-> & -> & ->) | [[n ->] | [n ->]]]; eauto.
Qed.
