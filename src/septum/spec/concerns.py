"""Concerns: their symbols, facts and views; which methods are which."""

import ast

from septum.diagnostics import Mark, Span
from septum.logic import build
from septum.logic.sorts import BOOLEAN
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Operator, Term
from septum.logic.walk import subterms
from septum.spec.declarations import SORTS, Declared, Kind
from septum.spec.expressions import Expressions, without_doc
from septum.spec.homes import ALL, Reads
from septum.spec.model import Carried, Fact, FactKind, Home, StateSymbol, View
from septum.spec.names import Names
from septum.spec.problems import Problems, indefinite
from septum.spec.scope import DECORATORS, UNKNOWN, ConcernTable, Scope, decorator_names

_BARE = ("initially", "invariant", "always", "witness", "workload")


def declare(declared: Declared, included: frozenset[str], names: Names, problems: Problems) -> ConcernTable:
    """Read a concern's fields and list its methods; bodies are read later, when all concerns are known."""
    table = ConcernTable(declared)
    file = declared.source
    for node in without_doc(declared.class_node.body):
        span = file.spans.of(node)
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=None, annotation=annotation):
                _unless_twice(table, name, span, problems)
                target = names.lookup(file.name, annotation.id) if isinstance(annotation, ast.Name) else None
                if isinstance(annotation, ast.Name) and target is None and annotation.id != "bool":
                    names.missing(file.name, file.spans.of(annotation), annotation.id, Kind.CONCERN, *SORTS)
                    table.includes[name] = annotation.id
                    continue
                if target is None or target.kind is not Kind.CONCERN:
                    table.symbols[name] = _symbol(declared, node, name, names, problems)
                    continue
                table.includes[name] = target.name
                if target.name not in included:
                    text = f"`{target.name}` is not in the profile's `includes`"
                    cure = f"add {target.name} to `includes`, or leave {declared.name} out"
                    problems.add("015", span, text, None, cure)
            case ast.AnnAssign(target=ast.Name(id=name)):
                _unless_twice(table, name, span, problems)
                table.symbols[name] = _symbol(declared, node, name, names, problems)
            case ast.FunctionDef(name=name):
                _unless_twice(table, name, span, problems)
                table.methods[name] = node
                _check_decorators(node, table, problems)
            case ast.Pass():
                pass
            case _:
                problems.add("003", span, "fields and methods stand in a concern, and no more")
    return table


def _unless_twice(table: ConcernTable, name: str, span: Span, problems: Problems) -> None:
    earlier = table.place(name)
    if earlier is not None:
        marks = (Mark(earlier, "first", primary=False), Mark(span, "again"))
        problems.add("006", span, f"`{name}` is declared twice in {table.declared.name}", marks)


def _symbol(declared: Declared, node: ast.AnnAssign, name: str, names: Names, problems: Problems) -> StateSymbol:
    """The symbol of a field. What is not known of it is noted, and stands for anything."""
    file = declared.source
    span = file.spans.of(node)
    home = Home.CORE
    match node.value:
        case ast.Call(func=ast.Name(id=word), args=[], keywords=[]) if word in set(Home):
            home = Home(word)
        case _:
            cure = "core(), hardware(), content(), ghost() or constant()"
            problems.add("012", span, f"`{name}` needs a home", None, cure)
    match node.annotation:
        case ast.Subscript(value=ast.Name(id="Relation" | "Map" as shape), slice=index):
            written = index.elts if isinstance(index, ast.Tuple) else [index]
        case _:
            shape, written = "Map", [node.annotation]
    found = [names.sort(file, element) or UNKNOWN for element in written]
    for sort, element in zip(found, written, strict=True):
        if sort.is_set or (sort.is_boolean and element is not written[-1]):
            text = f"{indefinite(sort.name)} cannot stand here: use the sort itself"
            problems.add("013", file.spans.of(element), text)
    codomain = BOOLEAN if shape == "Relation" else found.pop()
    symbol = Symbol(f"{declared.name}.{name}", tuple(found), codomain, home is Home.CONSTANT)
    return StateSymbol(symbol, home, span, sort_span=file.spans.of(node.annotation))


