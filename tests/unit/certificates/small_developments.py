"""Small developments for tests of checking: one that holds, and ones that must not pass."""

import shutil

import pytest

from septum.obligations.development import Claim, Development, VFile

needs_rocq = pytest.mark.skipif(
    shutil.which("coqc") is None or shutil.which("coqchk") is None, reason="there is no Rocq on this machine"
)

STATEMENT = VFile(
    "Statement.v",
    "(** What is said of numbers. *)\n"
    "Fixpoint twice (n : nat) : nat := match n with O => O | S n => S (S (twice n)) end.\n"
    "Definition even (n : nat) := exists m, n = twice m.\n",
)
FIRST = VFile(
    "First.v", "Require Import Statement.\nLemma zero : even 0.\nProof. exists 0. reflexivity. Qed.\n", ("Statement.v",)
)
SECOND = VFile(
    "Second.v",
    "Require Import Statement.\n\nLemma next : forall n, even n -> even (S (S n)).\n"
    "Proof.\n  intros n [m ->]. exists (S m). reflexivity.\nQed.\n",
    ("Statement.v",),
)
THEOREM = VFile(
    "Theorem.v",
    "Require Import Statement First Second.\nTheorem all_twice : forall n, even (twice n).\n"
    "Proof. induction n; [exact zero | exact (next _ IHn)]. Qed.\n",
    ("Statement.v", "First.v", "Second.v"),
)
CLAIM = Claim("Theorem.all_twice", "forall n, even (twice n)", "Twice a number is even.")


def development(*changed: VFile, claim: Claim = CLAIM) -> Development:
    """The one that holds, with files of the same names replaced."""
    instead = {file.name: file for file in changed}
    files = [instead.get(file.name, file) for file in (STATEMENT, FIRST, SECOND, THEOREM)]
    return Development("twice", "0123456789ab", tuple(files), (claim,), ("Statement.v",), ("Statement.v",))


def edited(file: VFile, old: str, new: str) -> VFile:
    """A file with another text; what is replaced must be there."""
    assert old in file.text
    return VFile(file.name, file.text.replace(old, new), file.requires)
