"""What a weakened model has lost, and so which of its actions are new."""

from collections.abc import Mapping

from attrs import field, frozen

from septum.engines.refute.hints import Hints
from septum.interpreter.instance import Instance
from septum.interpreter.machine import Machine
from septum.logic import Symbol, Term
from septum.logic.walk import symbols
from septum.spec.model import Fact, Home, Model, Step, droppable


@frozen(eq=False)
class Loss:
    """`model` is `original` less what `names` name.

    `conditions`: of each step that the loss touches, by its place in the model, the conditions that no longer stop it;
    none where it is new altogether, or tells less. `contents`: the symbols that are content.
    `facts_about`: for each step, the invariants of `original` that read what it writes.
    """

    model: Model
    original: Model
    names: frozenset[str]
    conditions: Mapping[int, tuple[Term, ...]]

    contents: frozenset[Symbol]
    facts_about: tuple[tuple[Fact, ...], ...]
    _machines: list[Machine] = field(init=False, factory=list[Machine])

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps that it touches."""
        return tuple(self.conditions)

    def machine(self, instance: Instance) -> Machine:
        """The model on an instance, made once: a second search near the same example finds its code compiled.

        Raises ValueError where the instance does not fit the model.
        """
        machine = next((m for m in self._machines if m.instance == instance), None)
        if machine is None:
            machine = Machine(self.model, instance)
            self._machines.append(machine)
        return machine


def loss_between(model: Model, original: Model) -> Loss:
    """The loss that makes `model` of `original`."""
    gone = set(original.assumes) - set(model.assumes)
    names = set(droppable(original)) - set(droppable(model)) | gone
    before = {step.name: step for step in original.active_steps()}
    now = {step.name for step in model.active_steps()}
    conditions: dict[int, tuple[Term, ...]] = {}
    for number, step in enumerate(model.steps):
        whole = before.get(step.name)
        if step.name not in now or whole is step:
            continue
        missing = () if whole is None else _missing(step, whole)
        told = whole is not None and len(step.tells) == len(whole.tells) and step.updates == whole.updates
        if missing or not told:
            conditions[number] = missing if told else ()
    contents = frozenset(d.symbol for d in model.symbols if d.home is Home.CONTENT)
    read = [(fact, symbols(fact.body.bare)) for fact in original.invariants]
    about = tuple(tuple(fact for fact, found in read if not found.isdisjoint(step.writes)) for step in model.steps)
    return Loss(model, original, frozenset(names), conditions, contents, about)


def sought(loss: Loss, hints: Hints) -> tuple[tuple[Fact, ...], bool]:
    """What hints send a search for: the facts that break on the way, and whether something falls without."""
    names = {failing.entry for failing in hints.failing if failing.clause == "o_inv"}
    clauses = {failing.clause for failing in hints.failing}
    return tuple(f for f in loss.original.invariants if f.name in names), bool(clauses - {"o_inv", "o_init"})


def _missing(step: Step, whole: Step) -> tuple[Term, ...]:
    kept = {(guard.identifier, guard.condition) for guard in step.guards}
    return tuple(g.condition for g in whole.guards if (g.identifier, g.condition) not in kept)