def _check_decorators(node: ast.FunctionDef, table: ConcernTable, problems: Problems) -> None:
    file = table.declared.source
    for decorator in node.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        if not isinstance(target, ast.Name) or target.id not in DECORATORS:
            name = ast.unparse(target)
            problems.unknown(file.spans.of(decorator), name, DECORATORS, "decorator")
        elif isinstance(decorator, ast.Call) and target.id in _BARE:
            problems.add("014", file.spans.of(decorator), f"write it as @{target.id}, with nothing behind it")
    if len(node.decorator_list) > 1:
        problems.add("014", file.spans.of(node.decorator_list[1]), f"`{node.name}` has two decorators")


def read_fact(node: ast.FunctionDef, kind: FactKind, table: ConcernTable, expressions: Expressions) -> Fact | None:
    """An `@initially`, `@invariant`, `@always` or `@axiom`."""
    scope = Scope(table, {})
    parameters = expressions.parameters(node, scope)
    scope = scope.bind({p.name: p for p in parameters})
    body = without_doc(node.body)
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        expressions.wrong("003", node, scope, f"`{node.name}` states one thing: one `return` is expected")
        return None
    term = expressions.boolean(body[0].value, scope)
    witness: str | None = None
    if kind is FactKind.AXIOM:
        witness = _witness(node, table, expressions, scope)
        for part in subterms(term):
            if part.symbol is not None and not part.symbol.rigid:
                short = part.symbol.name.rsplit(".", 1)[-1]
                text = f"an axiom is about constants: `{short}` changes"
                expressions.problems.add("032", part.span or expressions.span(node, scope), text)
                break
    name, doc = node.name, ast.get_docstring(node) or ""
    return Fact(name, table.declared.name, kind, parameters, term, expressions.span(node, scope), doc, witness)


def _witness(node: ast.FunctionDef, table: ConcernTable, expressions: Expressions, scope: Scope) -> str | None:
    decorator = node.decorator_list[0]
    match decorator:
        case ast.Call(args=[], keywords=[ast.keyword(arg="witness", value=ast.Constant(value=str(name)))]):
            known = [n for n, method in table.methods.items() if decorator_names(method) == ["witness"]]
            if name in known:
                return name
            if name in table.methods:
                expressions.wrong("032", decorator, scope, f"`{name}` is not marked @witness")
            else:
                expressions.problems.unknown(expressions.span(decorator, scope), name, known, "witness")
        case _:
            expressions.wrong("032", decorator, scope, 'an axiom needs a finite witness: @axiom(witness="name")')
    return None


def read_views(
    node: ast.FunctionDef, table: ConcernTable, expressions: Expressions, names: Names, symbols: list[StateSymbol]
) -> list[View]:
    """The components that an `@sees` method lists."""
    scope = Scope(table, {})
    match node.decorator_list[0]:
        case ast.Call(args=[ast.Name(id=principal) as written], keywords=[]):
            declared = names.find(expressions.file(scope), written, Kind.PRINCIPAL)
        case _:
            declared, principal = None, "?"
            expressions.wrong("014", node.decorator_list[0], scope, "write it as @sees(Guest), with who sees it")
    if declared is None:
        return []
    parameters = expressions.parameters(node, scope)
    scope = scope.bind({p.name: p for p in parameters})
    viewer: Term | None = None
    if declared.sort is not None:
        if not parameters or parameters[0].sort != declared.sort:
            text = f"the first parameter of `{node.name}` is the viewer, {indefinite(declared.sort.name)}"
            expressions.wrong("014", node, scope, text)
            return []
        viewer, parameters = parameters[0], parameters[1:]
    found: list[View] = []
    body = without_doc(node.body)
    doc = ast.get_docstring(node) or ""
    for statement in body:
        match statement:
            case ast.Expr(
                value=ast.Call(func=ast.Name(id="see"), args=[ast.Call(func=ast.Name(id=home), args=[])]) as call
            ) if home in set(Home):
                hidden = _hidden(call, expressions, names, scope)
                for declared_symbol in symbols:
                    if declared_symbol.home == Home(home) and declared_symbol.symbol.name not in hidden:
                        found.append(_record(node, table, principal, viewer, declared_symbol, expressions, scope, doc))
            case ast.Expr(value=ast.Call(func=ast.Name(id="see")) as call):
                name = node.name if len(body) == 1 else f"{node.name}.{len(found) + 1}"
                view = _view(call, name, node, table, principal, viewer, parameters, expressions, scope, doc)
                if view is not None:
                    found.append(view)
            case _:
                expressions.wrong("003", statement, scope, "a view lists what is seen: `see(value, where=condition)`")
    return found


