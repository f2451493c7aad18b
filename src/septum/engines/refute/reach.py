"""Examples as tasks for the search: can it find the run that an example tells, or another with the same steps?

The steps that an example says are done are fixed, by name and order; their arguments are free, but for the last one's,
which the example says, with the value that it returns. The instance is the example's: its parameters, and no others.
So the search must find its way through the same program with its own encoding of states, guards and updates, and end
where the example does. What the example says in between (refusals, values) is the interpreter's to check.
"""

from collections.abc import Mapping, Sequence

from septum.engines.refute.evaluate import Evaluator, Value
from septum.engines.refute.hints import Budget
from septum.engines.refute.idle import without_idle_guards
from septum.engines.refute.naming import Names
from septum.engines.refute.play import NotReplayedError, play
from septum.engines.refute.prepare import Prepared, prepare_unpinned
from septum.engines.refute.registers import Register
from septum.engines.refute.scope import Scope
from septum.engines.refute.skeleton import Skeleton, read_entries
from septum.engines.refute.template import Unrolling
from septum.engines.refute.unroll import Run
from septum.interpreter.effects import Effect
from septum.logic import BOOLEAN, Operator, Term
from septum.logic.terms import make
from septum.logic.walk import symbols
from septum.smt.sat import SatAnswer, SatSolver
from septum.spec.model import Example, ExampleCall, ExampleFact, Model, Outcome, Step, without


def reach(model: Model, example: Example, budget: Budget | None = None) -> tuple[Effect, ...] | None:
    """A run with the steps of the example that ends as the example does, played by the interpreter; None if none is.

    `budget`: its conflicts. Raises KeyError where `example.without` names nothing, NotReplayedError where the solver's
    run is none for the interpreter: an internal error.
    """
    budget = budget or Budget()
    weak = without_idle_guards(without(model, *example.without) if example.without else model)
    calls = [c for c in example.script if isinstance(c, ExampleCall) and c.expected is Outcome.DONE]
    names = _names(weak, example)
    prepared = prepare_unpinned(weak, Scope({sort: len(elements) for sort, elements in names.elements.items()}))
    steps = [weak.step(call.step) for call in calls]
    if any(step not in weak.active_steps() for step in steps):
        return None
    with SatSolver() as solver:
        run = _run(prepared, solver, steps)
        _require_facts(prepared, solver, run, example)
        _require_last(prepared, solver, run, example, calls, steps)
        if solver.solve((), budget.conflicts) is not SatAnswer.SATISFIABLE:
            return None
        skeleton = Skeleton(
            prepared.scope,
            read_entries(prepared.layout.rigid, solver.holds),
            (run.read_initial(solver.holds),),
            (run.read_actions(solver.holds, steps),),
        )
    game = play(weak, skeleton, names)
    effects = tuple(played.effect for played in game.runs[0] if played is not None)
    if [effect.step for effect in effects] != [step.name for step in steps]:
        raise NotReplayedError("other steps were taken than asked for")
    wanted = calls[-1].result if calls else None
    if wanted is not None:
        parameters = {p.bare: p.name for p in example.parameters}
        if effects[-1].returned != game.machine.evaluate(effects[-1].state, wanted, parameters):
            raise NotReplayedError(f"{effects[-1].step} returns {effects[-1].returned}")
    return effects


def _names(model: Model, example: Example) -> Names:
    """Elements under the example's own names; a sort of which it has none has one."""
    elements: dict[str, tuple[str, ...]] = {}
    for sort in model.sorts:
        if sort.is_uninterpreted:
            elements[sort.name] = tuple(p.name for p in example.parameters if p.sort == sort) or (sort.name.lower(),)
    return Names(elements, elements)


def _run(prepared: Prepared, solver: SatSolver, steps: Sequence[Step]) -> Run:
    """A run in which these steps are done one after the other."""
    unrolling = Unrolling(solver, prepared.layout.constants)
    solver.add(prepared.layout.well_formed_rigid)
    different = tuple({step.name: step for step in steps}.values())
    run = Run(unrolling, prepared.layout, prepared.transition(different, None))
    run.begin(prepared.start)
    for step in steps:
        table = run.extend()
        solver.add([[table[run.transition.taken[step.name]]]])
    return run


def _parameters(prepared: Prepared, example: Example) -> dict[Term, Value]:
    """Each parameter is the element of its own number among those of its sort."""
    evaluator = Evaluator(prepared.layout.circuit(), prepared.scope, prepared.layout.entries)
    counts: dict[str, int] = {}
    found: dict[Term, Value] = {}
    for parameter in example.parameters:
        index = counts.get(parameter.sort.name, 0)
        counts[parameter.sort.name] = index + 1
        found[parameter.bare] = evaluator.constant(parameter.sort, index)
    return found


def _require_facts(prepared: Prepared, solver: SatSolver, run: Run, example: Example) -> None:
    """What the example says of constants alone chooses the instance."""
    parameters = _parameters(prepared, example)
    rigid = set(prepared.layout.rigid)
    for line in example.script:
        if isinstance(line, ExampleFact) and symbols(line.condition.bare) <= rigid:
            _require(prepared, run, 0, line.condition, parameters)


def _require(prepared: Prepared, run: Run, moment: int, term: Term, environment: Mapping[Term, Value]) -> None:
    circuit = prepared.layout.circuit()
    evaluator = Evaluator(circuit, prepared.scope, prepared.layout.entries)
    circuit.require(evaluator.truth(term, environment))
    run.unrolling.place(circuit, run.bound(moment))


def _require_last(
    prepared: Prepared,
    solver: SatSolver,
    run: Run,
    example: Example,
    calls: Sequence[ExampleCall],
    steps: Sequence[Step],
) -> None:
    """The last step that is done has the arguments that the example gives it, and returns what the example says."""
    if not calls:
        return
    parameters = _parameters(prepared, example)
    evaluator = Evaluator(prepared.layout.circuit(), prepared.scope, prepared.layout.entries)
    call, step, table = calls[-1], steps[-1], run.tables[-1]
    registers = run.transition.bindings[step.name]
    for register, term in zip(registers, call.arguments, strict=False):
        value = evaluator.value(term, parameters)
        for mine, wanted in zip(_literals(register), (value,) if isinstance(value, int) else value, strict=True):
            # An argument is made of parameters and members: its literals are constants.
            solver.add([[table[mine] if wanted > 0 else -table[mine]]])
    if call.result is None or step.returns is None:
        return
    circuit = prepared.layout.circuit()
    ports: dict[int, int] = {}

    def port(literal: int) -> int:
        """The literal of the moment in this circuit."""
        if abs(literal) <= prepared.layout.constants:
            return literal
        if abs(literal) not in ports:
            ports[abs(literal)] = circuit.fresh()
        return ports[abs(literal)] if literal > 0 else -ports[abs(literal)]

    environment: dict[Term, Value] = dict(parameters)
    for variable, register in zip((*step.parameters, *step.choices), registers, strict=True):
        value = register.value
        environment[variable.bare] = port(value) if isinstance(value, int) else tuple(map(port, value))
    same = make(Operator.EQUAL, BOOLEAN, (step.returns.bare, call.result.bare))
    circuit.require(Evaluator(circuit, prepared.scope, prepared.layout.entries).truth(same, environment))
    bound = [(variable, table[literal]) for literal, variable in ports.items()]
    run.unrolling.place(circuit, [*run.bound(len(steps) - 1), *bound])


def _literals(register: Register) -> tuple[int, ...]:
    value = register.value
    return (value,) if isinstance(value, int) else value
