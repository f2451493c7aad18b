"""Models that prove nothing, each in one way, and what is said of them."""

from pathlib import Path

import pytest

from septum.engines.prove import prove
from septum.engines.results import VacuityFinding, Verdict
from septum.engines.settings import Settings
from septum.engines.vacuity import check_vacuity
from septum.spec.load import load_profile
from septum.spec.model import Model

DESKS = (Path(__file__).parents[1] / "models" / "desks.py").read_text(encoding="utf-8")
CLEAN = "    @invariant\n    def clean_desks_are_blank"
PAINT = "    @capability(by=Manager)\n    def paint"
SEES = "see(self.paper(desk), where=self.has(viewer, desk))"


def written(*swaps: tuple[str, str]) -> Model:
    """The desks, changed."""
    text = DESKS
    for old, new in swaps:
        assert text.count(old) == 1, f"{text.count(old)} times: {old}"
        text = text.replace(old, new)
    return load_profile("mine.py", {"mine.py": text})


def faults(*swaps: tuple[str, str]) -> list[tuple[str, str, Verdict, str]]:
    """What is not well, by kind and name, with the verdict and the reason."""
    found = check_vacuity(written(*swaps), Settings(workers=1))
    return [(f.kind, f.name, f.verdict, f.detail) for f in found if f.verdict is not Verdict.PROVED]


def another(body: str) -> tuple[str, str]:
    """With one invariant more."""
    declared = f"    @invariant\n    def one_more(self, desk: Desk, guest: Guest) -> bool:\n        return {body}\n\n"
    return CLEAN, declared + CLEAN


def axiom(body: str) -> tuple[tuple[str, str], ...]:
    """With an axiom about a constant, and an instance with one desk and one paper to show that it can be true."""
    declared = (
        f'    @axiom(witness="one")\n    def given(self, desk: Desk, paper: Paper) -> bool:\n        return {body}\n\n'
        "    @witness\n    def one(self, desk: Desk, paper: Paper) -> None:\n"
        "        assert self.COLOUR(desk) == paper\n\n"
    )
    colour = "    painted: Relation[Desk] = core()\n"
    words = ("    always,\n", "    always,\n    axiom,\n    constant,\n    witness,\n")
    return words, (colour, f"{colour}    COLOUR: Map[Desk, Paper] = constant()\n"), (CLEAN, declared + CLEAN)


def test_a_model_that_is_about_something_has_a_finding_for_all_that_it_says() -> None:
    model = written()
    found = check_vacuity(model, Settings(workers=1))
    assert {f.verdict for f in found} == {Verdict.PROVED}
    names = {(f.kind, f.name) for f in found}
    assert {("step", step.name) for step in model.active_steps()} <= names
    assert {("invariant", fact.name) for fact in model.invariants} <= names
    assert {("view", "own_desks"), ("pair", "own_desks hidden from Guest")} <= names
    assert {("example", "after_cleaning"), ("example", "handed_over")} <= names


def test_an_invariant_that_is_always_true_says_nothing() -> None:
    assert faults(another("self.taken(desk) or not self.taken(desk)")) == [
        ("invariant", "one_more", Verdict.VACUOUS, "no state could break it")
    ]


def test_an_invariant_about_what_never_occurs_says_nothing() -> None:
    assert faults(another("implies(self.clean(desk) and self.taken(desk), self.owner(desk) == guest)")) == [
        ("invariant", "one_more", Verdict.VACUOUS, "what it supposes never occurs")
    ]


def test_what_no_example_shows_may_be_possible_all_the_same() -> None:
    assert faults(another("implies(self.light(guest) == Light.DIM, self.owner(desk) == guest)")) == []


def test_a_step_that_can_never_happen_is_isolated_from_everybody() -> None:
    never = (
        '    @capability(by=Manager)\n    def never(self, desk: Desk) -> Status:\n        """Nobody can."""\n'
        '        refuse(DARK, "free, or dirty", unless=self.clean(desk) and self.taken(desk))\n        return OK\n\n'
    )
    assert faults((PAINT, never + PAINT)) == [("step", "never", Verdict.VACUOUS, "it can never happen")]


def test_a_step_that_no_example_takes_is_asked_of_a_solver() -> None:
    assert (
        faults(("        self.paint(desk)\n        self.switch_on(alice)\n", "        self.switch_on(alice)\n")) == []
    )


def test_an_example_that_does_not_play_is_a_violation() -> None:
    swap = ("self.take_back(desk)\n        self.wipe(desk)\n", "self.take_back(desk)\n")
    reason = "expected give(bob, desk), found refused DIRTY"
    assert faults(swap) == [("example", "after_cleaning", Verdict.VIOLATED, reason)]


def test_an_example_that_breaks_an_invariant_is_a_violation() -> None:
    model = another("not self.painted(desk)")
    reason = "`one_more` does not hold after paint"
    assert ("example", "after_cleaning", Verdict.VIOLATED, reason) in faults(model)


def test_a_view_of_everything_hides_nothing() -> None:
    assert faults((SEES, "see(self.paper(desk))")) == [
        ("pair", "own_desks hidden from Guest", Verdict.VACUOUS, "whoever sees the same can tell what it shows")
    ]


def test_a_view_of_nothing_is_always_equal() -> None:
    nothing = "see(self.BLANK(desk), where=self.clean(desk) and self.taken(desk))"
    assert faults((SEES, nothing)) == [
        ("view", "own_desks", Verdict.VACUOUS, "it tells no two states apart"),
        ("pair", "own_desks hidden from Guest", Verdict.VACUOUS, "whoever sees the same can tell what it shows"),
    ]


def test_axioms_that_nothing_satisfies_prove_everything_and_nothing() -> None:
    found = faults(*axiom("self.COLOUR(desk) == paper"))
    assert ("axiom", "given", Verdict.VACUOUS, "nothing satisfies the axioms") in found


def test_a_witness_of_an_axiom_is_played() -> None:
    assert faults(*axiom("self.COLOUR(desk) == self.COLOUR(desk)")) == []
    found = faults(*axiom("self.COLOUR(desk) != paper"))
    (witness,) = (f for f in found if f[0] == "witness")
    assert witness[1:3] == ("one", Verdict.VIOLATED) and "no meaning of the constants agrees" in witness[3]


@pytest.mark.parametrize("swap", [another("self.taken(desk) or not self.taken(desk)"), (SEES, "see(self.paper(desk))")])
def test_the_verdict_on_such_a_model_is_not_proved(swap: tuple[str, str]) -> None:
    result = prove(written(swap), Settings(workers=2))
    assert any(f.verdict is Verdict.VACUOUS for f in result.vacuity)
    assert result.verdict is not Verdict.PROVED


def test_findings_know_their_places() -> None:
    found: tuple[VacuityFinding, ...] = check_vacuity(
        written(another("self.taken(desk) or not self.taken(desk)")), Settings(workers=1)
    )
    (vacuous,) = (f for f in found if f.verdict is Verdict.VACUOUS)
    assert vacuous.span is not None and vacuous.span.file == "mine.py"
    assert "def one_more" in DESKS.replace(*another("x")).splitlines()[vacuous.span.line - 1]