def _view(
    call: ast.Call,
    name: str,
    node: ast.FunctionDef,
    table: ConcernTable,
    principal: str,
    viewer: Term | None,
    parameters: tuple[Term, ...],
    expressions: Expressions,
    scope: Scope,
    doc: str,
) -> View | None:
    keywords = {k.arg: k.value for k in call.keywords}
    if not call.args or not set(keywords) <= {"where"}:
        expressions.wrong("003", call, scope, "write it as see(value, where=condition)")
        return None
    where = expressions.boolean(keywords["where"], scope) if "where" in keywords else TRUE
    values = tuple(Carried(expressions.expression(argument, scope)) for argument in call.args)
    for term, what in ((where, "what is visible"), *((v.value, "what is seen") for v in values)):
        for part in subterms(term):
            if part.operator in (Operator.EXISTS, Operator.FORALL) and any(
                not v.sort.is_enumeration for v in part.bound
            ):
                expressions.wrong("028", call, scope, f"{what} may not quantify: name the thing by a parameter")
                break
    reads = Reads(_all_symbols(expressions), expressions.problems, expressions.span(node, scope))
    reads.check(where, ALL - {Home.CONTENT, Home.GHOST}, "whether something is visible", code="028")
    for value in values:
        reads.check(value.value, ALL - {Home.GHOST}, "a view")
    span = expressions.span(call, scope)
    return View(name, table.declared.name, principal, viewer, parameters, values, where, span, doc)


def _all_symbols(expressions: Expressions) -> list[StateSymbol]:
    return [symbol for table in expressions.concerns.values() for symbol in table.symbols.values()]


def _record(
    node: ast.FunctionDef,
    table: ConcernTable,
    principal: str,
    viewer: Term | None,
    declared: StateSymbol,
    expressions: Expressions,
    scope: Scope,
    doc: str,
) -> View:
    """The whole of one symbol as a component: `see(core())` has one for each record."""
    short = declared.symbol.name.rsplit(".", 1)[-1]
    parameters = tuple(
        build.variable(f"{sort.name[0].lower()}{sort.name[1:]}_{index}", sort)
        for index, sort in enumerate(declared.symbol.domain, 1)
    )
    value = build.apply(declared.symbol, parameters)
    name = f"{node.name}.{short}"
    span = expressions.span(node, scope)
    return View(name, table.declared.name, principal, viewer, parameters, (Carried(value),), TRUE, span, doc)


def _hidden(call: ast.Call, expressions: Expressions, names: Names, scope: Scope) -> set[str]:
    """The symbols that `but=[Translation.stage2]` leaves out."""
    found: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg != "but" or not isinstance(keyword.value, ast.List):
            expressions.wrong("003", call, scope, "write it as see(core(), but=[Concern.symbol])")
            continue
        for element in keyword.value.elts:
            match element:
                case ast.Attribute(value=ast.Name(id=concern), attr=name):
                    table = expressions.concerns.get(concern)
                    if table is None or name not in table.symbols:
                        known = list(table.symbols) if table else list(expressions.concerns)
                        expressions.problems.unknown(
                            expressions.span(element, scope), name if table else concern, known
                        )
                        continue
                    found.add(table.symbols[name].symbol.name)
                case _:
                    expressions.wrong("003", element, scope, "a symbol is named as Concern.symbol")
    return found
