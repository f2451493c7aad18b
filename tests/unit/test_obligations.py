"""What obligations suppose and ask, where a mistake would prove too much."""

import re
from pathlib import Path

import pytest

from septum.engines.prove import judge
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.obligations import generate
from septum.spec.load import load_profile
from septum.spec.model import Model

BENIGN = (Path(__file__).parents[2] / "examples" / "benign_allocator.py").read_text(encoding="utf-8")


def extended(tmp_path: Path, more: str, classes: str = "", **changes: str) -> Model:
    """The benign allocator with more in its concern, more classes before it, and its profile's lines changed."""
    text = BENIGN.replace("\n    Concern,", "\n    Assumption,\n    Concern,\n    Enumeration,\n    duty,", 1)
    text = text.replace('    @step(by="guest")\n    def load', f'{more}\n    @step(by="guest")\n    def load', 1)
    text = text.replace("class Allocator(Concern)", f"{classes}\n\nclass Allocator(Concern)", 1)
    for line, value in changes.items():
        text = re.sub(rf"    {line} = \[.*\]", f"    {line} = {value}", text)
    path = tmp_path / "extended.py"
    path.write_text(text)
    return load_profile(str(path))


def verdicts(model: Model, start: str) -> dict[str, Verdict]:
    asked = [o for o in generate(model) if o.identifier.startswith(start)]
    return {o.identifier: r.verdict for o, r in zip(asked, judge(asked, Settings(workers=1)), strict=True)}


@pytest.mark.parametrize("name", ["u", "observer", "v", "s", "t", "goal", "viewer", "x"])
def test_no_name_of_a_parameter_hides_an_observer(tmp_path: Path, name: str) -> None:
    """One guest is told, another one's memory is wiped."""
    spoil = f'''
    @capability(by=Manager)
    def spoil(self, {name}: Guest, other: Guest, page: Page) -> Status:
        """Tell one, wipe another."""
        refuse(PAGE_IN_USE, "one and the same", when={name} == other)
        self.contents[self.backing(other, page)] = self.ZERO
        tell({name}, SHRUNK, page)
        return OK
'''
    found = verdicts(extended(tmp_path, spoil), "spoil/o_write")
    assert found["spoil/o_write/content_of_own_pages"] is Verdict.VIOLATED


def test_news_told_twice_are_told_apart_by_nothing_that_is_not_heard(tmp_path: Path) -> None:
    """Which of two lines told the manager is a secret of the core; the status that follows from it too."""
    signal = '''
    noted: Relation[Page] = core()
    quiet: Relation[Page] = core()

    @capability(by="guest")
    def signal(self, guest: Guest, page: Page) -> Status:
        """The manager hears the same either way, and sees which."""
        tell(Manager, GROWN, page, where=self.quiet(page))
        tell(Manager, GROWN, page, where=not self.quiet(page))
        self.noted[page] = self.quiet(page)
        return OK

    @sees(Manager)
    def notes(self, page: Page) -> None:
        see(self.noted(page))
'''
    model = extended(tmp_path, signal, observers="[Guest, Manager]")
    assert verdicts(model, "signal/o_told")["signal/o_told/notes"] is Verdict.VIOLATED


def test_that_a_choice_exists_does_not_follow_from_what_is_owed_of_it(tmp_path: Path) -> None:
    """A duty about the chosen frame supposes that there is one; whether there is, another guest decides."""
    duty = '''
class FramesAreGood(Assumption):
    """Whoever picks a frame picks a free one."""

    identifier = "frames.good"
    kind = "contract"
    source = "this test"
'''
    grab = '''
    @capability(by="guest")
    def grab(self, guest: Guest, page: Page) -> Status:
        """Refused where no frame is free."""
        frame = choose((f for f in Frame if not self.taken(f)), or_refuse=NO_FRAME)
        duty(FramesAreGood, not self.taken(frame))
        return OK
'''
    model = extended(tmp_path, grab, duty, assumes="[FramesAreGood]")
    assert verdicts(model, "grab/o_status")["grab/o_status/NO_FRAME"] is Verdict.VIOLATED


@pytest.mark.parametrize(
    ("sort", "statement"), [("bool", "not value"), ("bool", "value"), ("Right", "value == Right.READ")]
)
def test_an_invariant_of_all_values_is_asked_of_all(tmp_path: Path, sort: str, statement: str) -> None:
    rights = 'class Right(Enumeration):\n    """Rights."""\n\n    READ, WRITE = range(2)\n'
    one = f"    @invariant\n    def all_alike(self, value: {sort}) -> bool:\n        return {statement}\n"
    every = f"    @invariant\n    def every_one(self) -> bool:\n        return all({statement} for value in {sort})\n"
    found = verdicts(extended(tmp_path, f"{one}\n{every}", rights), "o_init")
    assert found["o_init/all_alike"] is found["o_init/every_one"] is Verdict.VIOLATED
