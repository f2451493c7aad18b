"""The bodies of capabilities, steps and joins."""

import ast
from collections.abc import Mapping

from attrs import define, field

from septum.diagnostics import Mark, Span, nearest
from septum.logic import build
from septum.logic.sorts import BOOLEAN, Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Operator, Term, make
from septum.spec.declarations import Kind
from septum.spec.expressions import Expressions, without_doc
from septum.spec.homes import ALL, MACHINE, MOVED, RECORDS, Reads
from septum.spec.model import Carried, Guard, GuardKind, Home, StateSymbol, StepKind, Tell, Update
from septum.spec.names import Names
from septum.spec.outside import not_in_the_language
from septum.spec.problems import indefinite
from septum.spec.scope import UNKNOWN, Scope
from septum.spec.words import WORDS

_GUARDS = ("refuse", "when", "waits", "duty")


@define(eq=False)
class StepDraft:
    """A step while its own text and the joins' are read."""

    name: str
    kind: StepKind
    span: Span
    guards: list[Guard] = field(factory=list[Guard])
    updates: list[Update] = field(factory=list[Update])
    tells: list[Tell] = field(factory=list[Tell])
    returns: Term | None = None
    answers: bool = False
    returns_sort: Sort | None = None
    identifiers: dict[str, Span] = field(factory=dict[str, Span])


