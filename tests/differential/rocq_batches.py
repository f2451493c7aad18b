"""What is asked of Rocq and of the interpreter: states of a machine, and steps that are tried in them."""

from collections.abc import Sequence

from attrs import define, field, frozen

from septum.export.rocq.names import Names
from septum.export.rocq.running import Run
from septum.export.rocq.running.instance import Finite
from septum.interpreter import Machine, State, Value
from septum.spec.model import Model, Observer, View


@frozen
class Question:
    """What would this step do in that state (by number), if its checks were or were not as they are?"""

    state: int
    step: str
    arguments: tuple[Value, ...]
    choices: tuple[Value, ...]

    def __str__(self) -> str:
        chosen = f" choosing {', '.join(map(str, self.choices))}" if self.choices else ""
        return f"{self.step}({', '.join(map(str, self.arguments))}){chosen} in state {self.state}"


@define(eq=False)
class Batch:
    """States of a machine, and questions about them."""

    machine: Machine
    names: Names
    states: Sequence[State]
    questions: Sequence[Question]
    finite: Finite = field(init=False)

    def __attrs_post_init__(self) -> None:
        instance = self.machine.instance
        run = Run("questions", instance.elements, instance.constants, {}, ())
        self.finite = Finite(self.machine.model, self.names, run)

    @property
    def model(self) -> Model:
        """The model asked about."""
        return self.machine.model

    def observers(self) -> list[tuple[Observer, str | None]]:
        """All who observe."""
        found: list[tuple[Observer, str | None]] = []
        for observer in self.model.observers:
            if observer.sort is None:
                found.append((observer, None))
            else:
                found += [(observer, str(v)) for v in self.machine.universe.values(observer.sort)]
        return found

    def views(self) -> list[tuple[View, str | None]]:
        """All that is seen, by whom."""
        return [
            (view, viewer)
            for observer, viewer in self.observers()
            for view in self.model.views
            if view.principal == observer.name
        ]
