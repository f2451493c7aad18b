"""The second statement refutes each mutant by the counterpart of the obligation that refutes it, and by no other.

And it is itself judged by mutants: a knowledge, a search or a taint that is wrong on purpose accepts what it must not.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
import test_models_refuted as mutants
from attrs import evolve
from statements import Judging, about_isolation, in_runs

from septum.diagnostics import InputError
from septum.engines.reach import define, entries, flow, hear, knowledge, read, taint, write
from septum.engines.reach.define import Defined, Definer
from septum.engines.reach.flow import Flow, Witness
from septum.engines.reach.knowledge import Knowledge, Sight
from septum.logic import FALSE, TRUE, Symbol, Term
from septum.spec.load import load_profile
from septum.spec.model import Model, Step, Update

ROOT = Path(__file__).parents[2]
LEAKY = ROOT / "src" / "septum" / "models" / "leaky"
Patch = Callable[[pytest.MonkeyPatch], None]

_MUTANTS = sorted(
    name for name, test in vars(mutants).items() if name.startswith("test_") and "expect" in test.__code__.co_names
)


@pytest.mark.parametrize("name", _MUTANTS)
def test_a_mutant_is_judged_alike_by_the_second_statement(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[set[str]] = []

    def expect(model: Model, steps: tuple[str, ...], violated: set[str]) -> None:
        asked.append(violated)
        assert in_runs(Judging().open_by_reach(model, *steps)) == violated

    monkeypatch.setattr(mutants, "expect", expect)
    try:
        getattr(mutants, name)()
    except (AssertionError, InputError):
        if asked:
            raise
        pytest.skip("the mutant does not load: its own test fails")
    assert asked


# --- a statement that is wrong on purpose


def everything_is_known(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Knowledge, "is_plain", lambda *_: True)


def what_is_hidden_is_seen(patch: pytest.MonkeyPatch) -> None:
    original = knowledge._view_sights

    def sights(*arguments: object) -> list[Sight]:
        return [evolve(sight, when=TRUE) for sight in original(*arguments)]  # type: ignore[arg-type]

    patch.setattr(knowledge, "_view_sights", sights)


def others_see_what_the_viewer_sees(patch: pytest.MonkeyPatch) -> None:
    original = read.with_views
    patch.setattr(read, "with_views", lambda k, m, o, _, s: _for_anybody(original(k, m, o, None, s)))


def _for_anybody(known: Knowledge) -> Knowledge:
    return evolve(
        known, sights=tuple(evolve(s, holes=tuple({*s.holes, *s.term.free, *s.when.free})) for s in known.sights)
    )


def every_claim_is_true(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Definer, "_follows", lambda *_: True)
    patch.setattr(define, "claims_of", lambda *_: ())


def a_case_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Definer, "_parts", lambda _, term, __: Defined(term))


def all_hear_everything(patch: pytest.MonkeyPatch) -> None:
    """As if a guest heard what it is told of, and what is behind it."""
    patch.setattr(hear, "with_news", lambda known, event, *_: _seeing_all(read.with_request(known, event)))


def a_change_from_hidden_to_visible_is_none(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(write, "entry", lambda view, event, names: (FALSE, entries.entry(view, event, names)[1]))


def copies_are_clean(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Flow, "_read", lambda *_: FALSE)


def _seeing_all(known: Knowledge) -> Knowledge:
    return evolve(known, functions=known.functions | {s.term.symbol for s in known.sights})


def everybody_owns_what_is_passed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(flow, "_given", lambda *_: FALSE)


def a_new_life_keeps_the_old_one_s_eyes(patch: pytest.MonkeyPatch) -> None:
    original = taint._forgotten

    def remembered(content: Symbol, witness: Witness, begun: Term, step: Step) -> Update:
        return evolve(original(content, witness, begun, step), condition=FALSE)

    patch.setattr(taint, "_forgotten", remembered)


def nothing_lay_there_before(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(taint, "_before", lambda *_: ())
    original = taint._facts
    patch.setattr(taint, "_facts", lambda *given: (evolve(f, body=TRUE) for f in original(*given)))


REACH: list[tuple[Patch, str, str]] = [
    (everything_is_known, "o_reply", "peek/r_answer/reply"),
    (others_see_what_the_viewer_sees, "o_own", "copy/r_own/own_note"),
    (every_claim_is_true, "o_status", "sit_down/r_decide/TAKEN"),
    (a_case_is_forgotten, "gossip", "announce/r_told/own_register"),
    (all_hear_everything, "o_told", "deliver/r_told/own_note"),
    (a_change_from_hidden_to_visible_is_none, "o_write", "scribble/r_write/own_note"),
    (copies_are_clean, "o_told", "deliver/t_inv/own_note"),
    (everybody_owns_what_is_passed, "o_write", "scribble/t_inv/own_note"),
    (a_new_life_keeps_the_old_one_s_eyes, "o_birth", "admit/t_inv/own_note"),
    (nothing_lay_there_before, "o_start", "t_init/own_note"),
]


@pytest.mark.parametrize(("mutate", "model", "missed"), REACH, ids=[patch.__name__ for patch, _, _ in REACH])
def test_a_wrong_statement_accepts_what_the_right_one_refutes(
    mutate: Patch, model: str, missed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = ROOT / "examples" / "gossip.py" if model == "gossip" else LEAKY / f"{model}.py"
    profile = load_profile(str(file))
    assert missed in about_isolation(Judging().open_by_reach(profile))
    mutate(monkeypatch)
    assert missed not in about_isolation(Judging().open_by_reach(profile))
