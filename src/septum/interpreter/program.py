"""The generated Python of a model on an instance: each function is written and compiled when it is first needed."""

from collections.abc import Callable, Mapping
from functools import lru_cache as remembered
from types import CodeType
from typing import Any

from attrs import evolve

from septum.interpreter import facts, steps
from septum.interpreter.expressions import Writer
from septum.interpreter.facts import Occurrence
from septum.interpreter.layout import Layout
from septum.interpreter.values import changed_dense
from septum.logic import Symbol, Term
from septum.logic.terms import TRUE
from septum.spec.model import Fact, Guard, Model, Step, View

Function = Callable[..., Any]


class Program:
    """The functions of a model; `sources` are the texts of those that were needed so far, by name."""

    def __init__(self, model: Model, layout: Layout, constants: Mapping[str, Any]) -> None:
        self._model = model
        self._layout = layout
        self._writer = Writer(layout, constants)
        self._globals: dict[str, Any] = {slot.name: constants[slot.symbol.name] for slot in layout.constant_slots} | {
            "changed_dense": changed_dense
        }
        self._functions: dict[object, Function] = {}
        self.sources: dict[str, str] = {}
        self.guards: dict[str, tuple[Guard, ...]] = {s.name: steps.active_guards(model, s) for s in model.steps}
        self._numbers = {step.name: number for number, step in enumerate(model.steps)}

    def attempt(self, step: Step) -> Function:
        """See `steps.attempt`."""
        return self._function(
            ("attempt", step.name), lambda name: steps.attempt(self._writer, name, step, self.guards[step.name])
        )

    def attempt_without(self, step: Step, number: int) -> Function:
        """The same where one of the guards holds whatever is so, or a choice admits everything."""
        guards = self.guards[step.name]
        loose = tuple(evolve(g, condition=TRUE) if n == number else g for n, g in enumerate(guards))
        return self.attempt_under(step, loose)

    def attempt_under(self, step: Step, guards: tuple[Guard, ...]) -> Function:
        """The same under other guards."""
        return self._function(
            ("attempt", step.name, guards), lambda name: steps.attempt(self._writer, name, step, guards)
        )

    def observed(self, step: Step) -> Function:
        """See `steps.observed`."""
        return self._function(("observed", step.name), lambda name: steps.observed(self._writer, name, step))

    def successors(self, step: Step) -> Function:
        """See `steps.successors`. The number of the step is its place in the model."""
        number = self._numbers[step.name]
        return self._function(
            ("successors", step.name),
            lambda name: steps.successors(self._writer, name, step, self.guards[step.name], number),
        )

    def violations(self, fact: Fact) -> Function:
        """See `facts.violations`."""
        return self._function(
            ("violations", fact.name, id(fact)), lambda name: facts.violations(self._writer, name, fact)
        )

    def fails(self, fact: Fact) -> Function:
        """See `facts.fails`."""
        return self._function(("fails", fact.name, id(fact)), lambda name: facts.fails(self._writer, name, fact))

    def touched(self, fact: Fact, symbol: Symbol) -> tuple[Function, ...]:
        """The functions `(state, *key)` that together find every failure that a change of one entry can cause."""

        def one(occurrence: Occurrence) -> Callable[[str], str]:
            return lambda name: facts.violations_of(self._writer, name, fact, occurrence)

        found = [o for o in facts.occurrences(fact) if o.symbol == symbol]
        return tuple(self._function(("touched", fact.name, id(fact), o), one(o)) for o in found)

    def seen(self, view: View) -> Function:
        """See `facts.seen`."""
        return self._function(("seen", view.name), lambda name: facts.seen(self._writer, name, view))

    def value(self, term: Term, variables: tuple[Term, ...]) -> Function:
        """See `facts.value`."""
        return self._function(
            ("value", term.bare, variables), lambda name: facts.value(self._writer, name, term, variables)
        )

    def _function(self, key: tuple[object, ...], write: Callable[[str], str]) -> Function:
        found = self._functions.get(key)
        if found is None:
            what = "".join(c if c.isascii() and c.isalnum() else "_" for c in str(key[1]))
            name = f"{key[0]}_{what}"
            while name in self.sources:
                name += "_"
            text = write(name)
            self.sources[name] = text
            namespace = self._globals
            exec(_compiled(text, f"<{self._model.name}: {name}>"), namespace)
            found = self._functions[key] = namespace[name]
        return found


@remembered(maxsize=4_096)
def _compiled(text: str, place: str) -> CodeType:
    """What Python makes of a text: the same for most functions of a model on instances that are alike."""
    return compile(text, place, "exec")
