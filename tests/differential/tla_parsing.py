"""A reader of the part of TLA+ that is exported: it knows layout, precedence and scopes, and refuses what TLA+ refuses.

A definition is a tree of tuples, its operator first. Names must be declared before they are used, and none may hide
another; lists of `/\\` and `\\/` are read by columns.
"""

import re
from collections.abc import Iterator

from attrs import define, field, frozen

Tree = tuple
_TOKEN = re.compile(
    r'"[^"]*"|\[\]\[Next\]_vars|<<|>>|\|->|->|<=>|=>|==|/\\|\\/|\\[A-Za-z]+|[A-Za-z_][A-Za-z0-9_]*|[^\sA-Za-z0-9_]'
)
_INFIX = {"=>": 1, "<=>": 2, "/\\": 3, "\\/": 3, "=": 5, "#": 5, "\\in": 5, "\\notin": 5, "\\X": 10}
_CONSTANTS = {"TRUE", "FALSE", "BOOLEAN"}


class Wrong(Exception):
    """What TLA+ would not read."""


@frozen
class Token:
    """A word with its line and column."""

    text: str
    line: int
    column: int


@define
class Module:
    """What a module declares and defines, in order."""

    name: str = ""
    constants: list[str] = field(factory=list)
    variables: list[str] = field(factory=list)
    definitions: dict[str, tuple[tuple[str, ...], Tree]] = field(factory=dict)
    assumed: list[Tree] = field(factory=list)
    extends: list[str] = field(factory=list)


def read(text: str, *extended: Module) -> Module:
    """The module. Raises Wrong."""
    lines = [line.partition("\\*")[0].rstrip() for line in text.splitlines()]
    if not re.fullmatch(r"-{4,} MODULE \w+ -{4,}", lines[0]) or not re.fullmatch("={4,}", lines[-1]):
        raise Wrong("a module begins with its name and ends with a line")
    module = Module(lines[0].split()[2])
    tokens = [
        Token(found[0], number, found.start())
        for number, line in enumerate(lines[1:-1], 2)
        for found in _TOKEN.finditer(line)
    ]
    reader = _Reader(module, tokens)
    for other in extended:
        reader.known |= {*other.constants, *other.variables, *other.definitions}
    reader.run()
    return module


