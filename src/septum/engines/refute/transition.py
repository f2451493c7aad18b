"""One moment of one run as a template: which step is taken, what it needs, what it writes, what is heard of it."""

from collections.abc import Sequence

from attrs import frozen

from septum.engines.refute.circuit import FALSE, Circuit
from septum.engines.refute.evaluate import Entries, Environment, Evaluator, Value
from septum.engines.refute.layout import Layout, shift
from septum.engines.refute.observe import bits_of, carried, heard_in, hears, is_own
from septum.engines.refute.registers import Register, Registers, tidy
from septum.engines.refute.updates import Writes, frame, writes_of
from septum.logic import Term
from septum.spec.model import GuardKind, Observer, Step


@frozen
class Heard:
    """News that may be heard: the literal that they are, and the bits that they carry.

    Whichever step tells them: two steps that tell the same cannot be told apart. `number`: of news that a step may
    tell more than once, how many it lists before.
    """

    news: str
    number: int
    literal: int
    bits: tuple[int, ...]


@frozen
class Ending:
    """An own request that is not carried out: which guard stops it. `status` None: it is impossible, unrefused."""

    step: str
    guard: str
    literal: int
    status: str | None


@frozen
class Transition:
    """The template of a moment. Literals are those of its circuit.

    `taken`: step name to the literal that it is done. `idle`: nothing is. `asked`: it is requested and not done.
    `own`: the observer's own event. `births`: the observer's life begins. `replies`: bits of what own steps return.
    `used`: sort name to the literal, for each element, that this moment names it.
    """

    circuit: Circuit
    after: Entries
    offset: int
    taken: dict[str, int]
    idle: int
    asked: dict[str, int]
    registers: tuple[Register, ...]
    bindings: dict[str, tuple[Register, ...]]
    own: int
    births: int
    heard: tuple[Heard, ...]
    endings: tuple[Ending, ...]
    replies: dict[str, tuple[int, ...]]
    used: dict[str, tuple[int, ...]]


def compile_transition(
    layout: Layout, steps: Sequence[Step], observer: Observer | None, requests: Sequence[Step] = ()
) -> Transition:
    """The template for the steps. `requests`: those of which the observer may ask in vain at the last moment."""
    circuit = layout.circuit()
    offset = layout.states - layout.constants
    circuit.variables += offset
    after = layout.shifted(offset)
    for clause in layout.well_formed_state:
        circuit.clauses.append([shift(literal, layout.constants, offset) for literal in clause])
    evaluator = Evaluator(circuit, layout.scope, layout.entries)
    registers = Registers(circuit, layout)
    taken: dict[str, int] = {}
    asked: dict[str, int] = {}
    bindings: dict[str, tuple[Register, ...]] = {}
    writes: Writes = {}
    own: list[int] = []
    births: list[int] = []
    told: dict[_Told, list[Heard]] = {}
    endings: list[Ending] = []
    replies: dict[str, tuple[int, ...]] = {}
    environments: dict[str, dict[Term, Value]] = {}
    for step in steps:
        bindings[step.name] = registers.bind(step.parameters, False) + registers.bind(step.choices, True)
        variables = (*step.parameters, *step.choices)
        environments[step.name] = {v.bare: r.value for v, r in zip(variables, bindings[step.name], strict=True)}
    for step in steps:
        environment = environments[step.name]
        chosen = taken[step.name] = circuit.fresh()
        for guard in step.guards:
            circuit.require(-chosen, evaluator.truth(guard.condition, environment))
        for at, written, value in writes_of(step.updates, evaluator, environment):
            writes.setdefault(at, []).append((chosen, written, value))
        if observer is None:
            continue
        mine = is_own(observer, step, environment)
        own.append(circuit.conjunction((chosen, mine)))
        if step.begins is not None and step.begins.sort == observer.sort:
            born = environment[step.begins.bare]
            assert not isinstance(born, int)
            births.append(circuit.conjunction((chosen, born[0])))
        if mine != FALSE and step.returns is not None:
            replies[step.name] = bits_of(evaluator.value(step.returns, environment))
        for number, tell in enumerate(step.tells):
            literal = circuit.conjunction((chosen, -mine, hears(observer, tell, evaluator, environment)))
            if literal != FALSE:
                inner = heard_in(observer, tell, evaluator, environment)
                bits = tuple(b for value in carried(tell.carries, evaluator, inner) for b in bits_of(value))
                earlier = sum(other.news == tell.news for other in step.tells[:number])
                sorts = tuple((c.value.sort.name, *(v.sort.name for v in c.bound)) for c in tell.carries)
                told.setdefault((tell.news, earlier, sorts), []).append(Heard(tell.news, earlier, literal, bits))
    for step in requests:
        assert observer is not None
        environment = environments[step.name]
        wanted = asked[step.name] = circuit.fresh()
        mine = is_own(observer, step, environment)
        circuit.require(-wanted, mine)
        own.append(wanted)
        endings.extend(_endings(step, wanted, evaluator, environment))
    idle = circuit.fresh()
    alternatives = [*taken.values(), *asked.values(), idle]
    circuit.clauses.append(alternatives)
    circuit.at_most_one(alternatives)
    frame(circuit, layout, after, writes)
    return Transition(
        circuit, after, offset, taken, idle, asked, tuple(registers.all.values()), bindings,
        circuit.disjunction(own), circuit.disjunction(births), _joined(circuit, told), tuple(endings), replies,
        tidy(circuit, registers, bindings, (taken, asked)),
    )  # fmt: skip


_Told = tuple[str, int, tuple[tuple[str, ...], ...]]
"""News, how many of the name their step tells before, and the sorts of what they carry."""


def _joined(circuit: Circuit, told: dict[_Told, list[Heard]]) -> tuple[Heard, ...]:
    """The same news of several steps as one: at most one of the steps is taken."""
    found: list[Heard] = []
    for (news, number, _), heard in told.items():
        if len(heard) == 1:
            found.append(heard[0])
            continue
        columns = zip(*(one.bits for one in heard), strict=True)
        bits = tuple(
            circuit.disjunction(
                [circuit.conjunction((one.literal, bit)) for one, bit in zip(heard, column, strict=True)]
            )
            for column in columns
        )
        found.append(Heard(news, number, circuit.disjunction([one.literal for one in heard]), bits))
    return tuple(found)


def _endings(step: Step, wanted: int, evaluator: Evaluator, environment: Environment) -> list[Ending]:
    """The ways in which the request ends unfulfilled; where it only waits, or a duty stops it, it does not end."""
    circuit = evaluator.circuit
    found: list[Ending] = []
    before = [wanted]
    for guard in step.guards:
        admitted = evaluator.truth(guard.condition, environment)
        stops = admitted
        if guard.choice is not None:
            options = evaluator.assignments((guard.choice,), environment)
            stops = circuit.disjunction([evaluator.truth(guard.condition, inner) for inner in options])
        if guard.kind not in (GuardKind.WAITS, GuardKind.DUTY):
            literal = circuit.conjunction((*before, -stops))
            if literal != FALSE:
                found.append(Ending(step.name, guard.identifier, literal, guard.status))
        before.append(admitted)
    circuit.require(-wanted, *(ending.literal for ending in found))
    return found
