"""Walks over terms: substitution, states, what a term mentions."""

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from septum.logic import build
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Operator, Term


def assemble(term: Term, arguments: tuple[Term, ...]) -> Term:
    """The node of `term` over other arguments, simplified. A quantifier keeps its variables."""
    match term.operator:
        case Operator.APPLY:
            assert term.symbol is not None
            return build.apply(term.symbol, arguments, term.state)
        case Operator.EQUAL:
            return build.equal(*arguments)
        case Operator.NOT:
            return build.negate(*arguments)
        case Operator.AND:
            return build.conjunction(*arguments)
        case Operator.OR:
            return build.disjunction(*arguments)
        case Operator.IMPLIES:
            return build.implies(*arguments)
        case Operator.IF:
            return build.conditional(*arguments)
        case Operator.FORALL:
            return build.forall(term.bound, *arguments)
        case Operator.EXISTS:
            return build.exists(term.bound, *arguments)
        case Operator.CONTAINS:
            return build.contains(*arguments)
        case Operator.SET:
            return build.set_literal(term.sort, arguments)
        case Operator.VARIABLE | Operator.MEMBER | Operator.TRUE | Operator.FALSE:
            return term


def rewrite(term: Term, change: Callable[[Term], Term | None]) -> Term:
    """Rebuild a bare term bottom-up, simplified; where `change` returns a term, that stands instead of the node.

    `change` is asked before the arguments are visited. It must not touch bound variables.
    """
    done: dict[int, Term] = {}

    def visit(node: Term) -> Term:
        found = done.get(id(node))
        if found is None:
            found = change(node)
            if found is None:
                found = assemble(node, tuple(map(visit, node.arguments))) if node.arguments else node
            done[id(node)] = found
        return found

    return visit(term.bare)


def simplify(term: Term) -> Term:
    """An equivalent bare term, built anew by the constructors that simplify."""
    return rewrite(term, lambda _: None)


def substitute(term: Term, values: Mapping[Term, Term]) -> Term:
    """Replace free variables, simplifying. Bound variables are renamed where they would capture."""
    term = term.bare
    values = {v.bare: t.bare for v, t in values.items() if v.bare in term.free}
    if not values:
        return term
    replaced = frozenset(values)
    incoming = frozenset[Term]().union(*(t.free for t in values.values()))
    # By identity: the nodes are bare, and equal bare terms are one object.
    done: dict[int, Term] = {}

    def visit(node: Term) -> Term:
        found = done.get(id(node))
        if found is not None:
            return found
        if node.operator is Operator.VARIABLE:
            found = values.get(node, node)
        elif not node.arguments or replaced.isdisjoint(node.free):
            # A bound variable that is also a key is not free here, so the node stays as it is.
            found = node
        elif node.bound:
            inner = {v: t for v, t in values.items() if v in node.free}
            bound, body = node.bound, node.arguments[0]
            if any(v in incoming for v in bound) or any(v in values for v in bound):
                fresh = fresh_variables(bound, incoming | body.free)
                body = substitute(body, dict(zip(bound, fresh, strict=True)))
                bound = fresh
                body = substitute(body, inner)
            else:
                body = visit(body)
            quantify = build.forall if node.operator is Operator.FORALL else build.exists
            found = quantify(bound, body)
        else:
            found = assemble(node, tuple(map(visit, node.arguments)))
        done[id(node)] = found
        return found

    return visit(term)


def fresh_variables(variables: tuple[Term, ...], taken: frozenset[Term]) -> tuple[Term, ...]:
    """Variables of the same sorts with names that are not taken, the same for the same input."""
    names = {v.name for v in taken}
    result: list[Term] = []
    for v in variables:
        name, count = v.name, 0
        while name in names:
            count += 1
            name = f"{v.name}'{count}"
        names.add(name)
        result.append(build.variable(name, v.sort))
    return tuple(result)


def in_state(term: Term, state: str) -> Term:
    """The same term about the state of that tag. Terms of the specification are about the state `""`."""

    def change(node: Term) -> Term | None:
        if node.operator is Operator.APPLY and node.symbol is not None and not node.symbol.rigid:
            return build.apply(node.symbol, [rewrite(a, change) for a in node.arguments], state)
        return None

    return rewrite(term, change)


def subterms(term: Term) -> Iterator[Term]:
    """Every different subterm, arguments before what they stand in; quantified variables are not listed."""
    seen: set[Term] = set()

    def visit(node: Term) -> Iterator[Term]:
        if node in seen:
            return
        seen.add(node)
        for argument in node.arguments:
            yield from visit(argument)
        yield node

    yield from visit(term)


_QUANTIFIED: dict[Term, bool] = {}


def has_quantifier(term: Term) -> bool:
    """Is there a quantifier in a term?"""
    found = _QUANTIFIED.get(term)
    if found is None:
        found = bool(term.bound) or any(has_quantifier(a) for a in term.arguments)
        _QUANTIFIED[term] = found
    return found


_SYMBOLS: dict[Term, frozenset[Symbol]] = {}


def symbols(term: Term) -> frozenset[Symbol]:
    """The function and relation symbols that a term mentions."""
    found = _SYMBOLS.get(term)
    if found is None:
        found = frozenset[Symbol]().union(*(symbols(a) for a in term.arguments))
        if term.symbol is not None:
            found |= {term.symbol}
        _SYMBOLS[term.bare] = found
    return found


def expand_enumerations(term: Term) -> Term:
    """Spell quantifiers over enumerations, truth values and sets out, value by value."""

    def change(node: Term) -> Term | None:
        if node.operator not in (Operator.FORALL, Operator.EXISTS):
            return None
        listed = [v for v in node.bound if not v.sort.is_uninterpreted]
        body = expand_enumerations(node.arguments[0])
        rest = tuple(v for v in node.bound if v.sort.is_uninterpreted)
        universal = node.operator is Operator.FORALL
        cases = [body]
        for v in listed:
            cases = [substitute(c, {v: value}) for c in cases for value in values_of(v.sort)]
        joined = build.conjunction(*cases) if universal else build.disjunction(*cases)
        return build.forall(rest, joined) if universal else build.exists(rest, joined)

    return rewrite(term, change)


def values_of(sort: Sort) -> tuple[Term, ...]:
    """All values of a sort that is not uninterpreted, as terms."""
    if sort.is_boolean:
        return (FALSE, TRUE)
    if sort.element is None:
        return tuple(build.member(sort, m) for m in sort.members)
    members = values_of(sort.element)
    chosen = [combination for size in range(len(members) + 1) for combination in combinations(members, size)]
    return tuple(build.set_literal(sort, elements) for elements in chosen)
