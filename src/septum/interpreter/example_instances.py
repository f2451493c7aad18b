"""The instance on which an example is played."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from septum.diagnostics import Span
from septum.interpreter.instance import Instance, Meaning, Value, constants_of, sorts_of
from septum.interpreter.satisfying import Search
from septum.interpreter.structure import Structure, Table, values_of
from septum.logic import Term
from septum.logic.show import show
from septum.logic.walk import symbols
from septum.spec.model import Example, ExampleFact, Model


@frozen
class ExampleFailure:
    """The line at which no choice led on: what it says, and what was found instead."""

    span: Span
    expected: str
    found: str


def instance_of(model: Model, example: Example) -> Instance | ExampleFailure:
    """The instance of an example: its parameters and nothing else, but one element at least of each sort.

    The constants are chosen so that what the example says of them holds, and the axioms. It is a failure, with the
    line, where they cannot be.
    """
    elements: dict[str, tuple[str, ...]] = {}
    for sort in sorts_of(model):
        if sort.is_uninterpreted:
            named = tuple(p.name for p in example.parameters if p.sort == sort)
            elements[sort.name] = named or (sort.name.lower(),)
    rigid = {symbol.name: symbol for symbol in constants_of(model)}
    plain = Structure(elements, {})
    tables = {(name, ""): Table({}, values_of(symbol.codomain, plain)[0]) for name, symbol in rigid.items()}
    search = Search(Structure(elements, tables), lambda key: key[0] in rigid)
    environment = parameters_of(example)
    facts = [line for line in example.script if isinstance(line, ExampleFact) and _is_rigid(line.condition, rigid)]
    axioms = [(fact, arguments) for fact in model.axioms for arguments in _instances(fact.parameters, search.structure)]
    statements = [(fact.condition, environment) for fact in facts] + [(fact.body, given) for fact, given in axioms]
    found = next(search.satisfy(statements, {}), None)
    if found is not None:
        constants: dict[str, dict[tuple[Value, ...], Value]] = {}
        for (name, arguments), value in found.items():
            constants.setdefault(name, {})[arguments] = value
        meanings: dict[str, Meaning] = dict(constants)
        return Instance(elements, meanings)
    for count in range(1, len(statements) + 1):
        if next(search.satisfy(statements[:count], {}), None) is None:
            line = facts[count - 1] if count <= len(facts) else axioms[count - 1 - len(facts)][0]
            said = line.condition if isinstance(line, ExampleFact) else line.body
            return ExampleFailure(line.span, show(said), "no meaning of the constants agrees with this and the above")
    raise AssertionError("some statement must be the first that cannot hold")


def parameters_of(example: Example) -> dict[Term, Value]:
    """The values of an example's parameters: each is the element of its own name."""
    return {p.bare: p.name for p in example.parameters}


def _is_rigid(term: Term, rigid: Mapping[str, object]) -> bool:
    return all(symbol.name in rigid for symbol in symbols(term))


def _instances(parameters: tuple[Term, ...], structure: Structure) -> Iterator[dict[Term, Value]]:
    if not parameters:
        yield {}
        return
    for value in values_of(parameters[0].sort, structure):
        for rest in _instances(parameters[1:], structure):
            yield {parameters[0].bare: value, **rest}
