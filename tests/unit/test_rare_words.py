"""Words of the language that the minimal profile does not use: they load, play, prove, and their losses are refuted."""

from pathlib import Path

import pytest

from septum.engines.prove import prove
from septum.engines.refute.search import search
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.interpreter import ExampleVerdict, play_example
from septum.spec.load import load_profile
from septum.spec.model import Model

FILE = Path(__file__).parent / "models" / "doorbells.py"


def loaded(*changes: tuple[str, str]) -> Model:
    text = FILE.read_text()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return load_profile(str(FILE), {str(FILE): text})


def violated(model: Model) -> list[str]:
    result = prove(model, Settings())
    assert all(o.verdict in (Verdict.PROVED, Verdict.VIOLATED) for o in result.outcomes)
    return [o.identifier for o in result.outcomes if o.verdict is Verdict.VIOLATED]


def test_news_to_a_set_and_news_that_carry_a_relation_prove() -> None:
    result = prove(loaded(), Settings())
    assert result.verdict is Verdict.PROVED
    assert len(result.outcomes) > 40


def test_the_story_of_the_bells_plays() -> None:
    model = loaded()
    assert [play_example(model, example).verdict for example in model.examples] == [ExampleVerdict.PLAYS]


WEAKENED = {
    "the lines are not in the news": (
        ("tell(guest, GIVEN, bell, edges, self.present[bell, :])", "tell(guest, GIVEN, bell, edges)"),
        "give/o_told/lines_of_own_bells",
    ),
    "the ways of ringing are not in the news": (
        ("tell(guest, GIVEN, bell, edges, self", "tell(guest, GIVEN, bell, self"),
        "give/o_told/own_bells",
    ),
    "only the owner is told that it rings": (
        ("tell((g for g in Guest if self.listens(g, bell)), RANG, bell)", "tell(self.owner(bell), RANG, bell)"),
        "ring/o_write/own_rings",
    ),
    "nobody is told that it is quiet": (
        ("tell((g for g in Guest if self.rings(g, bell)), CLEARED, bell)", "pass"),
        "clear/o_write/own_rings",
    ),
    "anybody may take ways away": (
        ('refuse(SILENT, "it is another\'s", unless=self.owns(guest, bell))', "pass"),
        "restrict/o_write/own_bells",
    ),
    "the bell rings for all": (
        ("if self.listens(guest, bell):\n                self.rings", "if True:\n                self.rings"),
        "ring/o_inv/only_listeners_hear",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WEAKENED)
def test_a_weakened_model_is_refuted_with_a_replayed_attack(name: str) -> None:
    change, obligation = WEAKENED[name]
    model = loaded(change)
    assert obligation in violated(model)
    attack = search(model, model)
    assert attack is not None
    assert attack.replayed


def test_two_steps_that_tell_the_same_must_do_the_same() -> None:
    """A step that announces what it does not do is told apart from none by its news, so its effect must not show."""
    trick = '''    @capability(by=Manager)
    def bluff(self, bell: Bell) -> Status:
        """Say that it is quiet, and let it ring."""
        tell((g for g in Guest if self.rings(g, bell)), CLEARED, bell)
        return OK

    @capability(by="guest")
    def restrict('''
    model = loaded(('    @capability(by="guest")\n    def restrict(', trick))
    assert "clear+bluff/o_told/own_rings" in violated(model)
    attack = search(model, model)
    assert attack is not None
    last = attack.moments[-1]
    assert last.first is not None
    assert last.second is not None
    assert {last.first.step, last.second.step} == {"clear", "bluff"}
