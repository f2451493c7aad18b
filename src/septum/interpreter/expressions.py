"""Terms as Python expressions over numbers."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from septum.interpreter.layout import Layout, Slot
from septum.interpreter.literals import Literal, alternatives
from septum.interpreter.plans import Loop, Plan, make_plan
from septum.logic import Operator, Sort, Term

Scope: TypeAlias = Mapping[Term, str]
"""The Python name of every variable that is bound, by the bare variable."""


class Writer:
    """Writes terms about the state `""` as Python. Elements are numbers, truth values are `bool`.

    The text names the slots of the state and the constants; `constants` are values that it may spell out.
    """

    def __init__(self, layout: Layout, constants: Mapping[str, Any]) -> None:
        self.layout = layout
        self._constants = constants

    def slot(self, term: Term) -> Slot:
        """The slot of an application. Raises ValueError for a symbol or a state that the model does not have."""
        assert term.symbol is not None
        slot = self.layout.slots.get(term.symbol)
        if slot is None:
            raise ValueError(f"the model has no symbol `{term.symbol.name}`")
        if term.state:
            raise ValueError(f"`{term}` speaks of the state `{term.state}`: only the present state can be computed")
        return slot

    def expression(self, term: Term, scope: Scope) -> str:
        """The expression for a term. Raises ValueError for a free variable that `scope` does not have."""
        match term.operator:
            case Operator.TRUE:
                return "True"
            case Operator.FALSE:
                return "False"
            case Operator.VARIABLE:
                return self._variable(term, scope)
            case Operator.MEMBER:
                return str(term.sort.members.index(term.name))
            case Operator.APPLY:
                return self._application(term, scope)
            case Operator.EQUAL:
                left, right = (self.expression(a, scope) for a in term.arguments)
                return f"({left} == {right})"
            case Operator.NOT:
                return self.literal(Literal(term.arguments[0], False), scope)
            case Operator.AND | Operator.OR:
                return self._joined(term, scope)
            case Operator.IMPLIES:
                premise, conclusion = (self.expression(a, scope) for a in term.arguments)
                return f"(not {premise} or {conclusion})"
            case Operator.IF:
                condition, first, second = (self.expression(a, scope) for a in term.arguments)
                return f"({first} if {condition} else {second})"
            case Operator.EXISTS:
                return self._some(term, Literal(term.arguments[0], True), scope)
            case Operator.FORALL:
                return f"(not {self._some(term, Literal(term.arguments[0], False), scope)})"
            case Operator.CONTAINS:
                collection, element = (self.expression(a, scope) for a in term.arguments)
                return f"(({collection} >> {element} & 1) == 1)"
            case Operator.SET:
                members = [f"1 << {self.expression(a, scope)}" for a in term.arguments]
                return f"({' | '.join(members)})" if members else "0"

    def key(self, slot: Slot, arguments: tuple[Term, ...], scope: Scope) -> str:
        """The expression for the place of an entry."""
        texts = [self.expression(a, scope) for a in arguments]
        if slot.is_relation:
            return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"
        index = ""
        for size, text in zip(slot.sizes, texts, strict=True):
            index = f"({index}) * {size} + {text}" if index else text
        return index or "0"

    def range_of(self, sort: Sort) -> str:
        """What a loop over all values of a sort runs over."""
        return "(False, True)" if sort.is_boolean else f"range({self.layout.universe.size(sort)})"

    def literal(self, literal: Literal, scope: Scope) -> str:
        """The expression for a term or its negation."""
        term = literal.term
        if literal.positive:
            return self.expression(term, scope)
        match term.operator:
            case Operator.NOT:
                return self.expression(term.arguments[0], scope)
            case Operator.APPLY if self.slot(term).sizes:
                slot = self.slot(term)
                return f"({self.key(slot, term.arguments, scope)} not in {slot.name})"
            case Operator.EQUAL:
                left, right = (self.expression(a, scope) for a in term.arguments)
                return f"({left} != {right})"
            case Operator.FORALL:
                return self._some(term, Literal(term.arguments[0], False), scope)
            case _:
                return f"(not {self.expression(term, scope)})"

    def _variable(self, term: Term, scope: Scope) -> str:
        name = scope.get(term.bare)
        if name is None:
            raise ValueError(f"the variable `{term.name}` stands for nothing")
        return name

    def _application(self, term: Term, scope: Scope) -> str:
        slot = self.slot(term)
        if not slot.sizes and slot.place is None:
            value = self._constants[slot.symbol.name]
            return str(() in value if slot.is_relation else value[0])
        key = self.key(slot, term.arguments, scope)
        return f"({key} in {slot.name})" if slot.is_relation else f"{slot.name}[{key}]"

    def _joined(self, term: Term, scope: Scope) -> str:
        if not term.arguments:
            return str(term.operator is Operator.AND)
        return f"({f' {term.operator} '.join(self.expression(a, scope) for a in term.arguments)})"

    def _some(self, term: Term, body: Literal, scope: Scope) -> str:
        """Is there a value of the bound variables for which the literal holds?"""
        texts = [some(make_plan(self, term.bound, (part,), scope, witness=True)) for part in alternatives(body)]
        return texts[0] if len(texts) == 1 else f"({' or '.join(texts)})"


def some(plan: Plan) -> str:
    """An expression that says whether a plan finds anything."""
    clauses = list(plan.clauses)
    tests: list[str] = []
    while clauses and isinstance(clauses[0], str):
        tests.append(str(clauses.pop(0)))
    while clauses and isinstance(clauses[-1], Loop) and clauses[-1].single:
        clauses.pop()
    if len(clauses) == 1 and isinstance(clauses[0], Loop):
        tests.append(f"bool({clauses[0].source})")
    elif clauses:
        tests.append(f"any(True {comprehension(clauses)})")
    if not tests:
        return "True"
    return tests[0] if len(tests) == 1 else f"({' and '.join(tests)})"


def comprehension(clauses: "list[Loop | str] | tuple[Loop | str, ...]") -> str:
    """The clauses as the tail of a comprehension."""
    return " ".join(
        f"for {c.target} in {f'({c.source},)' if c.single else c.source}" if isinstance(c, Loop) else f"if {c}"
        for c in clauses
    )
