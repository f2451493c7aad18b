"""The minimal profile's runs play; on a small one the size of a deployment is no trouble."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from septum.interpreter import Entry, ExampleVerdict, Instance, Machine, play_example, replay
from septum.interpreter.instance import sorts_of
from septum.interpreter.traces import ReplayVerdict
from septum.spec.load import load_profile
from septum.spec.model import Model, Outcome

_GUESTS, _PAGES = 7, 512


@pytest.fixture(scope="module")
def minimal() -> Model:
    return load_profile("minimal")


def test_every_run_of_the_profile_plays_and_breaks_nothing_unless_it_is_an_attack(minimal: Model) -> None:
    assert minimal.examples
    for example in minimal.examples:
        result = play_example(minimal, example)
        assert result.verdict is ExampleVerdict.PLAYS, f"{example.name}: {result.failure}"
        assert example.without or not result.broken, example.name
        assert result.trace is not None


def test_a_trace_of_a_run_replays(minimal: Model) -> None:
    result = play_example(minimal, next(e for e in minimal.examples if not e.without))
    assert result.trace is not None
    assert replay(Machine(minimal, result.trace.instance), result.trace).verdict is ReplayVerdict.SAME


@pytest.fixture(scope="module")
def small() -> Model:
    return load_profile(str(Path(__file__).parents[1] / "models" / "small" / "small.py"))


def _machine(model: Model) -> Machine:
    sizes = {"Guest": _GUESTS, "Cpu": _GUESTS, "Page": _PAGES, "Frame": _PAGES, "Gfn": _PAGES // _GUESTS + 1, "Word": 2}
    names = [s.name for s in sorts_of(model) if s.is_uninterpreted]
    return Machine(model, Instance({n: tuple(f"{n.lower()}{i}" for i in range(sizes.get(n, 1))) for n in names}))


def _lifecycle() -> Iterator[tuple[str, tuple[str | frozenset[str], ...]]]:
    pages = [(f"guest{n % _GUESTS}", f"gfn{n // _GUESTS}", f"page{n}", f"frame{n}") for n in range(_PAGES)]
    yield from (("create", (f"guest{n}",)) for n in range(_GUESTS))
    for guest, gfn, page, frame in pages:
        yield "scrub", (frame,)
        yield "lend", (guest, page, frame)
        yield "map_page", (guest, gfn, page, frozenset({"READ", "WRITE"}))
    for n in range(_GUESTS):
        yield "start", (f"guest{n}",)
        yield "dispatch", (f"cpu{n}", f"guest{n}")
    for guest, gfn, page, _ in pages:
        yield "fill_tlb", (f"cpu{guest[5:]}", guest, gfn, page, "WRITE")
        yield "store", (f"cpu{guest[5:]}", guest, gfn, page, "word1")
    for guest, gfn, page, _ in pages[:256]:
        yield "unmap_page", (guest, gfn, page)
        yield "invalidate", (page,)
        yield "take_back", (page,)


def test_three_thousand_steps_of_a_deployment_are_checked_one_by_one(small: Model) -> None:
    machine = _machine(small)
    state, count = machine.initial(), 0
    for step, arguments in _lifecycle():
        effect = machine.perform(state, step, arguments)
        assert effect.outcome is Outcome.DONE, (step, arguments, effect.guard)
        assert not machine.check_changed(effect.state, effect.changed)
        state, count = effect.state, count + 1
    assert count > 3000
    assert not machine.check(state)


def test_a_failure_among_thousands_of_frames_is_found_from_what_changed(small: Model) -> None:
    machine = _machine(small)
    state = machine.initial()
    for _, (step, arguments) in zip(range(900), _lifecycle(), strict=False):
        state = machine.perform(state, step, arguments).state
    frame = machine.read(state, "Memory.backing", "page100")
    broken = machine.changed(state, {"Memory.backing": {("page101",): frame}})
    found = machine.check_changed(broken, [Entry("Memory.backing", ("page101",), "frame101", frame)])
    assert found and set(found) == set(machine.check(broken))
    elsewhere = Entry("Memory.backing", ("page400",), "frame0", "frame0")
    assert not machine.check_changed(broken, [elsewhere]), "only what the entry can touch is looked at"
