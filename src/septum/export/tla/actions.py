"""Steps as actions. What is refused changes nothing; a step that cannot happen is not enabled."""

from collections.abc import Sequence

from attrs import frozen

from septum.export.tla.expressions import SIMPLE, Expressions, Scope, broken, enclosed, hang, indented
from septum.logic import build
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Term
from septum.logic.walk import substitute
from septum.spec.model import Guard, GuardKind, Model, Step, Update

_REFUSED = "UNCHANGED vars"


@frozen(eq=False)
class Actions:
    """Writes the actions of a model."""

    model: Model
    expressions: Expressions

    def action(self, step: Step) -> list[str]:
        """The definition of a step's action, with what it is for."""
        names = self.expressions.names
        scope = names.bind(step.parameters, {})
        head = self.called(step, scope)
        said = [line.strip() for line in step.doc.split("\n\n")[0].splitlines() if line.strip()]
        by = f"by {step.by}, " if step.by else ""
        comment = [*said, f"{step.kind} {by}{step.span.short}"]
        return [*(f"\\* {line}" for line in comment), f"{head} ==", *indented(self._from(step, 0, scope), 2)]

    def called(self, step: Step, scope: Scope) -> str:
        """An action with its arguments."""
        arguments = ", ".join(scope[p.bare] for p in step.parameters)
        name = self.expressions.names.step(step)
        return f"{name}({arguments})" if arguments else name

    def happens(self, step: Step) -> str:
        """The action for some arguments."""
        scope = self.expressions.names.bind(step.parameters, {})
        called = self.called(step, scope)
        return f"\\E {self.expressions.bounds(step.parameters, scope)} : {called}" if step.parameters else called

    def _from(self, step: Step, position: int, scope: Scope) -> list[str]:
        """The step from one of its guards on."""
        items: list[list[str]] = []
        for number, guard in enumerate(step.guards[position:], position):
            if guard.kind is GuardKind.CHOOSE:
                items.append(self._chosen(step, number, guard, scope))
            elif guard.status is not None:
                items.append(self._refusal(step, number, guard, scope))
            else:
                items.append(self.expressions.lines(guard.condition, scope))
                continue
            return _joined(items)
        return _joined([*items, *self._effect(step, scope)])

    def _refusal(self, step: Step, number: int, guard: Guard, scope: Scope) -> list[str]:
        refused = build.negate(guard.condition)
        return self._either(refused, guard, scope, self._from(step, number + 1, scope))

    def _chosen(self, step: Step, number: int, guard: Guard, scope: Scope) -> list[str]:
        choice = guard.choice
        assert choice is not None
        inner = self.expressions.names.bind([choice], scope)
        head = f"\\E {self.expressions.bounds([choice], inner)} :"
        rest = self._from(step, number + 1, inner)
        condition = hang("/\\ ", self.expressions.lines(guard.condition, inner))
        body = [*condition, *(rest if rest[0].startswith("/\\ ") else hang("/\\ ", rest))]
        lines = [head, *indented(body, 2)]
        if guard.status is None:
            return lines
        return self._either(build.negate(build.exists([choice.bare], guard.condition)), guard, scope, lines)

    def _either(self, refused: Term, guard: Guard, scope: Scope, otherwise: Sequence[str]) -> list[str]:
        lines = hang("IF ", self.expressions.lines(refused, scope))
        why = f": {' '.join(guard.why.split())}" if guard.why else ""
        lines.append(f"THEN {_REFUSED}  \\* {guard.status}{why}")
        if otherwise[0].startswith("IF "):
            return [*lines, f"ELSE {otherwise[0]}", *otherwise[1:]]
        return [*lines, *hang("ELSE ", otherwise)]

    def _effect(self, step: Step, scope: Scope) -> list[list[str]]:
        """What every variable is afterwards."""
        items: list[list[str]] = []
        same: list[str] = []
        for declared in self.model.symbols:
            if declared.symbol.rigid:
                continue
            updates = [update for update in step.updates if update.symbol == declared.symbol]
            name = self.expressions.names.symbol(declared.symbol)
            if updates:
                items.append(hang(f"{name}' = ", self._updated(declared.symbol, updates, scope)))
            else:
                same.append(name)
        if same:
            items.append(broken(f"UNCHANGED <<{', '.join(same)}>>", " " * 13))
        return items

    def _updated(self, symbol: Symbol, updates: Sequence[Update], scope: Scope) -> list[str]:
        name = self.expressions.names.symbol(symbol)
        if symbol.domain and all(not u.bound and u.condition == TRUE for u in updates):
            return [f"[{name} EXCEPT {', '.join(self._entry(update, scope) for update in updates)}]"]
        places = _places(symbol, updates)
        value = build.apply(symbol, places)
        for update in updates:
            value = _overwritten(update, places, value)
        inner = self.expressions.names.bind(places, scope)
        body = self.expressions.lines(value, inner)
        if not places:
            return body if value.operator in SIMPLE else enclosed(body)
        head = f"[{self.expressions.bounds(places, inner)} |->"
        return [f"{head} {body[0]}]"] if len(body) == 1 else [head, *indented([*body[:-1], f"{body[-1]}]"], 3)]

    def _entry(self, update: Update, scope: Scope) -> str:
        at = ", ".join(self.expressions.flat(index, scope) for index in update.at)
        return f"![{at}] = {self.expressions.operand(update.value, scope)}"


def _places(symbol: Symbol, updates: Sequence[Update]) -> tuple[Term, ...]:
    """Variables for the arguments of a symbol, called as in the first update that binds one there."""
    places: list[Term] = []
    for number, sort in enumerate(symbol.domain):
        bound = [u.at[number] for u in updates if u.at[number].bare in {v.bare for v in u.bound}]
        name = bound[0].name if bound else sort.name.lower()
        # The mark keeps it apart from the step's own variables; no name in the file has it.
        places.append(build.variable(f"{name}#{number}", sort))
    return tuple(places)


def _overwritten(update: Update, places: Sequence[Term], old: Term) -> Term:
    values: dict[Term, Term] = {}
    for index, place in zip(update.at, places, strict=True):
        if index.bare in {v.bare for v in update.bound}:
            values[index.bare] = place
    conditions = [build.equal(place, substitute(index, values)) for index, place in zip(update.at, places, strict=True)]
    condition = build.conjunction(*conditions, substitute(update.condition, values))
    new = substitute(update.value, values)
    return new if condition == TRUE else old if condition == FALSE else build.conditional(condition, new, old)


def _joined(items: list[list[str]]) -> list[str]:
    return items[0] if len(items) == 1 else [line for item in items for line in hang("/\\ ", item)]
