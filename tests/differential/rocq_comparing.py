"""A model's statement in Rocq and the interpreter, asked the same; where they do not agree."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import mkdtemp

from attrs import evolve, frozen
from rocq_answers import about_constants, about_state, to_question
from rocq_batches import Batch, Question
from rocq_questions import Numbers, questions_text
from rocq_running import compiled, printed, theory

from septum.export.rocq.names import Names
from septum.export.rocq.statement import statement_files
from septum.interpreter import Instance, Machine, State, Value, attempts, sample_state
from septum.interpreter.instance import Universe, constants_of, sorts_of
from septum.spec.load import load_profile
from septum.spec.model import Model

_PARTS = (
    "which checks hold", "what could be chosen", "which checks wait", "how it ends", "the reply", "whose step it is",
    "whose life begins", "who sees no change",
)  # fmt: skip
_NEEDED = ("World.v", "Excluded.v", "Statement.v")


@frozen
class Printed:
    """A model with its printed and compiled statement."""

    model: Model
    names: Names
    folder: Path


def print_statement(model: Model, change: Callable[[str], str] | None = None) -> Printed:
    """Print and compile. `change`: something done to the text of `Statement.v`, without its ends of lines."""
    names = Names.of(model)
    folder = Path(mkdtemp(prefix="septum-statement-"))
    texts = statement_files(model, names)
    for name in _NEEDED:
        text = texts[name]
        if change is not None and name == "Statement.v":
            text = change(" ".join(text.split()))
        compiled(folder, theory(), name.removesuffix(".v"), text)
    return Printed(model, names, folder)


@cache
def printed_profile(profile: str) -> Printed:
    """A profile with its printed and compiled statement, once for all tests of a process."""
    return print_statement(load_profile(profile))


def batch(printed_model: Printed, random: Random, states: int, questions: int) -> Batch:
    """Random states and questions about a printed model."""
    return random_batch(printed_model.model, printed_model.names, random, states, questions)


def random_batch(model: Model, names: Names, random: Random, states: int, questions: int) -> Batch:
    """Random states and questions, some of the profile's assumptions made, on a random machine with two of each."""
    model = evolve(model, assumes=tuple(a for a in model.assumes if random.random() < 0.8))
    machine = Machine(model, _instance(model, random))
    found: list[State] = [sample_state(machine, random, 4096) for _ in range(states)]
    found += _start(machine)
    for state in tuple(found):
        found += [effect.state for effect in attempts(machine, random, 3, state)][-1:]
    asked = [_question(machine, found, random) for _ in range(questions)]
    return Batch(machine, names, found, asked)


def _start(machine: Machine) -> list[State]:
    try:
        return [machine.initial()]
    except ValueError:
        return []


def _instance(model: Model, random: Random) -> Instance:
    elements = {s.name: (f"{s.name}a", f"{s.name}b") for s in sorts_of(model) if s.is_uninterpreted}
    universe = Universe(model, Instance(elements))
    constants = {
        symbol.name: {
            arguments: random.choice(universe.values(symbol.codomain))
            for arguments in universe.arguments(symbol.domain)
        }
        for symbol in constants_of(model)
    }
    return Instance(elements, constants)


def _question(machine: Machine, states: list[State], random: Random) -> Question:
    """Half of the questions are about steps that can be done, where any can."""
    number = random.randrange(len(states))
    step = random.choice(machine.model.steps)
    if random.random() < 0.5:
        ways = machine.program.successors(step)(states[number]) if step in machine.active_steps else []
        if ways:
            action = machine.action(random.choice(ways)[0])
            return Question(number, step.name, action.arguments, action.choices)

    def some(variables: tuple) -> tuple[Value, ...]:
        return tuple(random.choice(machine.universe.values(v.sort)) for v in variables)

    return Question(number, step.name, some(step.parameters), some(step.choices))


def disagreements(printed_model: Printed, asked: Batch) -> list[str]:
    """Where Rocq and the interpreter do not say the same: what was asked, and both answers."""
    output = compiled(printed_model.folder, theory(), "Questions", questions_text(asked))
    (constants,), states, answers = printed(output)
    found: list[str] = []
    if constants != (expected := about_constants(asked)):
        found.append(f"the constants fit the axioms: {constants} in Rocq, {expected} by the interpreter")
    for number, (state, answer) in enumerate(zip(asked.states, states, strict=True)):
        expected = about_state(asked, state)
        names = ["it is a start", *(f"{view.name} of {viewer}" for view, viewer in asked.views())]
        found += _differences(f"state {number}", dict(enumerate(names)), answer, expected)
    for question, answer in zip(asked.questions, answers, strict=True):
        found += _differences(str(question), dict(enumerate(_PARTS)), answer, to_question(asked, question))
    return found


def _differences(what: str, parts: Mapping[int, str], answer: Numbers, expected: Numbers) -> Iterator[str]:
    for number in range(max(len(answer), len(expected))):
        one, other = (numbers[number] if number < len(numbers) else None for numbers in (answer, expected))
        if one != other:
            part = parts.get(number, "what is told and changed")
            yield f"{what}: {part}: {one} in Rocq, {other} by the interpreter"


def done(asked: Batch) -> int:
    """How many of the questions are about steps that can be done."""
    return sum(to_question(asked, question)[3] == [0] for question in asked.questions)
