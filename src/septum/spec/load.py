"""Loading a profile: files, names, concerns, steps, checks; all mistakes at once."""

import ast
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import define, evolve, field

from septum.diagnostics import InputError, Mark, Span
from septum.logic.sorts import Sort
from septum.logic.terms import Term
from septum.spec.concerns import declare, read_fact, read_views
from septum.spec.declarations import Kind
from septum.spec.examples import ExampleReader
from septum.spec.expressions import Expressions, is_definition
from septum.spec.fragment import check_fragment
from septum.spec.model import (
    Actor,
    Assumption,
    Concern,
    Example,
    Fact,
    FactKind,
    Model,
    Observer,
    StateSymbol,
    Step,
    StepKind,
    View,
)
from septum.spec.names import BUILT_IN_PRINCIPALS, Names
from septum.spec.problems import Problems, indefinite
from septum.spec.profiles import Header, read_assumption, read_header
from septum.spec.properties import read_property
from septum.spec.register import check_register
from septum.spec.scope import UNKNOWN, ConcernTable, Scope, decorator_names
from septum.spec.source import locate
from septum.spec.steps import StepBody, StepDraft, check_telling


def load_profile(profile: str, overrides: Mapping[str, str] | None = None, beside: Sequence[Path] = ()) -> Model:
    """The model of a profile.

    `profile` is the name of one that comes with septum (`minimal`) or the path of a file with one. `overrides` maps
    names of files, as spans have them, to texts that are read instead. `beside`: files whose concerns, with all that
    they import, are put into the profile; it then makes the assumptions that they bring along as well. Raises
    InputError with every mistake found.
    """
    problems = Problems()
    path = locate(profile)
    names = Names(problems, overrides or {}, path)
    try:
        return _Loader(names, problems).load(path, beside)
    except RecursionError:
        problems.add("001", problems.reading or Span(str(path), 1, 1), "this is nested too deeply")
        raise InputError(problems.found, problems.sources) from None


@define(eq=False)
class _StepSource:
    """A step's own text, before its body is read."""

    draft: StepDraft
    node: ast.FunctionDef
    table: ConcernTable
    parameters: tuple[Term, ...]
    options: dict[str, str]


