"""Which capabilities a workload needs: shown by runs, and by proofs about any number of steps."""

from pathlib import Path

from septum.engines.capabilities.find import find_capabilities
from septum.engines.capabilities.relaxed import relaxed_reach, tracked
from septum.engines.minimal.results import Capabilities
from septum.engines.prove import prove
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.interpreter.examples import play_example
from septum.spec.load import load_profile
from septum.spec.model import Model

TEXT = (Path(__file__).parents[1] / "models" / "desks.py").read_text(encoding="utf-8")
SWAP = '''    @capability(by=Manager)
    def swap(self, desk: Desk, guest: Guest) -> Status:
        """What hand_over does, and no story tells."""
        refuse(FREE, "nobody works there", unless=self.taken(desk))
        tell(self.owner(desk), LEFT, desk)
        tell(guest, GIVEN, desk, self.BLANK(desk))
        self.owner[desk] = guest
        self.paper[desk] = self.BLANK(desk)
        return OK

'''


def written(*swaps: tuple[str, str]) -> Model:
    text = TEXT
    for old, new in swaps:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return load_profile("mine.py", {"mine.py": text})


def capabilities(model: Model) -> Capabilities:
    return find_capabilities(model, model.workloads[0], Settings(workers=2))


def test_the_model_is_proved() -> None:
    assert prove(written(), Settings()).verdict is Verdict.PROVED


def test_both_ways_of_serving_the_workload_are_found_and_proved_minimal() -> None:
    found = capabilities(written())
    common = {"switch_on", "wipe", "give"}
    assert [(set(one.capabilities), one.witness) for one in found.sets] == [
        (common | {"take_back"}, "after_cleaning"),
        (common | {"hand_over"}, "handed_over"),
    ]
    assert found.complete and found.smallest == 4 and not any(one.undecided for one in found.sets)


def test_necessity_is_proved_from_the_start_or_from_an_earlier_goal_on() -> None:
    found = {one.dropped: one for one in capabilities(written()).necessities}
    assert set(found) == {("switch_on",), ("wipe",), ("give",), ("take_back", "hand_over")}
    assert all(one.verdict is Verdict.PROVED for one in found.values())
    assert found["wipe",].facts == ("never Desks.taken", "never Desks.clean")
    assert found["switch_on",].facts == ("never Desks.light BRIGHT",)
    later = found["take_back", "hand_over"]
    assert later.after == "write(alice, desk, paper)" and later.goal == "write(bob, desk, paper)"
    assert later.facts == ("taken(desk)", "owner(desk) == alice")


def test_what_no_story_shows_is_not_called_needed_where_something_else_would_do() -> None:
    found = capabilities(
        written(("    @capability(by=Manager)\n    def paint", SWAP + "    @capability(by=Manager)\n    def paint"))
    )
    assert not found.complete and found.smallest is None
    assert [one.dropped for one in found.necessities if one.verdict is not Verdict.PROVED] == [
        ("take_back", "hand_over")
    ]
    assert [one.undecided for one in found.sets] == [("take_back",), ("hand_over",)]


def test_without_a_story_nothing_is_said_to_be_enough() -> None:
    bob = "        self.write(bob, desk, paper)\n"
    handed = ("        self.hand_over(desk, bob)\n" + bob, "")
    given = ("        self.give(bob, desk)\n" + bob, "")
    found = capabilities(written(handed, given))
    assert found.sets == () and not found.complete and "no story" in found.missing


def test_an_assert_of_the_workload_must_hold_in_the_run() -> None:
    found = capabilities(written(("assert self.owner(desk) == bob", "assert self.painted(desk)")))
    assert [set(one.capabilities) for one in found.sets] == [{"switch_on", "wipe", "give", "take_back", "paint"}]
    assert next(one for one in found.necessities if one.dropped == ("paint",)).facts == ("never Desks.painted",)


def test_relaxed_reach_misses_nothing_that_runs_reach() -> None:
    model = written()
    start = {s: frozenset({"OFF"}) if s.codomain.is_enumeration else frozenset({False}) for s in tracked(model)}
    reach = relaxed_reach(model, start)
    for example in model.examples:
        for effect in play_example(model, example).effects:
            for entry in effect.changed:
                symbol = next(s.symbol for s in model.symbols if s.symbol.name == entry.symbol)
                if symbol in reach.values:
                    assert entry.after in reach.values[symbol]


GONE = "        self.taken[desk] = False\n"
ONCE = (
    (GONE, GONE + "        self.painted[desk] = True\n"),
    ("unless=self.clean(desk))", "unless=self.clean(desk) and not self.painted(desk))"),
)
"""A desk that was taken back is painted, and is given to nobody any more."""


def test_a_need_is_proved_by_what_one_fact_leaves_to_another() -> None:
    found = {one.dropped: one for one in capabilities(written(*ONCE)).necessities}
    handed = found["hand_over",]
    assert handed.verdict is Verdict.PROVED and handed.after == "write(alice, desk, paper)"
    assert set(handed.facts) == {"owner(desk) == alice", "taken(desk) or painted(desk)"}


def test_what_is_left_to_nothing_is_no_reason() -> None:
    bare = (
        "        self.painted[desk] = True\n        return OK",
        "        self.painted[desk] = False\n        return OK",
    )
    found = {one.dropped: one for one in capabilities(written(*ONCE, bare)).necessities}
    assert found["hand_over",].verdict is not Verdict.PROVED
