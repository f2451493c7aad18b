"""The second reader of the exported document runs its steps as the interpreter does, in random states."""

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from document_running import Ended, Running, Tables
from exported import Document, Record
from hypothesis import given, settings
from hypothesis import strategies as st
from rocq_answers import without_conditions
from rocq_batches import Batch, Question
from rocq_comparing import random_batch

from septum.export.document import document_of
from septum.export.rocq.names import Names
from septum.interpreter import MASKED, Machine, State
from septum.spec.load import load_profile
from septum.spec.model import Model

_ROOT = Path(__file__).resolve().parents[2]
_UNIT = _ROOT / "tests" / "unit" / "models"
_PROFILES = [*sorted(map(str, _UNIT.glob("*.py"))), *sorted(map(str, (_ROOT / "examples").glob("*.py"))), "minimal"]
_SEEDS = st.integers(0, 2**32 - 1)
_load = cache(load_profile)


def _document(model: Model) -> Document:
    return Document(json.loads(json.dumps(document_of(model))))


def _asked(profile: str, seed: int, states: int = 4, questions: int = 60) -> Batch:
    model = _load(profile)
    return random_batch(model, Names.of(model), Random(seed), states, questions)


def _tables(machine: Machine, state: State) -> Tables:
    return {
        symbol.name: {
            places: machine.read(state, symbol.name, *places) for places in machine.universe.arguments(symbol.domain)
        }
        for symbol in (declared.symbol for declared in machine.model.symbols)
    }


def _disagreements(document: Document, asked: Batch) -> Iterator[str]:
    machine = asked.machine
    steps = {step["name"]: step for step in document["steps"]}
    running = [Running(document, machine.instance.elements, _tables(machine, state)) for state in asked.states]
    for question in asked.questions:
        yield from _differences(running[question.state], steps[question.step], asked, question)
    for state, run in zip(asked.states, running, strict=True):
        for observer, viewer in asked.observers():
            entries = machine.observing.view(state, observer.name, viewer)
            expected = {place: None if values == MASKED else values for place, values in entries.items()}
            if run.seen(observer.name, viewer) != expected:
                yield f"what {viewer or observer.name} sees"


def _differences(run: Running, step: Record, asked: Batch, question: Question) -> Iterator[str]:
    machine, state = asked.machine, asked.states[question.state]
    declared = machine.model.step(question.step)
    values = run.given(step, question.arguments, question.choices)
    effect = machine.perform(state, declared.name, question.arguments, question.choices)
    guard = effect.guard.identifier if effect.guard is not None else None
    ended = Ended(str(effect.outcome), guard, effect.status)
    if run.ending(step, values) != ended:
        yield f"{question}: {run.ending(step, values)} by the document, {ended} by the interpreter"
    numbers = machine.universe.encode_all([p.sort for p in declared.parameters], question.arguments)
    chosen = machine.universe.encode_all([c.sort for c in declared.choices], question.choices)
    after, _ = machine.program.attempt_under(declared, without_conditions(declared))(state, chosen, *numbers)
    if run.after(step, values) != _tables(machine, after):
        yield f"{question}: the state afterwards"
    returned, told = machine.observing.told(declared, state, chosen, numbers)
    if run.reply(step, values) != returned:
        yield f"{question}: {run.reply(step, values)} returned by the document, {returned} by the interpreter"
    if run.told(step, values) != {(n.identifier, n.principal, n.recipient, *n.carries) for n in told}:
        yield f"{question}: the news"


@pytest.mark.parametrize("profile", _PROFILES)
def test_the_steps_of_a_document_do_what_the_interpreter_does(profile: str) -> None:
    large = len(_load(profile).steps) > 20

    @settings(max_examples=1 if large else 2)
    @given(_SEEDS)
    def agree(seed: int) -> None:
        asked = _asked(profile, seed, 1, 30) if large else _asked(profile, seed)
        assert list(_disagreements(_document(asked.model), asked)) == []

    agree()


def _with_another_order(steps: dict[str, Record]) -> str:
    steps["give"]["guards"].reverse()
    return "give"


def _without_an_update(steps: dict[str, Record]) -> str:
    del steps["wipe"]["updates"][0]
    return "wipe"


def _with_another_value(steps: dict[str, Record]) -> str:
    steps["take_back"]["updates"][0]["value"] = steps["wipe"]["updates"][0]["value"]
    return "take_back"


def _without_news(steps: dict[str, Record]) -> str:
    del steps["hand_over"]["tells"][0]
    return "hand_over"


def _without_a_status(steps: dict[str, Record]) -> str:
    steps["wipe"]["guards"][0]["status"] = None
    return "wipe"


@pytest.mark.parametrize(
    "change", [_with_another_order, _without_an_update, _with_another_value, _without_news, _without_a_status]
)
def test_a_document_that_says_something_else_does_something_else(change: Callable[[dict[str, Record]], str]) -> None:
    asked = _asked(str(_UNIT / "desks.py"), 0, states=8, questions=200)
    document = _document(asked.model)
    name = change({step["name"]: step for step in document["steps"]})
    assert any(said.startswith(f"{name}(") for said in _disagreements(document, asked))
