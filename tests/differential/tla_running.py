"""A module of TLA+ run on a small instance, by its own text: what it starts with, reaches and breaks."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from attrs import frozen
from tla_parsing import Module, Tree, parts

Value = Any
Environment = Mapping[str, Value]


class Function(dict):
    """A function, by tuples of arguments."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


@frozen
class Reached:
    """All states that can be reached, how many of them are starts, and the statements that fail in one of them."""

    states: frozenset[tuple[Value, ...]]
    starts: int
    broken: frozenset[str]


def explore(module: Module, constants: Environment, statements: list[str]) -> Reached:
    """Every state that `Next` reaches from `Init`."""
    running = _Running(module, constants)
    seen: set[tuple[Value, ...]] = set()
    for found in running.outcomes(module.definitions["Init"][1], dict(constants), {}, start=True):
        seen.add(tuple(found[name] for name in module.variables))
    starts, waiting = len(seen), list(seen)
    for state in waiting:
        env = {**constants, **dict(zip(module.variables, state, strict=True))}
        for found in running.outcomes(module.definitions["Next"][1], env, {}):
            after = tuple(found[name] for name in module.variables)
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    broken = {
        name
        for name in statements
        for state in seen
        if not running.value(("name", name), {**constants, **dict(zip(module.variables, state, strict=True))})
    }
    return Reached(frozenset(seen), starts, frozenset(broken))


def act(module: Module, action: str, arguments: tuple[Value, ...], env: Environment) -> set[tuple[Value, ...]]:
    """All states to which an action leads from the state in `env`; none where it is not enabled."""
    parameters, body = module.definitions[action]
    inner = {**env, **dict(zip(parameters, arguments, strict=True))}
    outcomes = _Running(module, env).outcomes(body, inner, {})
    return {tuple(found[name] for name in module.variables) for found in outcomes}


class _Running:
    def __init__(self, module: Module, constants: Environment) -> None:
        self.module, self.constants = module, constants

    def outcomes(
        self, tree: Tree, env: Environment, known: Mapping[str, Value], start: bool = False
    ) -> Iterator[dict[str, Value]]:
        """All ways in which an action, or the start, fixes the variables beyond those that are known already."""
        match tree[0]:
            case "/\\":
                yield from self._all_of(parts(tree), env, known, start)
            case "\\/":
                for part in parts(tree):
                    yield from self.outcomes(part, env, known, start)
            case "IF":
                chosen = tree[2] if self.value(tree[1], env) else tree[3]
                yield from self.outcomes(chosen, env, known, start)
            case "\\E":
                for inner in self._bound(tree[1], env):
                    yield from self.outcomes(tree[2], inner, known, start)
            case "group":
                yield from self.outcomes(tree[1], env, known, start)
            case "=" if tree[1][0] == "prime":
                yield {**known, tree[1][1]: self.value(tree[2], env)}
            case "=" if start and self._is_open(tree[1], known):
                yield {**known, tree[1][1]: self.value(tree[2], env)}
            case "\\in" if start and self._is_open(tree[1], known):
                yield from ({**known, tree[1][1]: value} for value in self.value(tree[2], env))
            case "UNCHANGED":
                names = [tree[1][1]] if tree[1][0] == "name" else [item[1] for item in tree[1][1:]]
                names = self.module.variables if names == ["vars"] else names
                yield {**known, **{name: env[name] for name in names}}
            case "name" if not start and tree[1] in self.module.definitions:
                parameters, body = self.module.definitions[tree[1]]
                arguments = dict(zip(parameters, (self.value(a, env) for a in tree[2:]), strict=True))
                yield from self.outcomes(body, {**env, **arguments}, known)
            case _:
                if self.value(tree, {**env, **known} if start else env):
                    yield dict(known)

    def _is_open(self, tree: Tree, known: Mapping[str, Value]) -> bool:
        return tree[0] == "name" and tree[1] in self.module.variables and tree[1] not in known

    def _all_of(
        self, items: tuple[Tree, ...], env: Environment, known: Mapping[str, Value], start: bool
    ) -> Iterator[dict[str, Value]]:
        if not items:
            yield dict(known)
            return
        for found in self.outcomes(items[0], env, known, start):
            yield from self._all_of(items[1:], env, found, start)

    def _bound(self, bounds: tuple[tuple[str, Tree], ...], env: Environment) -> Iterator[dict[str, Value]]:
        names = [name for name, _ in bounds]
        for values in product(*(self.value(s, env) for _, s in bounds)):
            yield {**env, **dict(zip(names, values, strict=True))}

    def value(self, tree: Tree, env: Environment) -> Value:
        """What an expression is."""
        match tree[0]:
            case "name":
                if tree[1] in env:
                    return env[tree[1]]
                parameters, body = self.module.definitions[tree[1]]
                arguments = dict(zip(parameters, (self.value(a, env) for a in tree[2:]), strict=True))
                return self.value(body, {**env, **arguments})
            case "constant":
                return {"TRUE": True, "FALSE": False, "BOOLEAN": frozenset([False, True])}[tree[1]]
            case "text":
                return tree[1]
            case "group":
                return self.value(tree[1], env)
            case "~":
                return not self.value(tree[1], env)
            case "/\\":
                return all(self.value(part, env) for part in parts(tree))
            case "\\/":
                return any(self.value(part, env) for part in parts(tree))
            case "=>":
                return not self.value(tree[1], env) or self.value(tree[2], env)
            case "=" | "<=>":
                return self.value(tree[1], env) == self.value(tree[2], env)
            case "#":
                return self.value(tree[1], env) != self.value(tree[2], env)
            case "\\in":
                return self.value(tree[1], env) in self.value(tree[2], env)
            case "\\notin":
                return self.value(tree[1], env) not in self.value(tree[2], env)
            case "\\A":
                return all(self.value(tree[2], inner) for inner in self._bound(tree[1], env))
            case "\\E":
                return any(self.value(tree[2], inner) for inner in self._bound(tree[1], env))
            case "IF":
                return self.value(tree[2] if self.value(tree[1], env) else tree[3], env)
            case _:
                return self._collection(tree, env)

    def _collection(self, tree: Tree, env: Environment) -> Value:
        match tree[0]:
            case "{":
                return frozenset(self.value(item, env) for item in tree[1:])
            case "SUBSET":
                found = [frozenset[Value]()]
                for item in self.value(tree[1], env):
                    found += [chosen | {item} for chosen in found]
                return frozenset(found)
            case "\\X":
                pairs = product(self.value(tree[1], env), self.value(tree[2], env))
                return frozenset((*_key(one), other) for one, other in pairs)
            case "->":
                keys = [_key(argument) for argument in self.value(tree[1], env)]
                choices = product(self.value(tree[2], env), repeat=len(keys))
                return frozenset(Function(zip(keys, values, strict=True)) for values in choices)
            case "|->":
                names = [name for name, _ in tree[1]]
                inner = self._bound(tree[1], env)
                return Function((_key(*(e[name] for name in names)), self.value(tree[2], e)) for e in inner)
            case "EXCEPT":
                changes = {_key(*(self.value(i, env) for i in at)): self.value(new, env) for at, new in tree[2]}
                return Function({**self.value(tree[1], env), **changes})
            case "apply":
                return self.value(tree[1], env)[_key(*(self.value(argument, env) for argument in tree[2:]))]
            case other:
                raise ValueError(f"{other} has no value here")


def _key(*arguments: Value) -> tuple[Value, ...]:
    """Arguments of a function: a tuple stands for several."""
    return arguments[0] if len(arguments) == 1 and isinstance(arguments[0], tuple) else arguments