@define(eq=False)
class _Loader:
    names: Names
    problems: Problems
    tables: dict[str, ConcernTable] = field(factory=dict[str, ConcernTable])
    symbols: dict[str, StateSymbol] = field(factory=dict[str, StateSymbol])
    steps: dict[str, _StepSource] = field(factory=dict[str, _StepSource])

    def load(self, path: Path, beside: Sequence[Path]) -> Model:
        file = self.names.read(path)
        self.problems.raise_if_any()
        assert file is not None
        header = read_header(file, self.names, self.problems)
        self.problems.raise_if_any()
        if beside:
            header = self._extended(header, beside)
        included = frozenset(concern.name for concern in header.includes)
        for concern in header.includes:
            self.tables[concern.name] = declare(concern, included, self.names, self.problems)
        for table in self.tables.values():
            for symbol in table.symbols.values():
                self.symbols[symbol.symbol.name] = symbol
        expressions = Expressions(self.names, self.tables, self.problems)
        self._definitions(expressions)
        steps = self._steps(expressions, frozenset(a.name for a in header.assumes))
        facts = self._facts(expressions)
        views = self._views(expressions)
        reader = ExampleReader(expressions, self.names, {step.name: step for step in steps})
        examples = self._examples(reader, "example")
        witnesses = self._examples(reader, "witness")
        workloads = self._examples(reader, "workload")
        for table, node in self._undecorated():
            if not is_definition(node):
                reader.check_procedure(node, table)
        properties = tuple(read_property(declared, self.problems) for declared in header.properties)
        assumptions = self._assumptions(header)
        if not self.problems.found:  # a step that cannot be read may be the one that an assumption is for
            check_register(assumptions, header.assumed_at, steps, self.problems)
        self._check_unique(facts, views, (*examples, *workloads))
        check_fragment(self.symbols.values(), facts, steps, self.problems)
        self.problems.raise_if_any()
        return Model(
            name=header.name,
            title=header.title,
            span=header.span,
            sorts=self._sorts(steps, facts),
            sort_docs={n: d.doc for n, d in sorted(self.names.declared.items()) if d.sort is not None},
            principals=self._principals(),
            symbols=tuple(self.symbols.values()),
            steps=steps,
            views=views,
            initially=_of(facts, FactKind.INITIALLY),
            invariants=tuple(f for f in facts if f.kind in (FactKind.INVARIANT, FactKind.ALWAYS)),
            axioms=_of(facts, FactKind.AXIOM),
            examples=examples,
            witnesses=witnesses,
            workloads=workloads,
            statuses=self._spans(Kind.STATUS),
            news=self._spans(Kind.NEWS),
            assumptions=assumptions,
            assumes=tuple(a.name for a in header.assumes),
            observers=tuple(Observer(o.name, o.sort) for o in header.observers),
            properties=properties,
            concerns=tuple(
                Concern(t.declared.name, t.declared.doc, t.declared.span, tuple(t.includes.values()))
                for t in self.tables.values()
            ),
            not_covered=header.not_covered,
            sources=self.problems.sources,
        )

    def _extended(self, header: Header, beside: Sequence[Path]) -> Header:
        """The header with the concerns of other files, and with the assumptions that come with them."""
        known = frozenset(self.names.declared)
        for path in beside:
            self.names.read(path)
        self.problems.raise_if_any()
        declared = self.names.declared.values()
        concerns = tuple(d for d in declared if d.kind is Kind.CONCERN and d not in header.includes)
        assumed = tuple(d for d in declared if d.kind is Kind.ASSUMPTION and d.name not in known)
        return evolve(
            header,
            includes=(*header.includes, *concerns),
            assumes=(*header.assumes, *assumed),
            assumed_at={**header.assumed_at, **{d.name: d.span for d in assumed}},
        )

    def _methods(self, *decorators: str) -> Iterable[tuple[ConcernTable, ast.FunctionDef]]:
        for table in self.tables.values():
            for node in table.methods.values():
                if node.decorator_list and decorator_names(node)[0] in decorators:
                    self.problems.reading = table.declared.source.spans.of(node)
                    yield table, node

    def _undecorated(self) -> Iterable[tuple[ConcernTable, ast.FunctionDef]]:
        for table in self.tables.values():
            for node in table.methods.values():
                if not node.decorator_list:
                    self.problems.reading = table.declared.source.spans.of(node)
                    yield table, node

    def _definitions(self, expressions: Expressions) -> None:
        for table, node in self._undecorated():
            if is_definition(node):
                expressions.check_definition(table, node)

    # -- steps

    def _steps(self, expressions: Expressions, assumes: frozenset[str]) -> tuple[Step, ...]:
        for table, node in self._methods("capability", "step"):
            source = self._step_source(table, node, expressions)
            earlier = self.steps.get(node.name)
            if earlier is not None:
                self._twice("step", node.name, earlier.draft.span, source.draft.span)
                continue
            self.steps[node.name] = source
            scope = Scope(table, {}).bind({p.name: p for p in source.parameters})
            StepBody(source.draft, node, scope, expressions, self.names, self.symbols, assumes).read(own=True)
        for table, node in self._methods("joins"):
            self._join(table, node, expressions, assumes)
        for source in self.steps.values():
            check_telling(source.draft, self.symbols, expressions)
        return tuple(self._assembled(source) for source in self.steps.values())

    def _step_source(self, table: ConcernTable, node: ast.FunctionDef, expressions: Expressions) -> _StepSource:
        scope = Scope(table, {})
        kind = StepKind(decorator_names(node)[0])
        parameters = expressions.parameters(node, scope)
        span = expressions.span(node, scope)
        draft = StepDraft(node.name, kind, span)
        returns = node.returns
        if returns is None:
            expressions.wrong("013", node, scope, f"`{node.name}` needs `-> Status`, `-> None` or a sort")
            draft.answers, draft.returns_sort = True, UNKNOWN
        elif not (isinstance(returns, ast.Constant) and returns.value is None):
            draft.answers = True
            if not (isinstance(returns, ast.Name) and returns.id == "Status"):
                draft.returns_sort = expressions.sort(returns, scope)
        options = self._options(node, kind, parameters, scope, expressions)
        return _StepSource(draft, node, table, parameters, options)

    def _options(
        self,
        node: ast.FunctionDef,
        kind: StepKind,
        parameters: tuple[Term, ...],
        scope: Scope,
        expressions: Expressions,
    ) -> dict[str, str]:
        decorator = node.decorator_list[0]
        allowed = ("by", "begins") if kind is StepKind.CAPABILITY else ("by", "for_", "unless")
        options: dict[str, str] = {}
        own = {p.name: p.sort for p in parameters}
        for keyword in decorator.keywords if isinstance(decorator, ast.Call) else []:
            span = expressions.span(keyword, scope)
            match keyword.value:
                case ast.Name(id=name) if keyword.arg in ("by", "unless"):
                    wanted = Kind.PRINCIPAL if keyword.arg == "by" else Kind.ASSUMPTION
                    declared = self.names.find(expressions.file(scope), keyword.value, wanted)
                    if keyword.arg == "by" and declared is not None and declared.sort is not None:
                        text = f"there are many of {name}: name the parameter of the one who acts"
                        self.problems.add("014", span, text, None, f'by="{name.lower()}"')
                case ast.Constant(value=str(name)) if keyword.arg in ("by", "for_", "begins"):
                    if name not in own:
                        self.problems.unknown(expressions.span(keyword.value, scope), name, own, "parameter")
                    else:
                        self._is_principal(span, name, own[name])
                case _:
                    name = "?"
                    self.problems.add("014", span, f"`{ast.unparse(keyword)}` does not belong to @{kind}")
            if keyword.arg not in allowed:
                self.problems.add("014", span, f"@{kind} takes {', '.join(f'{a}=' for a in allowed)}")
            options[keyword.arg or "?"] = name
        if "by" not in options:
            self.problems.add("014", expressions.span(decorator, scope), f"`{node.name}` does not say by whom: by=")
        return options

    def _is_principal(self, span: Span, name: str, sort: Sort) -> None:
        declared = self.names.declared.get(sort.name)
        if sort != UNKNOWN and (declared is None or declared.kind is not Kind.PRINCIPAL):
            text = f"`{name}` is {indefinite(sort.name)}, and no principal: it cannot act"
            self.problems.add("014", span, text)

    def _join(
        self, table: ConcernTable, node: ast.FunctionDef, expressions: Expressions, assumes: frozenset[str]
    ) -> None:
        scope = Scope(table, {})
        decorator = node.decorator_list[0]
        span = expressions.span(decorator, scope)
        match decorator:
            case ast.Call(args=[ast.Attribute(value=ast.Name(id=concern) as owner, attr=name) as named], keywords=[]):
                if self.names.find(expressions.file(scope), owner, Kind.CONCERN) is None:
                    return
                host = self.steps.get(name)
                if host is None or host.table.declared.name != concern:
                    known = [f"{s.table.declared.name}.{n}" for n, s in self.steps.items()]
                    self.problems.unknown(expressions.span(named, scope), f"{concern}.{name}", known, "step")
                    return
            case _:
                self.problems.add("014", span, "write it as @joins(Concern.step)")
                return
        hosts = {p.name: p for p in host.parameters}
        parameters = expressions.parameters(node, scope)
        for parameter in parameters:
            if parameter.name not in hosts or hosts[parameter.name].sort != parameter.sort:
                text = f"`{concern}.{name}` has no parameter `{parameter.name}: {parameter.sort}`"
                place = parameter.span or span
                marks = (Mark(host.draft.span, "its parameters", primary=False), Mark(place))
                self.problems.add("026", place, text, marks)
        scope = scope.bind({p.name: p for p in parameters})
        StepBody(host.draft, node, scope, expressions, self.names, self.symbols, assumes).read(own=False)

    def _assembled(self, source: _StepSource) -> Step:
        draft, options = source.draft, source.options
        by_name = {p.name: p for p in source.parameters}
        acting = options.get("for_") or options.get("by", "?")
        actor = Actor(parameter=by_name[acting]) if acting in by_name else Actor(principal=acting)
        return Step(
            name=draft.name,
            concern=source.table.declared.name,
            kind=draft.kind,
            actor=actor,
            parameters=source.parameters,
            guards=tuple(draft.guards),
            updates=tuple(draft.updates),
            tells=tuple(draft.tells),
            span=draft.span,
            doc=ast.get_docstring(source.node) or "",
            by=options.get("by", "?"),
            returns=draft.returns,
            returns_sort=draft.returns_sort,
            begins=by_name.get(options.get("begins", "")),
            unless=options.get("unless"),
        )

    # -- the rest

    def _facts(self, expressions: Expressions) -> tuple[Fact, ...]:
        found: list[Fact] = []
        for table, node in self._methods(*FactKind):
            fact = read_fact(node, FactKind(decorator_names(node)[0]), table, expressions)
            if fact is not None:
                found.append(fact)
        return tuple(found)

    def _views(self, expressions: Expressions) -> tuple[View, ...]:
        found: list[View] = []
        symbols = list(self.symbols.values())
        for table, node in self._methods("sees"):
            found.extend(read_views(node, table, expressions, self.names, symbols))
        return tuple(found)

    def _examples(self, reader: ExampleReader, decorator: str) -> tuple[Example, ...]:
        return tuple(reader.read(node, table) for table, node in self._methods(decorator))

    def _check_unique(self, facts: Iterable[Fact], views: Iterable[View], examples: Iterable[Example]) -> None:
        for what, items in (("fact", facts), ("view", views), ("example", examples)):
            seen: dict[str, Span] = {}
            for item in items:
                if item.name in seen:
                    self._twice(what, item.name, seen[item.name], item.span)
                seen.setdefault(item.name, item.span)

    def _twice(self, what: str, name: str, first: Span, again: Span) -> None:
        self.problems.add(
            "006",
            again,
            f"two {what}s are called `{name}`, the other at {first}",
            (Mark(first, "first", primary=False), Mark(again, "again")),
            "reports call it by that name alone: give it one of its own",
        )

    def _sorts(self, steps: Iterable[Step], facts: Iterable[Fact]) -> tuple[Sort, ...]:
        used: dict[Sort, None] = {}
        for declared in self.symbols.values():
            for sort in (*declared.symbol.domain, declared.symbol.codomain):
                used.setdefault(sort)
        for variables in (*(s.parameters for s in steps), *(f.parameters for f in facts)):
            for variable in variables:
                used.setdefault(variable.sort.element or variable.sort)
        return tuple(sort for sort in used if not sort.is_boolean)

    def _principals(self) -> tuple[str, ...]:
        own = [name for name, declared in self.names.declared.items() if declared.kind is Kind.PRINCIPAL]
        return (*BUILT_IN_PRINCIPALS, *own)

    def _spans(self, kind: Kind) -> dict[str, Span]:
        return {name: d.span for name, d in self.names.declared.items() if d.kind is kind}

    def _assumptions(self, header: Header) -> tuple[Assumption, ...]:
        assumed = [read_assumption(declared, self.problems) for declared in header.assumes]
        rest = [
            read_assumption(declared, self.problems)
            for declared in self.names.declared.values()
            if declared.kind is Kind.ASSUMPTION and declared not in header.assumes
        ]
        seen: dict[str, Assumption] = {}
        for assumption in (*assumed, *rest):
            earlier = seen.setdefault(assumption.identifier, assumption)
            if earlier is not assumption:
                self._twice("assumption", assumption.identifier, earlier.span, assumption.span)
        return (*assumed, *rest)


def _of(facts: Iterable[Fact], kind: FactKind) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.kind is kind)
