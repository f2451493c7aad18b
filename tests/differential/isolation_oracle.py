"""Isolation by its definition: runs, inputs, outputs and views on a finite instance, and nothing else.

Two runs in which an observer has the same inputs give it the same outputs and views; a run without inputs for it
shows it nothing new. No invariant, no obligation and no solver occurs here.
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from septum.interpreter import Effect, Machine, State, Value, hears
from septum.spec.model import Guard, GuardKind, Outcome, Step

Who = tuple[str, str | None]
"""An observer: a principal, or an element of its sort."""


def observers(machine: Machine) -> Iterator[Who]:
    """Everybody who observes."""
    for observer in machine.model.observers:
        if observer.sort is None:
            yield observer.name, None
        else:
            for element in machine.universe.values(observer.sort):
                yield observer.name, str(element)


def heard(effect: Effect, who: Who) -> tuple[object, ...]:
    """What the observer hears: names of news with their values, not the line that tells them."""
    return tuple((n.news, n.carries) for n in hears(effect, *who))


def waits(effect: Effect) -> bool:
    """Its turn has not come, or a contract forbids it: there is no such event."""
    return effect.guard is not None and effect.guard.kind in (GuardKind.WAITS, GuardKind.DUTY)


@frozen
class Happening:
    """An event for one observer: what goes in, what comes out, and the state then."""

    received: tuple[object, ...] | None
    answer: tuple[object, ...] | None
    after: State
    effect: Effect


def happenings(machine: Machine, state: State, who: Who) -> Iterator[Happening]:
    """Every event that is possible in a state, requests that are refused included."""
    for step in machine.active_steps:
        for arguments in machine.universe.arguments([p.sort for p in step.parameters]):
            own = machine.observing.own(step.name, arguments, *who)
            for effect in machine.effects(state, step.name, arguments):
                if waits(effect):
                    continue
                if own:
                    asked = ("asked", step.name, arguments)
                    answer = (effect.outcome, effect.status, effect.returned)
                    yield Happening(asked, answer, effect.state, effect)
                elif effect.outcome is Outcome.DONE:
                    news = heard(effect, who)
                    yield Happening(("told", news) if news else None, None, effect.state, effect)


@frozen
class Interference:
    """Who learns or suffers what: the last event in each run."""

    who: Who
    what: str
    first: Effect | None
    second: Effect | None


class Explorer:
    """The reachable states of a machine from some starts, and pairs of runs through them."""

    def __init__(self, machine: Machine, starts: Iterable[State], most: int) -> None:
        self.machine = machine
        self.starts = list(dict.fromkeys(starts))
        self._most = most
        self._events: dict[tuple[State, Who], list[Happening]] = {}
        self.complete = True

    def events(self, state: State, who: Who) -> list[Happening]:
        """The events of a state, each once."""
        key = (state, who)
        if key not in self._events:
            found = {(h.received, h.answer, h.after): h for h in happenings(self.machine, state, who)}
            self._events[key] = list(found.values())
        return self._events[key]

    def interference(self, who: Who) -> Interference | None:
        """Two runs from starts that look alike to an observer, with the same inputs for it, that it tells apart."""
        same = self.machine.observing.same_view
        waiting = [(s, t) for s in self.starts for t in self.starts if same(s, t, *who)]
        known = set(waiting)
        for s, t in waiting:
            for mine, other in self._moves(s, t, who):
                after = (mine.after if mine else s, other.after if other else t)
                if mine and other and mine.answer != other.answer:
                    return Interference(who, "answer", mine.effect, other.effect)
                if not same(*after, *who):
                    return Interference(who, "view", mine and mine.effect, other and other.effect)
                if after not in known:
                    if len(known) >= self._most:
                        self.complete = False
                        continue
                    known.add(after)
                    waiting.append(after)
        return None

    def _moves(self, s: State, t: State, who: Who) -> Iterator[tuple[Happening | None, Happening | None]]:
        """One run moves without the observer, or both with the same input."""
        for one in self.events(s, who):
            if one.received is None:
                yield one, None
            else:
                for other in self.events(t, who):
                    if other.received == one.received:
                        yield one, other
        for other in self.events(t, who):
            if other.received is None:
                yield None, other

    def broken(self) -> set[str]:
        """The invariants that some reachable state breaks, as far as the limit allows."""
        found: set[str] = set()
        known = set(self.starts)
        waiting = list(known)
        for state in waiting:
            found |= {v.fact.name for v in self.machine.check(state)}
            for step in self.machine.active_steps:
                for _, after in self.machine.program.successors(step)(state):
                    if after not in known and len(known) < self._most:
                        known.add(after)
                        waiting.append(after)
        return found


def first_interference(explorer: Explorer) -> Interference | None:
    """Any interference at all."""
    for who in observers(explorer.machine):
        found = explorer.interference(who)
        if found is not None:
            return found
    return None


def place_of(step: Step, guard: Guard | None) -> int:
    """Where a step was stopped: the number of its guard, or past all of them."""
    return len(step.guards) if guard is None else step.guards.index(guard)


def values(machine: Machine, step: Step) -> Iterator[tuple[Value, ...]]:
    """All arguments of a step."""
    return machine.universe.arguments([p.sort for p in step.parameters])
