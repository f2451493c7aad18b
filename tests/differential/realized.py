"""A countermodel of an obligation as concrete steps of the interpreter, and whether they show what it says."""

from isolation_oracle import Who, heard, place_of

from septum.interpreter import Effect, Instance, Machine, State, Value
from septum.logic import Sort, Symbol, Term
from septum.logic.build import variable
from septum.obligations.lower import membership
from septum.obligations.obligation import Obligation
from septum.smt.query import Structure
from septum.spec.model import Home, Model, Outcome, Step


class Realized:
    """The instance, the two states and the events that a countermodel describes."""

    def __init__(self, model: Model, obligation: Obligation, structure: Structure) -> None:
        self._structure = structure
        self._obligation = obligation
        elements = {
            s.name: tuple(f"{s.name}{i}" for i in range(structure.elements.get(s.name, 1)))
            for s in model.sorts
            if s.is_uninterpreted
        }
        self._elements = elements
        constants = {d.symbol.name: self._table(d.symbol, "") for d in model.symbols if d.home is Home.CONSTANT}
        self.machine = Machine(model, Instance(elements, constants))
        changing = [d.symbol for d in model.symbols if d.home is not Home.CONSTANT]
        self.first: State = self.machine.state_of({s.name: self._table(s, "s") for s in changing})
        self.second: State = self.machine.state_of({s.name: self._table(s, "t") for s in changing})

    def _value(self, sort: Sort, number: int | bool) -> Value:
        if sort.is_boolean:
            return bool(number)
        return sort.members[number] if sort.is_enumeration else self._elements[sort.name][number]

    def _table(self, symbol: Symbol, tag: str) -> dict[tuple[Value, ...], Value]:
        table = self._structure.functions.get((symbol.name, tag), {})
        return {
            tuple(self._value(s, n) for s, n in zip(symbol.domain, place, strict=True)): self._value(
                symbol.codomain, result
            )
            for place, result in table.items()
        }

    def constant(self, name: str, sort: Sort) -> Value:
        """The value of a constant; sets are told by their members."""
        if sort.element is not None:
            table = self._structure.functions.get((membership(name, sort).name, ""), {})
            return frozenset(m for i, m in enumerate(sort.element.members) if table.get((i,)) is True)
        return self._value(sort, self._structure.constants.get(f"{name}:{sort.name}", 0))

    def _values(self, variables: tuple[Term, ...], suffix: str) -> tuple[Value, ...]:
        return tuple(self.constant(v.name + suffix, v.sort) for v in variables)

    def effect(self, step: Step, state: State, tag: str, shared: bool) -> Effect:
        """What comes of a step with the countermodel's arguments and choices."""
        arguments = self._values(step.parameters, "~" if shared else f"~{tag}")
        return self.machine.perform(state, step.name, arguments, self._values(step.choices, f"~{tag}"))

    def viewer(self, step: Step | None, shared: bool) -> Who:
        """The observer: the one who asks, or anybody."""
        name = self._obligation.observer
        assert name is not None
        sort = next(o.sort for o in self.machine.model.observers if o.name == name)
        if sort is None:
            return name, None
        if shared and step is not None and step.actor.parameter is not None:
            return name, str(self.constant(f"{step.actor.parameter.name}~", sort))
        observer = variable("~observer", sort)
        return name, str(self.constant(observer.name, sort))


def shows(model: Model, obligation: Obligation, structure: Structure) -> bool:
    """Do the concrete steps break what the obligation protects, from states in which all invariants hold?"""
    real = Realized(model, obligation, structure)
    machine, clause, target = real.machine, obligation.clause, obligation.target
    steps = {s.name: s for s in model.steps}
    if clause == "o_init":
        broken = {v.fact.name for v in machine.check(real.first)}
        return not machine.check(real.first, model.initially) and target in broken
    if clause == "o_start":
        assert not machine.check(real.first, model.initially) and not machine.check(real.second, model.initially)
        return target in _differing(machine, real.first, real.second, real.viewer(None, False))
    assert obligation.step is not None
    step = steps[obligation.step]
    assert not machine.check(real.first)
    if clause in ("o_inv", "o_write"):
        effect = real.effect(step, real.first, "s", True)
        # A single event's choices carry its state's tag, its arguments none.
        if effect.outcome is not Outcome.DONE:
            return False
        if clause == "o_inv":
            return target in {v.fact.name for v in machine.check(effect.state)}
        who = real.viewer(step, False)
        return (
            not machine.observing.own(step.name, effect.arguments, *who)
            and not heard(effect, who)
            and target in _differing(machine, real.first, effect.state, who)
        )
    assert not machine.check(real.second)
    shared = clause in ("o_own", "o_reply", "o_status")
    one = real.effect(step, real.first, "s", shared)
    two = real.effect(steps[obligation.other_step or obligation.step], real.second, "t", shared)
    who = real.viewer(step, shared)
    if clause != "o_birth" and not machine.observing.same_view(real.first, real.second, *who):
        return False
    if shared and not machine.observing.own(step.name, one.arguments, *who):
        return False
    if clause == "o_status":
        number = place_of(step, two.guard)
        stopped = two.guard is not None and two.guard.identifier == f"{step.name}.{target}"
        return stopped and place_of(step, one.guard) > number
    if one.outcome is not Outcome.DONE or two.outcome is not Outcome.DONE:
        return False
    if clause == "o_reply":
        return one.returned != two.returned
    if clause == "o_birth":
        born = all(machine.observing.begins(e.step, e.arguments, *who) for e in (one, two))
        return born and target in _differing(machine, one.state, two.state, who)
    if clause == "o_told":
        own = any(machine.observing.own(e.step, e.arguments, *who) for e in (one, two))
        same = heard(one, who) == heard(two, who) != ()
        return not own and same and target in _differing(machine, one.state, two.state, who)
    assert clause == "o_own"
    return target in _differing(machine, one.state, two.state, who)


def _differing(machine: Machine, first: State, second: State, who: Who) -> set[str]:
    return {str(key[0]) for key in machine.observing.differences(first, second, *who)}
