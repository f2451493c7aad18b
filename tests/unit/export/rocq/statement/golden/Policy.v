(** * trusting d9bc5564cbed: nobody is told anything but by the policy *)
Require Import Statement.

Section Policy.
Context {machine : Machine} {assumed : Assumed}.
Theorem policy_is_all : forall u r, policy u r = true \/ forall c s, tells_of (acts (act r)) u c s = [].
Proof. intros [] []; first [left; reflexivity | right; reflexivity]. Qed.
End Policy.
