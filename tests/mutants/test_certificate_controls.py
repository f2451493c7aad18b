"""Negative controls of certificates: with a statement that says something else, the old proofs are rejected by coqc."""

import tomllib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from certificate_controls import (
    HAS_ROCQ,
    Certified,
    admitted,
    alone,
    certified,
    compiled,
    prefix,
    theory,
    violated,
)

from septum.obligations.development import VFile

pytestmark = pytest.mark.skipif(not HAS_ROCQ, reason="there is no Rocq on this machine")

_CONTROLS = tomllib.loads((Path(__file__).parent / "certificate_controls.toml").read_text(encoding="utf-8"))
Models = Callable[[str], Certified]


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Models:
    """Developments of small models, all of which coqc accepts, each made when it is wanted."""
    beside = tmp_path_factory.mktemp("theory")
    theory(beside)
    return cache(lambda name: certified(name, beside, tmp_path_factory.mktemp(name)))


def _of_a_model(kind: str) -> pytest.MarkDecorator:
    """All controls of a model at once: what they share is compiled once, and the rest two at a time."""
    controls: list[dict[str, str]] = _CONTROLS[kind]
    return pytest.mark.parametrize("model", dict.fromkeys(control["model"] for control in controls))


def _let_pass(
    kind: str, model: str, judged: Callable[[dict[str, str], Path], str | None], folder: Path
) -> dict[str, str]:
    """The controls of a model that are not rejected as they must be, and what happens instead."""
    controls: list[dict[str, str]] = [control for control in _CONTROLS[kind] if control["model"] == model]
    folders = [folder / str(number) for number, _ in enumerate(controls)]
    for one in folders:
        one.mkdir()
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(judged, controls, folders))
    assert answers
    return {control["name"]: answer for control, answer in zip(controls, answers, strict=True) if answer}


@_of_a_model("changed")
def test_old_proofs_of_a_changed_specification_are_rejected(model: str, models: Models, tmp_path: Path) -> None:
    """What is proved of the violated clause of that step is rejected, or else what is made of all clauses."""
    old = models(model)
    of_this = [control for control in _CONTROLS["changed"] if control["model"] == model]
    changed = {control["name"]: old.edited(control["old"], control["new"]) for control in of_this}
    assert [c["name"] for c in of_this if not violated(changed[c["name"]], c["violated"])] == []

    def judged(control: dict[str, str], folder: Path) -> str | None:
        concerned = prefix(control["violated"])
        return _judged(old, old.statement(changed[control["name"]]), {"concerned": concerned, **control}, folder)

    assert _let_pass("changed", model, judged, tmp_path) == {}


@_of_a_model("printed")
def test_old_proofs_of_a_statement_that_was_edited_are_rejected(model: str, models: Models, tmp_path: Path) -> None:
    old = models(model)

    def judged(control: dict[str, str], folder: Path) -> str | None:
        return _judged(old, old.printed(control), control, folder)

    assert _let_pass("printed", model, judged, tmp_path) == {}


def _judged(old: Certified, texts: dict[str, str], control: dict[str, str], folder: Path) -> str | None:
    """What is wrong with what coqc rejects of the old proofs.

    Of a clause, they are tried alone; where a lemma is named that is of no clause, all that are of one are let through.
    """
    if "lemma" in control:
        found = old.rejected(texts | admitted(old.files), folder)
        right = found is not None and found.lemma == control["lemma"]
    else:
        proofs = alone(old.files, control["concerned"])
        found = old.rejected(texts | proofs, folder, ("Invariants.v",))
        right = found is not None and found.file in proofs and "was not found" not in found.message
    return None if right else str(found)


@_of_a_model("empty")
def test_a_statement_of_which_nothing_is_an_example_is_rejected(model: str, models: Models, tmp_path: Path) -> None:
    """Even where all proofs would be let through."""
    old = models(model)

    def judged(control: dict[str, str], folder: Path) -> str | None:
        found = old.rejected(old.printed(control), folder, ("Example.v",))
        return None if found is not None and found.file == "Example.v" else str(found)

    assert _let_pass("empty", model, judged, tmp_path) == {}


def test_old_proofs_are_accepted_where_nothing_but_words_for_people_changes(models: Models, tmp_path: Path) -> None:
    """What rejects all of the above is what they say, and not that they were changed."""
    old = models("benign_allocator")
    texts = old.statement(old.edited("Take a page from `guest`.", "Take it away."))
    assert "Take it away." in texts["Statement.v"]
    assert old.rejected(texts, tmp_path) is None


_PREMISES = (
    "forall (machine : Machine) (assumed : Assumed), constants_are_as_stated -> assumptions_of_benign_allocator ->"
)
_OTHER_CLAIMS = {
    "a definition of its own": (
        "Definition isolation_is_claimed {machine : Machine} {assumed : Assumed} : Prop := True.",
        "isolation_is_claimed",
        "exact (fun _ _ _ _ => Logic.I).",
    ),
    "a notation of its own": (
        "Notation isolation_is_claimed := True.",
        "isolation_is_claimed",
        "exact (fun _ _ _ _ => Logic.I).",
    ),
    "a premise more": ("", "False -> isolation_is_claimed", "intros. contradiction."),
    "a core of its own": (
        "Definition always {A} (c : A) := True.\nNotation Isolates c := (fun _ : Observer -> Prop => always c).",
        "Isolates core starts_alike",
        "exact (fun _ _ _ _ => Logic.I).",
    ),
}


@pytest.mark.parametrize("how", _OTHER_CLAIMS)
def test_a_theorem_that_means_something_else_by_the_claim_is_rejected(how: str, models: Models, tmp_path: Path) -> None:
    """The same words, and proved without an axiom; what is claimed is said where none of its words reach."""
    before, claimed, proof = _OTHER_CLAIMS[how]
    theorem = f"Theorem isolation_of_benign_allocator : {_PREMISES} {claimed}."
    text = f"Require Import Isolation Statement.\n{before}\n{theorem}\nProof. {proof} Qed.\n"
    old = models("benign_allocator")
    assert compiled(VFile("Theorem.v", text), old.linked(tmp_path)) is None
    found = compiled(old.file("Assumptions.v"), tmp_path)
    assert found is not None and found.lemma == "claim_1", found
