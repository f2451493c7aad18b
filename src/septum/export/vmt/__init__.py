"""The transition system of a profile in VMT-LIB: start, steps and invariants, for any number of things of each sort.

VMT-LIB is SMT-LIB with annotations (Cimatti, Griggio and Tonetta, *The VMT-LIB Language and Tools*, SMT 2022). Symbols
are kept as functions: `:next` names the function of the state after, as model checkers for parametric systems read it.
"""

from collections.abc import Iterable, Iterator, Sequence

from septum import __version__
from septum.export.naming import stem_of
from septum.export.possible import possible_steps
from septum.export.smtlib.terms import Declaration, Writer
from septum.export.vmt.transition import System
from septum.logic import build
from septum.logic.terms import Term
from septum.obligations.lower import lower
from septum.spec.digest import model_digest
from septum.spec.model import Fact, Model


def emit(model: Model) -> dict[str, str]:
    """One file."""
    return {f"{stem_of(model)}.vmt": "\n".join(_lines(model)) + "\n"}


def _lines(model: Model) -> Iterator[str]:
    writer = Writer()
    system = System(model, writer)
    steps = [system.step(step) for step in possible_steps(model)]
    axioms = [_closed(fact) for fact in model.axioms]
    starts = [_closed(fact) for fact in model.initially]
    invariants = [_closed(fact) for fact in model.invariants]
    declared = system.declared()
    needed = set(declared).union(*(writer.needs(t) for t in (*axioms, *starts, *invariants)))
    needed = needed.union(*(step.needs for step in steps))
    yield f"; {model.name}: {' '.join(model.title.split())}"
    yield f"; profile {model.name} {model_digest(model)}, septum {__version__}, as a transition system in VMT-LIB"
    yield "; Constants are state that every step keeps. A step's arguments and choices are inputs. A request that is"
    yield "; refused changes nothing. What the profile says of two runs, of views and of news is not in this file."
    yield f"(set-logic {writer.logic(needed)})"
    yield from _texts(needed)
    yield "; the state and what it becomes"
    yield from system.next_annotations()
    yield "; what a step does not write"
    yield from system.frames()
    for fact, term in zip(model.axioms, axioms, strict=True):
        yield f"(define-fun {_named(writer, 'axiom', fact)} () Bool {writer.text(term)})"
    for step in steps:
        yield f"; {step.comment}"
        yield f"(define-fun {step.name} () Bool {step.text})"
    rules = [_named(writer, "axiom", fact) for fact in model.axioms]
    yield "; the start"
    yield f"(define-fun init () Bool (! {_all([*rules, *map(writer.text, starts)])} :init true))"
    yield "; one step, or nothing"
    happens = _any([*(step.name for step in steps), system.nothing])
    yield f"(define-fun trans () Bool (! {_all([*rules, system.constants_stay, happens])} :trans true))"
    yield "; what holds always"
    for number, (fact, term) in enumerate(zip(model.invariants, invariants, strict=True)):
        name = _named(writer, str(fact.kind), fact)
        yield f"(define-fun {name} () Bool (! {writer.text(term)} :invar-property {number}))"


def _closed(fact: Fact) -> Term:
    return lower(build.forall([p.bare for p in fact.parameters], fact.body.bare))


def _named(writer: Writer, kind: str, fact: Fact) -> str:
    return writer.names.own(f"{kind}.{fact.name}")


def _texts(declarations: Iterable[Declaration]) -> Iterator[str]:
    return (declaration.text for declaration in sorted(declarations))


def _all(parts: Sequence[str]) -> str:
    return "(and true\n  " + "\n  ".join(parts) + ")"


def _any(parts: Sequence[str]) -> str:
    return "(or false\n  " + "\n  ".join(parts) + ")"