class StepBody:
    """Reads one body into a draft: that of the step's own method, or of one that joins it."""

    def __init__(
        self,
        draft: StepDraft,
        node: ast.FunctionDef,
        scope: Scope,
        expressions: Expressions,
        names: Names,
        symbols: Mapping[str, StateSymbol],
        assumes: frozenset[str],
    ) -> None:
        self._draft = draft
        self._expressions = expressions
        self._names = names
        self._homes = {declared.symbol: declared.home for declared in symbols.values()}
        self._node = node
        self._scope = scope
        self._reads = Reads(symbols.values(), expressions.problems, expressions.span(node, scope))
        self._assumes = assumes
        self._before = {u.symbol: u.span for u in draft.updates}
        self._capability = draft.kind is StepKind.CAPABILITY

    # -- statements

    def read(self, own: bool) -> None:
        """Read all statements. `own`: it is the step's own text, which answers, and no join's."""
        body = without_doc(self._node.body)
        before = len(self._expressions.problems.found)
        for index, statement in enumerate(body):
            if isinstance(statement, ast.Return) and not own:
                self._expressions.wrong("003", statement, self._scope, "what joins a step does not answer for it")
            elif isinstance(statement, ast.Return) and index + 1 < len(body):
                self._expressions.wrong("003", body[index + 1], self._scope, "nothing stands after `return`")
        self._block(body, self._scope, (), TRUE)
        silent = not any(isinstance(statement, ast.Return) for statement in body)
        if own and self._draft.answers and silent and len(self._expressions.problems.found) == before:
            example = self._draft.returns_sort.name.lower() if self._draft.returns_sort else "OK"
            text = f"`{self._draft.name}` ends with its answer, such as `return {example}`"
            self._expressions.problems.add("003", self._draft.span, text)

    def _block(self, body: list[ast.stmt], scope: Scope, loops: tuple[Term, ...], condition: Term) -> None:
        for statement in body:
            scope = self._statement(statement, scope, loops, condition)

    def _statement(self, node: ast.stmt, scope: Scope, loops: tuple[Term, ...], condition: Term) -> Scope:
        match node:
            case ast.Expr(value=ast.Call(func=ast.Name(id=word)) as call) if word in _GUARDS:
                if loops or condition is not TRUE:
                    self._expressions.wrong("003", node, scope, f"`{word}` stands outside `if` and `for`")
                self._guard(word, call, scope)
            case ast.Expr(value=ast.Call(func=ast.Name(id="tell")) as call):
                self._tell(call, scope, loops, condition)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=ast.Name(id="choose")) as call):
                if loops or condition is not TRUE:
                    self._expressions.wrong("003", node, scope, "`choose` stands outside `if` and `for`")
                return self._choose(name, call, scope)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                return scope.bind({name: self._expressions.expression(value, scope)})
            case ast.Assign(targets=[ast.Subscript() as target], value=value):
                self._update(node, target, value, scope, loops, condition)
            case ast.For(target=ast.Name(id=name), orelse=[]):
                self._for(node, name, scope, loops, condition)
            case ast.If():
                self._if(node, scope, loops, condition)
            case ast.Return():
                if loops or condition is not TRUE:
                    self._expressions.wrong("003", node, scope, "`return` stands outside `if` and `for`")
                self._return(node, scope)
            case ast.Pass():
                pass
            case ast.Assign(targets=[ast.Attribute() as target]):
                name = ast.unparse(target)
                self._expressions.wrong("003", node, scope, f"`{name}` is written entry by entry: `{name}[…] = …`")
            case ast.Assign(targets=targets):
                self._expressions.wrong("003", node, scope, "one name, or one entry of a relation or a map, is written")
                written = [part for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)]
                return scope.bind({part.id: build.variable(part.id, UNKNOWN) for part in written})
            case ast.Expr(value=ast.Call(func=ast.Name(id=word) as name)):
                if word not in WORDS and nearest(word, (*_GUARDS, "tell")):
                    self._expressions.problems.unknown(self._expressions.span(name, scope), word, (*_GUARDS, "tell"))
                else:
                    self._expressions.wrong("003", node, scope, f"`{word}` is not a word that stands in a step")
            case ast.Expr(value=ast.Call()):
                text = "a step calls no other: write its effect here, or join it"
                self._expressions.wrong("003", node, scope, text)
            case ast.Expr(value=value):
                self._expressions.wrong("003", node, scope, not_in_the_language(value, "this statement"))
            case _:
                self._expressions.wrong("003", node, scope, not_in_the_language(node, "this statement"))
        return scope

    def _for(self, node: ast.For, name: str, scope: Scope, loops: tuple[Term, ...], condition: Term) -> None:
        generator = ast.comprehension(target=node.target, iter=node.iter, ifs=[], is_async=0)
        inner, bound, conditions = self._expressions.generators([generator], scope)
        self._block(node.body, inner, loops + bound, _and(condition, *conditions))

    def _if(self, node: ast.If, scope: Scope, loops: tuple[Term, ...], condition: Term) -> None:
        test = self._expressions.boolean(node.test, scope)
        self._decides(test, "an `if`")
        self._block(node.body, scope, loops, _and(condition, test))
        if node.orelse:
            denied = make(Operator.NOT, BOOLEAN, (test,), span=test.span)
            self._block(node.orelse, scope, loops, _and(condition, denied))

    # -- guards

    def _decides(self, term: Term, reader: str) -> None:
        """A condition: of a capability it reads records, of another step the machine too."""
        who = "a capability" if self._capability else f"{reader} of a step"
        self._reads.check(term, RECORDS if self._capability else MACHINE, who)

    def _guard(self, word: str, call: ast.Call, scope: Scope) -> None:
        expressions, span = self._expressions, self._expressions.span(call, scope)
        keywords = {k.arg: k.value for k in call.keywords}
        status: str | None = None
        assumption: str | None = None
        why = ""
        match word, call.args:
            case "refuse", [ast.Name(id=status), ast.Constant(value=str(why))]:
                self._named(call.args[0], Kind.STATUS, scope)
                condition = self._refusal(call, keywords, scope)
                suffix = status
            case (("when" | "waits"), [argument]) if not keywords:
                condition, suffix = expressions.boolean(argument, scope), word
            case "duty", [ast.Name(id=assumption), argument] if not keywords:
                self._named(call.args[0], Kind.ASSUMPTION, scope)
                condition, suffix = expressions.boolean(argument, scope), assumption
            case _:
                shape = {
                    "refuse": 'refuse(STATUS, "why", unless=…) or when=…',
                    "duty": "duty(Assumption, condition)",
                }.get(word, f"{word}(condition)")
                expressions.wrong("003", call, scope, f"write it as {shape}")
                return
        kind = GuardKind(word)
        if kind is GuardKind.DUTY:
            self._reads.check(condition, ALL - {Home.GHOST}, "a duty")
        elif kind is not GuardKind.WAITS or not self._capability:
            self._decides(condition, f"`{word}`")
        else:
            self._reads.check(condition, RECORDS, "a capability")
        if kind is GuardKind.WHEN and any(c in condition.free for c in self._choices()):
            expressions.wrong("029", call, scope, "`when` reads a choice: put the condition into the choice")
        if kind is GuardKind.DUTY and assumption not in self._assumes:
            return
        identifier = self._identifier(suffix, span, repeatable=kind is not GuardKind.REFUSE)
        self._draft.guards.append(Guard(kind, identifier, condition, span, status, why, None, assumption))

    def _refusal(self, call: ast.Call, keywords: Mapping[str | None, ast.expr], scope: Scope) -> Term:
        if set(keywords) not in ({"unless"}, {"when"}):
            return self._expressions.wrong("003", call, scope, "`refuse` takes either `unless=` or `when=`")
        ((word, value),) = keywords.items()
        condition = self._expressions.boolean(value, scope)
        if word == "when":
            return make(Operator.NOT, BOOLEAN, (condition,), span=condition.span)
        return condition

    def _choices(self) -> list[Term]:
        return [g.choice.bare for g in self._draft.guards if g.choice is not None]

    def _named(self, node: ast.expr, kind: Kind, scope: Scope) -> None:
        self._names.find(self._expressions.file(scope), node, kind)

    def _identifier(self, suffix: str, span: Span, repeatable: bool = False) -> str:
        identifier = f"{self._draft.name}.{suffix}"
        if identifier in self._draft.identifiers and repeatable:
            count = 2
            while f"{identifier}.{count}" in self._draft.identifiers:
                count += 1
            identifier = f"{identifier}.{count}"
        earlier = self._draft.identifiers.get(identifier)
        if earlier is not None:
            self._expressions.problems.add(
                "027",
                span,
                f"`{suffix}` stands twice in `{self._draft.name}`: it could not be named",
                (Mark(earlier, "first", primary=False), Mark(span, "again")),
            )
        self._draft.identifiers[identifier] = span
        return identifier

    def _choose(self, name: str, call: ast.Call, scope: Scope) -> Scope:
        expressions = self._expressions
        keywords = {k.arg: k.value for k in call.keywords}
        status: str | None = None
        if not (len(call.args) == 1 and isinstance(call.args[0], ast.GeneratorExp) and set(keywords) <= {"or_refuse"}):
            chosen = expressions.wrong(
                "029", call, scope, "write it as choose((x for x in Sort if …), or_refuse=STATUS)"
            )
            return scope.bind({name: chosen})
        generator = call.args[0]
        if "or_refuse" in keywords:
            given = keywords["or_refuse"]
            status = given.id if isinstance(given, ast.Name) else "?"
            self._named(given, Kind.STATUS, scope)
        _, bound, conditions = expressions.generators(generator.generators, scope)
        if len(bound) != 1 or not (
            isinstance(generator.elt, ast.Name)
            and isinstance(generator.generators[0].target, ast.Name)
            and generator.elt.id == generator.generators[0].target.id
        ):
            chosen = expressions.wrong("029", call, scope, "one thing is chosen: choose(x for x in Sort if …)")
            return scope.bind({name: chosen})
        variable = build.variable(scope.fresh(name), bound[0].sort, expressions.span(call, scope))
        condition = _renamed(_and(TRUE, *conditions), bound[0], variable)
        self._decides(condition, "`choose`")
        identifier = self._identifier(status or name, expressions.span(call, scope))
        self._draft.guards.append(
            Guard(GuardKind.CHOOSE, identifier, condition, expressions.span(call, scope), status, "", variable)
        )
        return scope.bind({name: variable})

    # -- effects

    def _update(
        self,
        node: ast.Assign,
        target: ast.Subscript,
        value: ast.expr,
        scope: Scope,
        loops: tuple[Term, ...],
        condition: Term,
    ) -> None:
        expressions = self._expressions
        before = len(expressions.problems.found)
        carried = expressions.slice(target, scope)
        place = carried.value
        if place.symbol is None or len(expressions.problems.found) > before:
            return
        symbol = place.symbol
        home = self._homes[symbol]
        short = symbol.name.rsplit(".", 1)[-1]
        span = expressions.span(node, scope)
        if home is Home.CONSTANT:
            expressions.wrong("017", target, scope, f"`{short}` is constant: no step writes it")
        for loop in loops:
            if loop not in place.arguments:
                expressions.wrong("016", node, scope, f"`{loop.name}` does not say where to write")
        if symbol in self._before:
            earlier = self._before[symbol]
            expressions.problems.add(
                "025",
                span,
                f"`{self._draft.name}` writes `{short}` already, at {earlier}",
                (Mark(earlier, "first", primary=False), Mark(span, "again")),
                "let one of the two write it",
            )
        written = self._value(value, scope, carried, symbol, expressions.span(value, scope))
        who = "a capability" if self._capability else "an update of a step"
        reads = RECORDS if self._capability else MACHINE
        for index in place.arguments:
            self._reads.check(index, reads, who)
        if home is Home.CONTENT:
            reads = reads | {Home.CONTENT}
        if home is Home.GHOST:
            reads = ALL
        self._reads.check(written, reads, who)
        self._reads.wrote(symbol, span)
        self._draft.updates.append(Update(symbol, place.arguments, (*loops, *carried.bound), condition, written, span))

    def _value(self, value: ast.expr, scope: Scope, carried: Carried, symbol: Symbol, span: Span) -> Term:
        written = self._expressions.expression(value, scope)
        if written.sort.is_set and symbol.is_relation:
            matching = [v for v in carried.bound if v.sort == written.sort.element]
            if len(matching) == 1:
                return make(Operator.CONTAINS, BOOLEAN, (written, matching[0]), span=span)
            text = f"a set of {written.sort.element} is written at one colon, over {written.sort.element}"
            return self._expressions.wrong("010", value, scope, text)
        return self._expressions.check(written, symbol.codomain, value, scope)

    def _tell(self, call: ast.Call, scope: Scope, loops: tuple[Term, ...], condition: Term) -> None:
        expressions = self._expressions
        keywords = {k.arg: k.value for k in call.keywords}
        if len(call.args) < 2 or not isinstance(call.args[1], ast.Name) or not set(keywords) <= {"where"} or loops:
            expressions.wrong("003", call, scope, "write it as tell(whom, NEWS, …, where=…), outside `for`")
            return
        news = call.args[1].id
        self._named(call.args[1], Kind.NEWS, scope)
        where = condition
        if "where" in keywords:
            where = _and(condition, expressions.boolean(keywords["where"], scope))
        principal, recipient, whom = self._recipient(call.args[0], scope)
        carries = tuple(self._carried(argument, scope) for argument in call.args[2:])
        for term in (whom, where):
            self._reads.check(term, RECORDS, "who is told")
        for value in carries:
            allowed = MOVED if self._capability else MOVED | {Home.HARDWARE}
            self._reads.check(value.value, allowed, "news of a capability" if self._capability else "news")
        span = expressions.span(call, scope)
        name = f"{news}.{principal}" if principal and f"{self._draft.name}.{news}" in self._draft.identifiers else news
        identifier = self._identifier(name, span)
        self._draft.tells.append(Tell(news, identifier, carries, where, span, principal, recipient, whom))

    def _carried(self, node: ast.expr, scope: Scope) -> Carried:
        if isinstance(node, ast.Subscript):
            return self._expressions.slice(node, scope)
        return Carried(self._expressions.expression(node, scope))

    def _recipient(self, node: ast.expr, scope: Scope) -> tuple[str | None, Term | None, Term]:
        """A principal's name; or a variable and the condition for being told."""
        expressions = self._expressions
        if isinstance(node, ast.Name) and node.id not in scope.values:
            declared = self._names.lookup(expressions.file(scope).name, node.id)
            if declared is not None and declared.kind is Kind.PRINCIPAL:
                if declared.sort is None:
                    return declared.name, None, TRUE
                recipient = build.variable(scope.fresh("recipient"), declared.sort)
                return None, recipient, TRUE
        if isinstance(node, ast.GeneratorExp):
            inner, bound, conditions = expressions.generators(node.generators, scope)
            named = expressions.expression(node.elt, inner)
            if len(bound) == 1 and named == bound[0]:
                self._principal_sort(bound[0].sort, node, scope)
                return None, bound[0], _and(TRUE, *conditions)
            expressions.wrong("003", node, scope, "write it as (g for g in Guest if …)")
            return None, None, TRUE
        named = expressions.expression(node, scope)
        self._principal_sort(named.sort, node, scope)
        recipient = build.variable(scope.fresh("recipient"), named.sort)
        return None, recipient, make(Operator.EQUAL, BOOLEAN, (recipient, named), span=named.span)

    def _principal_sort(self, sort: Sort, node: ast.expr, scope: Scope) -> None:
        declared = self._names.declared.get(sort.name)
        if sort != UNKNOWN and (declared is None or declared.kind is not Kind.PRINCIPAL):
            text = f"{indefinite(sort.name)} is no principal: nobody would hear it"
            self._expressions.wrong("010", node, scope, text)

    def _return(self, node: ast.Return, scope: Scope) -> None:
        wanted = self._draft.returns_sort
        if wanted == UNKNOWN:
            return
        if not self._draft.answers:
            if node.value is not None:
                text = f"`{self._draft.name}` answers nothing: it is declared `-> None`"
                self._expressions.wrong("010", node, scope, text)
            return
        if node.value is None or (wanted is None and not isinstance(node.value, ast.Name)):
            what = "a status" if wanted is None else indefinite(wanted.name)
            self._expressions.wrong("010", node.value or node, scope, f"{what} is expected here")
            return
        if wanted is None:
            self._named(node.value, Kind.STATUS, scope)
            return
        term = self._expressions.typed(node.value, scope, wanted)
        allowed = MOVED if self._capability else MOVED | {Home.HARDWARE}
        self._reads.check(term, allowed, "the answer of a capability" if self._capability else "an answer")
        self._draft.returns = term