class _Reader:
    def __init__(self, module: Module, tokens: list[Token]) -> None:
        self.module, self.tokens, self.at = module, tokens, 0
        self.known: set[str] = set()
        self.arities: dict[str, int] = {}
        self.scope: list[str] = []
        self.limit = -1

    # Tokens. One that stands at or left of the innermost list ends what is read.

    def peek(self) -> str:
        if self.at >= len(self.tokens):
            return ""
        token = self.tokens[self.at]
        return "" if token.column <= self.limit else token.text

    def take(self, expected: str = "") -> str:
        text = self.peek()
        if not text or (expected and text != expected):
            where = self.tokens[min(self.at, len(self.tokens) - 1)]
            raise Wrong(f"line {where.line}, column {where.column}: {expected or 'more'} is expected, not {where.text}")
        self.at += 1
        return text

    def name(self) -> str:
        text = self.take()
        if not re.fullmatch(r"[A-Za-z_0-9]*[A-Za-z][A-Za-z_0-9]*", text):
            raise Wrong(f"{text} is no name")
        return text

    def declare(self, name: str) -> None:
        if name in self.known or name in self.scope:
            raise Wrong(f"{name} is declared already")
        self.known.add(name)

    # Units.

    def run(self) -> None:
        while self.peek():
            word = self.name()
            if word in ("CONSTANT", "VARIABLES"):
                names = [self.name()]
                while self.peek() == ",":
                    self.take()
                    names.append(self.name())
                for name in names:
                    self.declare(name)
                (self.module.constants if word == "CONSTANT" else self.module.variables).extend(names)
            elif word == "ASSUME":
                self.module.assumed.append(self.expression())
            elif word == "EXTENDS":
                self.module.extends.append(self.name())
            else:
                self.definition(word)

    def definition(self, name: str) -> None:
        self.declare(name)
        parameters: list[str] = []
        if self.peek() == "(":
            self.take()
            parameters.append(self.name())
            while self.peek() == ",":
                self.take()
                parameters.append(self.name())
            self.take(")")
        self.take("==")
        self.arities[name] = len(parameters)
        with_scope = self.bind(parameters)
        body = self.expression()
        del self.scope[with_scope:]
        self.module.definitions[name] = (tuple(parameters), body)

    def bind(self, names: list[str]) -> int:
        before = len(self.scope)
        for name in names:
            if name in self.known or name in self.scope:
                raise Wrong(f"{name} hides another")
            self.scope.append(name)
        return before

    # Expressions.

    def expression(self, least: int = 0) -> Tree:
        left = self.operand()
        while (sign := self.peek()) in _INFIX and _INFIX[sign] >= least and not (sign == "=" and least > 5):
            self.take()
            right = self.expression(_INFIX[sign] + 1)
            if left[0] in ("/\\", "\\/") and sign in ("/\\", "\\/") and left[0] != sign and left[-1] == "infix":
                raise Wrong("and and or are mixed without parentheses")
            left = (sign, left, right, "infix")
        return left

    def operand(self) -> Tree:
        text = self.peek()
        if text in ("/\\", "\\/"):
            return self.listed(text)
        self.take()
        match text:
            case "~":
                return ("~", self.expression(4))
            case "(":
                inner = self.expression()
                self.take(")")
                return self.applied(("group", inner))
            case "\\A" | "\\E":
                bounds = self.bounds(":")
                return self.scoped(text, bounds, self.expression)
            case "CHOOSE":
                bounds = self.bounds(":")
                return self.scoped(text, bounds, self.expression)
            case "IF":
                condition = self.expression()
                self.take("THEN")
                first = self.expression()
                self.take("ELSE")
                return ("IF", condition, first, self.expression())
            case "UNCHANGED" | "SUBSET":
                return (text, self.expression(11))
            case "[][Next]_vars":
                return ("always",)
            case "<<" | "{":
                return (text, *self.sequence(">>" if text == "<<" else "}"))
            case "[":
                return self.applied(self.bracketed())
        if text.startswith('"'):
            return ("text", text.strip('"'))
        if text in _CONSTANTS:
            return ("constant", text)
        if not re.match(r"\w", text) or (text not in self.known and text not in self.scope):
            raise Wrong(f"{text} is not declared")
        arguments = self.arguments() if self.peek() == "(" else ()
        if len(arguments) != self.arities.get(text, 0):
            raise Wrong(f"{text} takes {self.arities.get(text, 0)} arguments")
        return self.applied(("name", text, *arguments))

    def listed(self, sign: str) -> Tree:
        outer, column = self.limit, self.tokens[self.at].column
        items: list[Tree] = []
        while self.peek() == sign and self.tokens[self.at].column == column:
            self.take()
            self.limit = column
            items.append(self.expression())
            self.limit = outer
        return (sign, *items, "list")

    def applied(self, function: Tree) -> Tree:
        while self.peek() in ("[", "'", "."):
            match self.take():
                case "[":
                    function = ("apply", function, *self.sequence("]"))
                case "'":
                    if function[0] != "name" or function[1] not in self.module.variables:
                        raise Wrong(f"{function} is no variable")
                    function = ("prime", function[1])
                case _:
                    function = ("field", function, self.name())
        return function

    def arguments(self) -> tuple[Tree, ...]:
        self.take("(")
        return self.sequence(")")

    def sequence(self, end: str) -> tuple[Tree, ...]:
        items: list[Tree] = []
        while self.peek() != end:
            if items:
                self.take(",")
            items.append(self.expression())
        self.take(end)
        return tuple(items)

    def bounds(self, end: str) -> list[tuple[str, Tree]]:
        found: list[tuple[str, Tree]] = []
        while not found or self.peek() == ",":
            if found:
                self.take(",")
            name = self.name()
            self.take("\\in")
            found.append((name, self.expression(6)))
        self.take(end)
        return found

    def scoped(self, sign: str, bounds: list[tuple[str, Tree]], inner: object) -> Tree:
        before = self.bind([name for name, _ in bounds])
        body = inner()  # type: ignore[operator]
        del self.scope[before:]
        return (sign, tuple(bounds), body)

    def bracketed(self) -> Tree:
        following = [token.text for token in self.tokens[self.at : self.at + 2]]
        if following[1] == "\\in":
            tree = self.scoped("|->", self.bounds("|->"), self.expression)
        elif following[1] == ":":
            fields = [(self.name(), self.take(":") and self.expression())]
            while self.peek() == ",":
                self.take()
                fields.append((self.name(), self.take(":") and self.expression()))
            tree = ("records", tuple(fields))
        else:
            tree = self.changed_or_functions(self.expression())
        self.take("]")
        return tree

    def changed_or_functions(self, first: Tree) -> Tree:
        if self.peek() == "->":
            self.take()
            return ("->", first, self.expression())
        self.take("EXCEPT")
        entries: list[tuple[tuple[Tree, ...], Tree]] = []
        while not entries or self.peek() == ",":
            if entries:
                self.take(",")
            self.take("!")
            self.take("[")
            at = self.sequence("]")
            self.take("=")
            entries.append((at, self.expression()))
        return ("EXCEPT", first, tuple(entries))


def parts(tree: Tree) -> tuple[Tree, ...]:
    """The items of a conjunction or disjunction, written as a list or not."""
    return tuple(tree[1:-1])


def written(module: Module, tree: Tree) -> frozenset[str]:
    """The variables that an action says the future of. Raises Wrong where it says it twice, or not in every case."""
    match tree[0]:
        case "prime":
            raise Wrong(f"{tree[1]}' stands where nothing is said of it")
        case "=" if tree[1][0] == "prime":
            return frozenset([tree[1][1]])
        case "UNCHANGED":
            return frozenset(_names(module, tree[1]))
        case "/\\":
            found: frozenset[str] = frozenset()
            for part in parts(tree):
                more = written(module, part)
                if found & more:
                    raise Wrong(f"twice: {sorted(found & more)}")
                found |= more
            return found
        case "\\/":
            return _alike([written(module, part) for part in parts(tree)])
        case "IF":
            return _alike([written(module, tree[2]), written(module, tree[3])])
        case "\\E":
            return written(module, tree[2])
        case "group":
            return written(module, tree[1])
        case "name" if module.definitions.get(tree[1], ((), ()))[0] or tree[1] in module.definitions:
            return written(module, module.definitions[tree[1]][1])
        case _:
            return frozenset()


def _names(module: Module, tree: Tree) -> Iterator[str]:
    if tree[0] == "<<":
        for item in tree[1:]:
            yield from _names(module, item)
    elif tree[1] in module.variables:
        yield tree[1]
    else:
        yield from _names(module, module.definitions[tree[1]][1])


def _alike(branches: list[frozenset[str]]) -> frozenset[str]:
    if len(set(branches)) != 1:
        raise Wrong(f"not in every case: {sorted(frozenset.union(*branches) - frozenset.intersection(*branches))}")
    return branches[0]
