"""Nothing is proved that Rocq did not accept, down to the last axiom."""

from collections.abc import Callable
from pathlib import Path

import pytest
from small_developments import FIRST, SECOND, THEOREM, development, edited, needs_rocq

from septum.engines.certify.checking.check import Progress, check
from septum.engines.certify.checking.processes import Bounds
from septum.engines.certify.checking.results import Checked
from septum.engines.certify.checking.tools import Rocq, find_rocq
from septum.engines.results import Verdict
from septum.obligations.development import Claim, Development, VFile

pytestmark = needs_rocq

MISCHIEF = """
Axiom an_axiom : 1 = 2.
Parameter a_parameter : 2 = 3.
Lemma admitted : 3 = 4. Admitted.
Unset Guard Checking.
Fixpoint unguarded (n : nat) : 4 = 5 := unguarded n.
Set Guard Checking.
Unset Positivity Checking.
Inductive negative := Negative : (negative -> False) -> negative.
Set Positivity Checking.
Unset Universe Checking.
Definition large : Type := Type.
Definition larger : large := large.
Set Universe Checking.
"""
WORDS = ("an_axiom", "a_parameter", "admitted", "unguarded", "negative", "larger")


def checked(made: Development, workers: int = 2, bounds: Bounds | None = None, rocq: Rocq | None = None) -> Checked:
    return check(made, rocq or find_rocq(), workers, bounds)


@pytest.mark.parametrize("workers", [1, 3])
def test_what_rocq_accepts_is_proved_and_everything_was_checked_again(workers: int) -> None:
    heard: list[Progress] = []
    found = check(development(), find_rocq(), workers, told=heard.append)
    assert found.verdict is Verdict.PROVED and not found.problems
    assert [file.name for file in found.files][-2:] == ["Theorem.v", "Assumptions.v"]
    assert [(claim.theorem, claim.assumptions) for claim in found.claims] == [("Theorem.all_twice", ())]
    assert found.rechecked is not None
    names = {"Statement", "First", "Second", "Theorem", "Assumptions"}
    assert {f"Septum.{name}" for name in names} <= set(found.rechecked.libraries)
    assert "Coq.Init.Logic" in found.rechecked.libraries and found.rechecked.own == len(names)
    assert (heard[-1].program, heard[-1].done, heard[-1].total) == ("coqchk", 5, 5)


def test_an_axiom_that_nothing_uses_is_listed_with_all_other_mischief() -> None:
    found = checked(development(edited(SECOND, "Lemma next", MISCHIEF + "Lemma next")))
    assert found.verdict is Verdict.UNKNOWN
    assert found.claims and not found.claims[0].assumptions
    assert found.rechecked is not None
    said = " ".join(found.rechecked.trusted)
    assert all(f"Septum.Second.{word}" in said for word in WORDS)


def test_an_axiom_under_the_theorem_is_named() -> None:
    found = checked(development(edited(SECOND, "intros n [m ->]. exists (S m). reflexivity.\nQed.", "Admitted.")))
    assert found.verdict is Verdict.UNKNOWN and found.rechecked is None
    assert [problem.text for problem in found.problems] == [
        "Theorem.all_twice rests on Axioms: Second.next : forall n : nat, even n -> even (S (S n))"
    ]


def test_every_wrong_proof_is_named_with_its_place_and_its_lemma() -> None:
    wrong = (edited(FIRST, "exists 0", "exists 1"), edited(SECOND, "exists (S m)", "exists m"))
    found = checked(development(*wrong))
    assert found.verdict is Verdict.UNKNOWN and not found.claims and found.rechecked is None
    places = [(p.file, p.line, p.lemma) for p in found.problems]
    assert places == [("First.v", 3, "zero"), ("Second.v", 5, "next")]
    assert "Unable to unify" in found.problems[1].text and found.problems[1].column == 30
    verdicts = {file.name: file.verdict for file in found.files}
    assert verdicts["Statement.v"] is Verdict.PROVED
    assert verdicts["Theorem.v"] is verdicts["Assumptions.v"] is Verdict.NOT_RUN


def test_a_theorem_that_says_something_else_than_is_claimed_is_refused() -> None:
    claim = Claim("Theorem.all_twice", "forall n, even (S (twice n))", "Twice a number and one is even.")
    found = checked(development(claim=claim))
    assert found.verdict is Verdict.UNKNOWN
    assert [(problem.file, problem.lemma) for problem in found.problems] == [("Assumptions.v", "claim_1")]


def test_a_weaker_theorem_under_the_same_name_is_refused() -> None:
    weaker = edited(THEOREM, "forall n, even (twice n).\nProof. induction n; [exact zero | exact (next _ IHn)].",
                    "forall n, even n -> True.\nProof. auto.")  # fmt: skip
    found = checked(development(weaker))
    assert found.verdict is Verdict.UNKNOWN and found.problems[0].file == "Assumptions.v"


@pytest.mark.parametrize(
    ("bounds", "word"),
    [(Bounds(seconds=1), "more than 1 s"), (Bounds(memory=100 << 20), "MiB")],
    ids=["time", "memory"],
)
def test_a_proof_that_does_not_end_within_its_bounds_is_budget(bounds: Bounds, word: str) -> None:
    slow = "Fixpoint loop (n : nat) (f : nat -> nat) := match n with O => f | S n => loop n (fun x => f (f x)) end.\n"
    made = VFile("Second.v", f"{slow}Lemma next : loop 40 S 0 = 1.\nProof. vm_compute. reflexivity. Qed.\n")
    found = checked(development(made), bounds=bounds)
    assert found.verdict is Verdict.BUDGET
    assert word in next(problem.text for problem in found.problems if problem.verdict is Verdict.BUDGET)


Wrap = Callable[[str], Rocq]


@pytest.fixture
def wrapped(tmp_path: Path) -> Wrap:
    """Rocq with a `coqc` that does something more when all else is compiled."""

    def make(more: str) -> Rocq:
        real = find_rocq()
        script = tmp_path / "coqc"
        script.write_text(
            f'#!/bin/sh\n{real.compiler[0]} "$@" || exit $?\ncase "$*" in *Assumptions.v) {more};; esac\n',
            encoding="utf-8",
        )
        script.chmod(0o755)
        return Rocq((str(script),), real.checker, real.version)

    return make


CHANGES = {
    "damaged": "printf xyz | dd of=First.vo bs=1 seek=900 conv=notrunc 2>/dev/null",
    "cut": "head -c 1000 First.vo >cut; mv cut First.vo",
    "gone": "rm First.vo",
    "another": "echo 'Axiom zero : False.' >First.v; coqc -q -R . Septum First.v",
    "empty": ": >First.vo",
}


@pytest.mark.parametrize("how", CHANGES)
def test_compiled_files_that_were_changed_are_refused(how: str, wrapped: Wrap) -> None:
    found = checked(development(), rocq=wrapped(CHANGES[how]))
    assert found.verdict is Verdict.ERROR and found.rechecked is None
    assert "coqchk refuses" in found.problems[0].text