def check_telling(draft: StepDraft, symbols: Mapping[str, StateSymbol], expressions: Expressions) -> None:
    """Note it where a step that tells, its joins included, decides by what its hearers could not learn otherwise.

    A `waits` may: when the machine is ready is timing, which verdicts list. A duty is about the world.
    """
    if draft.kind is StepKind.CAPABILITY or not draft.tells:
        return
    for guard in draft.guards:
        if guard.kind not in (GuardKind.DUTY, GuardKind.WAITS):
            reads = Reads(symbols.values(), expressions.problems, guard.span)
            reads.check(guard.condition, ALL - {Home.HARDWARE}, f"`{guard.kind}` of a step that tells", code="023")
    for update in draft.updates:
        reads = Reads(symbols.values(), expressions.problems, update.condition.span)
        reads.check(update.condition, ALL - {Home.HARDWARE}, "an `if` of a step that tells", code="023")


def _and(*terms: Term) -> Term:
    kept = [t for t in terms if t is not TRUE]
    if not kept:
        return TRUE
    return kept[0] if len(kept) == 1 else make(Operator.AND, BOOLEAN, tuple(kept), span=kept[-1].span)


def _renamed(term: Term, old: Term, new: Term) -> Term:
    """`new` for the variable `old`, spans kept; `old` is bound nowhere inside."""
    if term == old:
        return new.bare.at(term.span)
    if old.bare not in term.free:
        return term
    return term.rebuild(tuple(_renamed(a, old, new) for a in term.arguments))
