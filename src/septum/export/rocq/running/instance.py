"""A finite instance in Rocq: the types, the machine, what is assumed, and how its conditions are decided."""

from collections.abc import Iterator

from attrs import define, field

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names
from septum.export.rocq.running.elements import Elements, inductive_types
from septum.export.rocq.running.run import Run
from septum.export.rocq.vocabulary import sets_of
from septum.logic import build
from septum.logic.sorts import BOOLEAN
from septum.spec.model import Home, Model

_OWN = ("machine", "assumed", "start", "story", "now", "checks", "possible", "holds")
"""What an example calls things of its own."""


@define(eq=False)
class Finite:
    """A model on a finite instance, with the names that its development uses."""

    model: Model
    names: Names
    run: Run
    elements: Elements = field(init=False)
    own: dict[str, str] = field(init=False)
    """Names of what an example defines, which nothing else has."""

    def __attrs_post_init__(self) -> None:
        self.elements = Elements(self.model, self.names, self.run.elements)
        wanted = {word: build.variable(f"example_{word}", BOOLEAN) for word in _OWN}
        found = self.names.bind(wanted.values(), self.elements.scope)
        self.own = {word: found[variable.bare] for word, variable in wanted.items()}


def instance_lines(finite: Finite) -> Iterator[str]:
    """The types, the machine, what is assumed, and that all sorts are finite."""
    for text in _sentences(finite):
        yield from lines(text)


def _sentences(finite: Finite) -> Iterator[str]:
    names, model, elements = finite.names, finite.model, finite.elements
    yield from inductive_types(elements)
    fields = [f"{names.sorts[sort]} := sort_of {kind}_is_finite" for sort, kind in elements.types.items()]
    fields += [
        f"some_{names.sorts[sort]} := {elements.text(sort, elements.values(sort)[0])}" for sort in elements.types
    ]
    for declared in model.symbols:
        if declared.home is Home.CONSTANT:
            meaning = finite.run.constants.get(declared.symbol.name, {})
            fields.append(f"{names.symbols[declared.symbol]} := {elements.function(declared.symbol, meaning)}")
    yield f"#[local] Instance {finite.own['machine']} : Machine := {_record('Machine', fields)}."
    kept = [
        f"{names.assumptions[a.name]} := {'true' if a.name in model.assumes else 'false'}" for a in model.assumptions
    ]
    yield f"#[local] Instance {finite.own['assumed']} : Assumed := {_record('Assumed', kept)}."
    for sort, kind in elements.types.items():
        yield f"#[local] Instance {kind}_listed : Finite {names.sorts[sort]} := {kind}_is_finite."
    for sort in (*(s for s in names.sorts if s.is_enumeration), *sets_of(model)):
        kind = names.sort(sort)
        yield f"#[local] Instance {kind}_listed : Finite {kind} :={ITEM}{elements.finite(sort)}."


def _record(name: str, fields: list[str]) -> str:
    return f"{ITEM}{{| {f';{ITEM}'.join(fields)} |}}" if fields else f"Build_{name}"


def deciding_lines(finite: Finite) -> Iterator[str]:
    """How the checks of every request are decided."""
    yield "(** Every condition is about finitely many things. *)"
    yield f"Definition {finite.own['checks']} (r : Request) : DecidedChecks (checks core r)."
    yield "Proof. destruct r; decided_checks. Defined."
