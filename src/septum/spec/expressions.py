"""Expressions of the language: from Python's syntax to typed terms, every part with its span."""

import ast
from collections.abc import Mapping, Sequence

from attrs import frozen

from septum.diagnostics import Mark, Span, did_you_mean
from septum.logic import build
from septum.logic.sorts import BOOLEAN, Sort, set_of
from septum.logic.terms import FALSE, TRUE, Operator, Term, make
from septum.spec.declarations import Kind
from septum.spec.model import Carried, StateSymbol
from septum.spec.names import Names
from septum.spec.outside import not_in_the_language
from septum.spec.problems import Problems, indefinite
from septum.spec.scope import DECORATORS, UNKNOWN, ConcernTable, Method, Scope, decorator_names
from septum.spec.source import SourceFile


@frozen
class Noted:
    """Where a path leads nowhere, which has been noted."""


NOTED = Noted()
Target = ConcernTable | StateSymbol | Method | Noted
DEEPEST = 100
"""How deep expressions may be nested, definitions written out."""
LARGEST = 5_000
"""How many parts an expression may have, definitions written out."""


def without_doc(body: list[ast.stmt]) -> list[ast.stmt]:
    """A body less its docstring."""
    first = body[0] if body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return body[1:]
    return body


class Expressions:
    """Resolves expressions against the names of the files and the concerns of a profile."""

    def __init__(self, names: Names, concerns: Mapping[str, ConcernTable], problems: Problems) -> None:
        self._names = names
        self.concerns = concerns
        self.problems = problems
        self._depth = 0
        self._broken: set[ast.FunctionDef] = set()

    # -- places

    def file(self, scope: Scope) -> SourceFile:
        """The file whose text is being read."""
        return scope.concern.declared.source

    def span(self, node: ast.AST, scope: Scope) -> Span:
        """Where a node stands."""
        return self.file(scope).spans.of(node)

    def wrong(self, code: str, node: ast.AST, scope: Scope, message: str, cure: str | None = None) -> Term:
        """Note a mistake and go on with a term that causes no further ones."""
        span = self.span(node, scope)
        self.problems.add(code, span, message, (Mark(span),), cure)
        return build.variable("?", UNKNOWN, span)

    def sort(self, node: ast.expr, scope: Scope) -> Sort:
        """The sort that an expression names."""
        return self._names.sort(self.file(scope), node) or UNKNOWN

    def parameters(self, node: ast.FunctionDef, scope: Scope) -> tuple[Term, ...]:
        """The parameters of a method after `self`, as variables."""
        arguments = node.args
        others = [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
        others += [*arguments.posonlyargs, *arguments.kwonlyargs]
        if others or arguments.defaults:
            self.wrong("013", node, scope, f"`{node.name}` takes plain parameters only")
        if not arguments.args or arguments.args[0].arg != "self":
            self.wrong("013", node, scope, f"`{node.name}` needs `self` as its first parameter")
        found: list[Term] = []
        for argument in arguments.args[1:]:
            if argument.annotation is None:
                self.wrong("013", argument, scope, f"parameter `{argument.arg}` needs a sort")
                found.append(build.variable(argument.arg, UNKNOWN, self.span(argument, scope)))
                continue
            sort = self.sort(argument.annotation, scope)
            found.append(build.variable(argument.arg, sort, self.span(argument, scope)))
        found.extend(build.variable(a.arg, UNKNOWN, self.span(a, scope)) for a in others)
        return tuple(found)

    # -- paths

    def target(self, node: ast.expr, scope: Scope) -> Target | None:
        """What `self.memory.holds` leads to; NOTED where a part of it is unknown, None where it is no such path."""
        if isinstance(node, ast.Name):
            return scope.concern if node.id == "self" else None
        if not isinstance(node, ast.Attribute):
            return None
        owner = self.target(node.value, scope)
        if isinstance(owner, Noted):
            return NOTED
        if not isinstance(owner, ConcernTable):
            return None
        name = node.attr
        if name in owner.symbols:
            return owner.symbols[name]
        if name in owner.includes:
            return self.concerns.get(owner.includes[name], NOTED)
        if name in owner.methods:
            return Method(owner, owner.methods[name])
        span = self.span(node, scope)
        span = Span(span.file, span.end_line, span.end_column - len(name), span.end_line, span.end_column)
        known = did_you_mean(name, owner.members())
        self.problems.add("002", span, f"no `{name}` in {owner.declared.name}{known}", ())
        return NOTED

    # -- expressions

    def typed(self, node: ast.expr, scope: Scope, sort: Sort) -> Term:
        """An expression of that sort; `set()` is the empty set of any."""
        match node:
            case ast.Call(func=ast.Name(id="set"), args=[], keywords=[]) if sort.is_set:
                return build.set_literal(sort, (), self.span(node, scope))
            case _:
                term = self.expression(node, scope)
        return self.check(term, sort, node, scope)

    def check(self, term: Term, sort: Sort, node: ast.expr, scope: Scope) -> Term:
        """Note it where a term is of another sort."""
        if UNKNOWN not in (term.sort, sort) and term.sort != sort:
            text = f"this is {_called(term.sort)}, where {_called(sort)} is expected"
            return self.wrong("010", node, scope, text)
        return term

    def boolean(self, node: ast.expr, scope: Scope) -> Term:
        """A truth value."""
        return self.typed(node, scope, BOOLEAN)

    def expression(self, node: ast.expr, scope: Scope) -> Term:
        """Any expression."""
        if self._depth >= DEEPEST:
            return self.wrong("001", node, scope, f"this is nested more than {DEEPEST} deep, definitions written out")
        self._depth += 1
        try:
            term = self._expression(node, scope)
        finally:
            self._depth -= 1
        if term.size > LARGEST:
            return self.wrong("001", node, scope, f"this has more than {LARGEST:,} parts, definitions written out")
        return term

    def _expression(self, node: ast.expr, scope: Scope) -> Term:
        span = self.span(node, scope)
        match node:
            case ast.Constant(value=bool(value)):
                return (TRUE if value else FALSE).at(span)
            case ast.Name(id=name):
                return self._name(node, name, scope)
            case ast.Attribute():
                return self._attribute(node, scope)
            case ast.BoolOp():
                operator = Operator.AND if isinstance(node.op, ast.And) else Operator.OR
                parts = tuple(self.boolean(value, scope) for value in node.values)
                return make(operator, BOOLEAN, parts, span=span)
            case ast.UnaryOp(op=ast.Not()):
                return make(Operator.NOT, BOOLEAN, (self.boolean(node.operand, scope),), span=span)
            case ast.Compare(ops=[operation], comparators=[right]):
                return self._compare(node, operation, right, scope)
            case ast.Compare():
                return self.wrong("003", node, scope, "two things are compared at a time: a == b and b == c")
            case ast.IfExp():
                condition = self.boolean(node.test, scope)
                first = self.expression(node.body, scope)
                second = self.typed(node.orelse, scope, first.sort)
                return make(Operator.IF, first.sort, (condition, first, second), span=span)
            case ast.Call():
                return self._call(node, scope)
            case ast.Set():
                elements = [self.expression(e, scope) for e in node.elts]
                for element, written in zip(elements[1:], node.elts[1:], strict=True):
                    self.check(element, elements[0].sort, written, scope)
                if elements[0].sort == UNKNOWN:
                    return elements[0]
                if not elements[0].sort.is_enumeration:
                    return self.wrong("010", node, scope, "a set lists members of an enumeration")
                return build.set_literal(set_of(elements[0].sort), elements, span)
            case ast.Subscript():
                return self.wrong("003", node, scope, "a slice stands in any(…), in an update or in news only")
            case _:
                return self.wrong("003", node, scope, not_in_the_language(node, "this expression"))

    def _name(self, node: ast.expr, name: str, scope: Scope) -> Term:
        if name in scope.values:
            term = scope.values[name]
            return term.at(self.span(node, scope)) if term.operator is Operator.VARIABLE else term
        declared = self._names.lookup(self.file(scope).name, name)
        if declared is not None:
            return self.wrong("010", node, scope, f"`{name}` is {indefinite(declared.kind)}, where a value is expected")
        span = self.span(node, scope)
        self.problems.unknown(span, name, scope.values)
        return build.variable("?", UNKNOWN, span)

    def _attribute(self, node: ast.Attribute, scope: Scope) -> Term:
        span = self.span(node, scope)
        if isinstance(node.value, ast.Name):
            declared = self._names.lookup(self.file(scope).name, node.value.id)
            if declared is not None and declared.kind is Kind.ENUMERATION and declared.sort is not None:
                if node.attr in declared.sort.members:
                    return build.member(declared.sort, node.attr, span)
                near = did_you_mean(node.attr, declared.sort.members)
                self.problems.add("002", span, f"no `{node.attr}` in {declared.name}{near}", ())
                return build.variable("?", UNKNOWN, span)
        match self.target(node, scope):
            case Noted():
                return build.variable("?", UNKNOWN, span)
            case StateSymbol(symbol=symbol) if not symbol.domain:
                return build.apply(symbol, (), span=span)
            case StateSymbol(symbol=symbol):
                written = f"self.{node.attr}({', '.join(sort.name.lower() for sort in symbol.domain)})"
                return self.wrong("010", node, scope, f"`{node.attr}` is read by calling it: `{written}`")
            case Method():
                return self.wrong("010", node, scope, f"`{node.attr}` is used by calling it")
            case ConcernTable():
                return self.wrong("010", node, scope, f"`{node.attr}` is a concern, where a value is expected")
            case None:
                return self.wrong("010", node, scope, f"nothing has an attribute `{node.attr}` here")

    def _compare(self, node: ast.Compare, operation: ast.cmpop, right: ast.expr, scope: Scope) -> Term:
        span = self.span(node, scope)
        first = self.expression(node.left, scope)
        match operation:
            case ast.Eq() | ast.NotEq():
                second = self.typed(right, scope, first.sort)
                term = make(Operator.EQUAL, BOOLEAN, (first, second), span=span)
            case ast.In() | ast.NotIn():
                second = self.expression(right, scope)
                if UNKNOWN not in (first.sort, second.sort) and second.sort != set_of(first.sort):
                    text = f"{_called(first.sort)} is no element of {_called(second.sort)}"
                    return self.wrong("010", node, scope, text)
                term = make(Operator.CONTAINS, BOOLEAN, (second, first), span=span)
            case _:
                return self.wrong("003", node, scope, "only ==, != and in compare: sorts have no order")
        if isinstance(operation, ast.NotEq | ast.NotIn):
            return make(Operator.NOT, BOOLEAN, (term,), span=span)
        return term

    def _call(self, node: ast.Call, scope: Scope) -> Term:
        if isinstance(node.func, ast.Name):
            match node.func.id:
                case "implies":
                    return self._implies(node, scope)
                case "any" | "all":
                    return self._quantifier(node, scope)
                case name:
                    return self.wrong("003", node, scope, f"`{name}` is not a word that stands in an expression")
        target = self.target(node.func, scope)
        if node.keywords:
            return self.wrong("003", node, scope, "arguments are given by position")
        match target:
            case StateSymbol():
                return self._application(node, target, scope)
            case Method():
                return self._definition(node, target, scope)
            case Noted():
                return build.variable("?", UNKNOWN, self.span(node, scope))
            case _:
                return self.wrong("003", node, scope, "this is no symbol and no definition")

    def _implies(self, node: ast.Call, scope: Scope) -> Term:
        if len(node.args) != 2 or node.keywords:
            return self.wrong("011", node, scope, "`implies` takes a premise and a conclusion")
        parts = tuple(self.boolean(argument, scope) for argument in node.args)
        return make(Operator.IMPLIES, BOOLEAN, parts, span=self.span(node, scope))

    def _application(self, node: ast.Call, target: StateSymbol, scope: Scope) -> Term:
        symbol = target.symbol
        if len(node.args) != len(symbol.domain):
            return self.count(node, scope, _short(symbol.name), len(symbol.domain), target.span)
        arguments = [self.typed(a, scope, sort) for a, sort in zip(node.args, symbol.domain, strict=True)]
        return build.apply(symbol, arguments, span=self.span(node, scope))

    def count(self, node: ast.expr, scope: Scope, name: str, wanted: int, declared: Span) -> Term:
        """Note that `name` was given the wrong number of arguments."""
        span = self.span(node, scope)
        given = len(node.args) if isinstance(node, ast.Call) else len(indices(node))
        self.problems.add(
            "011",
            span,
            f"`{name}` takes {wanted} argument{'s' if wanted != 1 else ''}, not {given}",
            (Mark(declared, "declared here", primary=False), Mark(span, f"{given} given")),
        )
        return build.variable("?", UNKNOWN, span)

    def check_definition(self, table: ConcernTable, node: ast.FunctionDef) -> None:
        """Read a definition by itself, so that its mistakes are noted even where nobody uses it."""
        if node in self._broken:
            return
        before = len(self.problems.found)
        scope = Scope(table, {}, definitions=(node,))
        parameters = self.parameters(node, scope)
        self._body(node, scope.bind({p.name: p for p in parameters}))
        if len(self.problems.found) > before:
            self._broken.add(node)

    def _body(self, node: ast.FunctionDef, scope: Scope) -> Term:
        """What a definition stands for."""
        body = without_doc(node.body)
        if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
            return self.wrong("003", node, scope, f"`{node.name}` is no definition: one `return` is expected")
        result = self.expression(body[0].value, scope)
        if node.returns is not None:
            self.check(result, self.sort(node.returns, scope), body[0].value, scope)
        return result

    def _definition(self, node: ast.Call, method: Method, scope: Scope) -> Term:
        if method.node.decorator_list:
            kind = decorator_names(method.node)[0]
            if kind not in DECORATORS:
                return build.variable("?", UNKNOWN, self.span(node, scope))
            return self.wrong("003", node, scope, f"`{method.node.name}` is {indefinite(kind)}, not a definition")
        if method.node in scope.definitions:
            return self.wrong("008", node, scope, by_itself(method.node, scope))
        if method.node in self._broken:
            return build.variable("?", UNKNOWN, self.span(node, scope))
        inner = Scope(method.concern, {}, scope.taken, (*scope.definitions, method.node))
        parameters = self.parameters(method.node, inner)
        if len(node.args) != len(parameters):
            place = self.span(method.node, inner)
            return self.count(node, scope, method.node.name, len(parameters), place)
        before = len(self.problems.found)
        arguments = [self.typed(a, scope, p.sort) for a, p in zip(node.args, parameters, strict=True)]
        if len(self.problems.found) > before:
            return build.variable("?", UNKNOWN, self.span(node, scope))
        inner = inner.bind({p.name: a for p, a in zip(parameters, arguments, strict=True)})
        result = self._body(method.node, inner)
        if len(self.problems.found) > before:
            self._broken.add(method.node)
        return result.at(self.span(node, scope))

    def _quantifier(self, node: ast.Call, scope: Scope) -> Term:
        word = node.func.id if isinstance(node.func, ast.Name) else ""
        if len(node.args) != 1 or node.keywords:
            return self.wrong("011", node, scope, f"`{word}` takes one argument: {word}(… for x in Sort)")
        operator = Operator.EXISTS if word == "any" else Operator.FORALL
        span = self.span(node, scope)
        argument = node.args[0]
        if isinstance(argument, ast.Subscript):
            carried = self.slice(argument, scope)
            if carried.value.sort == UNKNOWN:
                return carried.value
            self.check(carried.value, BOOLEAN, argument, scope)
            if not carried.bound:
                return carried.value
            return make(operator, BOOLEAN, (carried.value,), bound=carried.bound, span=span)
        if not isinstance(argument, ast.GeneratorExp):
            return self.wrong("003", node, scope, f"{word}(… for x in Sort) or {word}(relation[:, x]) is expected")
        inner, bound, conditions = self.generators(argument.generators, scope)
        body = self.boolean(argument.elt, inner)
        if conditions:
            joined = conditions[0] if len(conditions) == 1 else make(Operator.AND, BOOLEAN, tuple(conditions))
            if operator is Operator.EXISTS:
                body = make(Operator.AND, BOOLEAN, (*conditions, body), span=body.span)
            else:
                body = make(Operator.IMPLIES, BOOLEAN, (joined, body), span=body.span)
        return make(operator, BOOLEAN, (body,), bound=bound, span=span)

    def generators(
        self, generators: Sequence[ast.comprehension], scope: Scope
    ) -> tuple[Scope, tuple[Term, ...], list[Term]]:
        """The variables of `for x in Sort if …`, the scope with them, and the conditions."""
        bound: list[Term] = []
        conditions: list[Term] = []
        for generator in generators:
            if not isinstance(generator.target, ast.Name) or generator.is_async:
                self.wrong("003", generator.target, scope, "one name is expected")
                continue
            collection = self._collection(generator.iter, scope)
            sort = collection.sort.element if collection is not None and collection.sort.element else None
            if sort is None:
                sort = UNKNOWN if collection is not None else self.sort(generator.iter, scope)
            name = generator.target.id
            variable = build.variable(scope.fresh(name), sort, self.span(generator.target, scope))
            scope = scope.bind({name: variable})
            bound.append(variable.bare)
            if collection is not None and sort != UNKNOWN:
                conditions.append(
                    make(Operator.CONTAINS, BOOLEAN, (collection, variable), span=self.span(generator.iter, scope))
                )
            conditions.extend(self.boolean(condition, scope) for condition in generator.ifs)
        return scope, tuple(bound), conditions

    def _collection(self, node: ast.expr, scope: Scope) -> Term | None:
        if isinstance(node, ast.Name) and node.id in scope.values and scope.values[node.id].sort.is_set:
            return scope.values[node.id]
        return None

    def slice(self, node: ast.Subscript, scope: Scope) -> Carried:
        """`relation[:, x]`: the application with a fresh variable for each colon, and those variables."""
        target = self.target(node.value, scope)
        if isinstance(target, Noted):
            return Carried(build.variable("?", UNKNOWN, self.span(node, scope)))
        if not isinstance(target, StateSymbol):
            return Carried(self.wrong("003", node, scope, "a relation or a map is expected before `[`"))
        symbol = target.symbol
        written = indices(node)
        if len(written) != len(symbol.domain):
            return Carried(self.count(node, scope, _short(symbol.name), len(symbol.domain), target.span))
        arguments: list[Term] = []
        bound: list[Term] = []
        for index, sort in zip(written, symbol.domain, strict=True):
            if isinstance(index, ast.Slice):
                if index.lower or index.upper or index.step:
                    self.wrong("003", index, scope, "a colon stands alone: sorts have no order")
                variable = build.variable(scope.fresh(sort.name[0].lower() + sort.name[1:]), sort)
                scope = scope.bind({f" {len(bound)}": variable})
                bound.append(variable)
                arguments.append(variable)
            else:
                arguments.append(self.typed(index, scope, sort))
        return Carried(build.apply(symbol, arguments, span=self.span(node, scope)), tuple(bound))


def is_definition(node: ast.FunctionDef) -> bool:
    """Is a method without decorator a definition, and no procedure of an example?"""
    return bool(node.body) and isinstance(node.body[-1], ast.Return)


def _called(sort: Sort) -> str:
    return "a truth value" if sort.is_boolean else indefinite(sort.name)


def by_itself(node: ast.FunctionDef, scope: Scope) -> str:
    """How a definition or a procedure that is being written out comes back to itself."""
    circle = [*scope.definitions[scope.definitions.index(node) :], node]
    if len(circle) == 2:
        return f"`{node.name}` is defined by itself"
    return f"`{node.name}` is defined by itself: {' → '.join(step.name for step in circle)}"


def indices(node: ast.expr) -> list[ast.expr]:
    """The indices of `relation[a, :, b]`."""
    if not isinstance(node, ast.Subscript):
        return []
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def _short(name: str) -> str:
    return name.rsplit(".", 1)[-1]
