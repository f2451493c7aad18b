"""An attack script is caught only if it leaks without what it names, and stops there with it."""

from pathlib import Path

import pytest
from attrs import evolve

from septum.diagnostics import InputError
from septum.engines.cache import Cache
from septum.engines.corpus.judging import judge_script
from septum.engines.corpus.leaks import find_leak
from septum.engines.corpus.results import ScriptResult, ScriptVerdict
from septum.engines.corpus.verdicts import judge_scripts
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.interpreter import ExampleVerdict, Instance, Machine, instance_of, play_example
from septum.spec.load import load_profile
from septum.spec.model import Model

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def _with_scripts(profile: Path | str, scripts: str, tmp_path: Path) -> Model:
    """A profile with scripts that import what stands in the profile's file: both lie in one folder."""
    for file in (Path(profile), HERE / "scripts" / scripts):
        (tmp_path / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    return load_profile(str(tmp_path / Path(profile).name), beside=(tmp_path / scripts,))


@pytest.fixture(scope="module")
def lockers(tmp_path_factory: pytest.TempPathFactory) -> Model:
    folder = tmp_path_factory.mktemp("lockers")
    return _with_scripts(ROOT / "tests" / "unit" / "models" / "lockers.py", "locker_attacks.py", folder)


def _judged(model: Model, name: str) -> ScriptResult:
    return judge_script(model, next(e for e in model.examples if e.name == name)).result


def test_a_run_that_a_guard_stops_is_caught_by_it(lockers: Model) -> None:
    found = _judged(lockers, "puts_into_anothers")
    assert found.verdict is ScriptVerdict.CAUGHT
    assert (found.by, found.steps) == (("put.NOT_YOURS",), 3)
    assert [(stop.number, stop.outcome, stop.status) for stop in found.stops] == [(3, "refused", "NOT_YOURS")]
    assert found.obligation == "put/o_write/inside_own_lockers"
    assert found.attack is not None and found.attack.fall.property == "write"
    assert (found.attack.fall.source, found.attack.fall.victim) == ("alice", "bob")
    assert (found.attack.fall.first, found.attack.fall.second) == ("nothing", "thing")
    assert [moment.first is not None and moment.first.loosened for moment in found.attack.moments] == [0, 0, 1]


def test_the_solvers_are_asked_about_the_obligation_that_a_run_breaks(lockers: Model) -> None:
    script = next(e for e in lockers.examples if e.name == "puts_into_anothers")
    (found,) = judge_scripts(lockers, (script,), Settings(workers=1))
    assert (found.verdict, found.confirmed) == (ScriptVerdict.CAUGHT, True)


def test_what_was_judged_before_is_remembered_as_it_was(lockers: Model, tmp_path: Path) -> None:
    scripts = tuple(e for e in lockers.examples if e.leak)
    settings = Settings(workers=1, cache=Cache(tmp_path / "cache.sqlite"))
    asked: list[str] = []
    first = judge_scripts(lockers, scripts, settings, lambda number, total, name: asked.append(name))
    assert len(asked) == len(scripts)
    assert judge_scripts(lockers, scripts, settings, lambda number, total, name: asked.append(name)) == first
    assert len(asked) == len(scripts)


def test_each_of_two_guards_must_stop_the_run_alone(lockers: Model) -> None:
    found = _judged(lockers, "gets_anothers")
    assert found.verdict is ScriptVerdict.CAUGHT
    assert found.by == ("assign.OWNED", "assign.SEALED")


def test_news_that_are_left_out_are_told_where_they_are_not(lockers: Model) -> None:
    found = _judged(lockers, "is_not_told")
    assert found.verdict is ScriptVerdict.CAUGHT
    assert [(stop.by, stop.outcome, stop.number) for stop in found.stops] == [("assign.ASSIGNED", "told", 1)]


def test_what_stops_a_script_that_names_nothing_is_found(lockers: Model) -> None:
    found = _judged(lockers, "names_nothing")
    assert (found.verdict, found.without, found.by) == (ScriptVerdict.CAUGHT, ("put.NOT_YOURS",), ("put.NOT_YOURS",))


@pytest.mark.parametrize(
    ("name", "verdict", "said"),
    [
        ("names_too_little", ScriptVerdict.NOT_PLAYED, "what stops it is assign.OWNED"),
        ("names_too_much", ScriptVerdict.NOT_STOPPED, "the run happens with count.OPEN in force, too"),
        ("puts_out_of_turn", ScriptVerdict.NO_LEAK, "no run beside it was found"),
        ("harms_nobody", ScriptVerdict.NO_LEAK, "no run beside it was found"),
        ("says_what_is_not_so", ScriptVerdict.NOT_PLAYED, "found it is false"),
    ],
)
def test_a_script_that_is_wrong_is_not_caught(lockers: Model, name: str, verdict: ScriptVerdict, said: str) -> None:
    found = _judged(lockers, name)
    assert found.verdict is verdict
    assert said in found.detail and not found.stops
    assert found.place is not None and found.place.file.endswith("locker_attacks.py")


def test_a_script_that_does_not_happen_is_reported_at_its_line(lockers: Model) -> None:
    found = _judged(lockers, "says_what_is_not_so")
    assert found.place is not None
    line = (HERE / "scripts" / "locker_attacks.py").read_text(encoding="utf-8").split("\n")[found.place.line - 1]
    assert line.strip() == "assert self.lockers.owns(alice, his)"


def test_a_script_without_a_guard_that_there_is_not_is_reported_at_its_place(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    text = (HERE / "scripts" / "name_attacks.py").read_text(encoding="utf-8")
    file.write_text(text.replace("destroy.HOLDS_PAGES", "destroy.HOLDS_PAGE"), encoding="utf-8")
    with pytest.raises(InputError) as error:
        load_profile("minimal", beside=(file,))
    (found,) = error.value.diagnostics
    assert found.message == "no guard `destroy.HOLDS_PAGE`: did you mean `destroy.HOLDS_PAGES`?"
    assert found.span is not None
    assert (found.span.file, found.span.line) == (str(file), 14)


def test_what_is_read_needs_another_run_and_nothing_stops_it_in_a_broken_profile(tmp_path: Path) -> None:
    model = _with_scripts(ROOT / "examples" / "leaky_allocator.py", "allocator_attacks.py", tmp_path)
    found = _judged(model, "the_number_tells")
    assert found.verdict is ScriptVerdict.NOT_STOPPED
    assert found.detail.endswith("does nothing against it")
    assert found.attack is not None and found.attack.two_runs
    assert (found.attack.fall.victim, found.attack.fall.first, found.attack.fall.second) == ("alice", "second", "first")


def test_what_is_chosen_inside_may_not_show_either() -> None:
    found = _judged(load_profile(str(HERE.parent / "models" / "dice.py")), "the_die_tells")
    assert found.verdict is ScriptVerdict.NOT_STOPPED
    assert found.attack is not None and found.attack.two_runs
    assert found.attack.fall.reason == "alice's request returns different values"


def test_no_story_of_a_proved_profile_is_taken_for_a_leak() -> None:
    model = load_profile("minimal")
    stories = [e for e in model.examples if len(e.script) < 45]
    assert len(stories) >= 12
    for story in stories:
        played = play_example(model, story)
        instance = instance_of(model, story)
        assert played.verdict is ExampleVerdict.PLAYS and isinstance(instance, Instance), story.name
        machine = Machine(model, instance)
        assert find_leak(model, machine, machine.initial(), played.effects) is None, story.name


def test_a_duty_is_left_out_with_its_assumption_and_not_by_itself(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(
        "from septum.language import Concern, example\n"
        "from septum.models.driver import GpuDriver\n"
        "from septum.models.hardware.mig import Slice\n"
        "class Mine(Concern):\n"
        "    driver: GpuDriver\n"
        "    @example(without='scrub_slice.UsersKeepTheirMemory', leak=True)\n"
        "    def mine(self, unit: Slice) -> None:\n"
        "        self.driver.scrub_slice(unit)\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as error:
        load_profile("minimal", beside=(file,))
    text = "`scrub_slice.UsersKeepTheirMemory` is a duty: leave out the assumption, UsersKeepTheirMemory"
    assert [(d.code, d.message) for d in error.value.diagnostics] == [("SEP-SPEC-033", text)]


def test_a_script_with_a_single_word_is_told_that_a_second_would_help(lockers: Model) -> None:
    script = next(e for e in lockers.examples if e.name == "puts_into_anothers")
    single = evolve(script, parameters=tuple(p for p in script.parameters if p.name != "nothing"))
    found = judge_script(lockers, single).result
    assert found.verdict is ScriptVerdict.NO_LEAK
    assert found.detail.endswith("it has one Thing only, and a second would let it tell more")


def test_a_new_life_that_finds_what_the_last_one_left_is_a_leak() -> None:
    model = load_profile("minimal", beside=(HERE / "scripts" / "name_attacks.py",))
    found = _judged(model, "a_page_is_left_behind")
    assert (found.verdict, found.by) == (ScriptVerdict.CAUGHT, ("destroy.HOLDS_PAGES",))
    assert found.attack is not None
    assert "shows what was before it" in found.attack.fall.reason


def test_a_profile_without_scripts_is_not_green(lockers: Model) -> None:
    from septum.engines.corpus.verdicts import CorpusResult

    assert CorpusResult(lockers.name, "", (), ()).verdict is Verdict.NOT_RUN
