"""Who is told what, and what of it a guest's own step shows a hostile principal."""

from collections.abc import Iterable, Iterator

from septum.export.rocq.layout import ITEM, lines, sentence
from septum.export.rocq.statement.writing import Writing, called
from septum.spec.model import Observer, Step, Tell


def policy(writing: Writing) -> Iterator[str]:
    """The policy and the downgrade set, which Rocq prints."""
    names = writing.names
    yield from sentence(
        "** The policy: which requests may tell whom anything. What is told is in the step, and is declassified"
        " without proof. The downgrade set: what a guest's own request tells a principal that is hostile. Policy.v"
        " shows that both are complete."
    )
    cases: list[str] = []
    for observer in writing.model.observers:
        told = _telling(writing, observer)
        if told:
            who = names.observers[observer.name] + (" _" if observer.sort is not None else "")
            cases.append(f"{who}, {_any_of(writing, told)} => true")
    match = _match("u, r", cases, "_, _")
    yield from lines(f"Definition policy {{machine : Machine}} (u : Observer) (r : Request) : bool :={ITEM}{match}")
    shown = [step for step in writing.model.steps if _is_downgrade(writing, step)]
    match = _match("r", [f"{_any_of(writing, shown)} => true"] if shown else [], "_")
    yield from lines(f"Definition downgrade {{machine : Machine}} (r : Request) : bool :={ITEM}{match}")
    yield "Print policy."
    yield "Print downgrade."


def completeness(writing: Writing) -> Iterator[str]:
    """Proofs, by computing, that nothing else is told and nothing else shown."""
    names, model = writing.names, writing.model
    yield "Section Policy."
    yield "Context {machine : Machine} {assumed : Assumed}."
    yield "Theorem policy_is_all : forall u r, policy u r = true \\/ forall c s, tells_of (acts (act r)) u c s = []."
    yield "Proof. intros [] []; first [left; reflexivity | right; reflexivity]. Qed."
    for observer in model.observers:
        for hostile in _hostile(writing):
            if observer.sort is not None:
                yield from lines(
                    f"Theorem downgrade_is_all_{observer.name}_{hostile.name} : forall v r,{ITEM}"
                    f"asked_by (acts (act r)) ({names.observers[observer.name]} v) = true ->{ITEM}"
                    f"policy {names.observers[hostile.name]} r = true ->{ITEM}downgrade r = true."
                )
                yield "Proof. intros v []; intros A B; first [reflexivity | discriminate A | discriminate B]. Qed."
    yield "End Policy."


def _hostile(writing: Writing) -> list[Observer]:
    return [observer for observer in writing.model.observers if observer.sort is None]


def _telling(writing: Writing, observer: Observer) -> list[Step]:
    return [step for step in writing.model.steps if any(_is_told(tell, observer) for tell in step.tells)]


def _is_downgrade(writing: Writing, step: Step) -> bool:
    parameter = step.actor.parameter
    mine = parameter is not None and any(o.sort == parameter.sort for o in writing.model.observers)
    return mine and any(_is_told(tell, o) for tell in step.tells for o in _hostile(writing))


def _is_told(tell: Tell, observer: Observer) -> bool:
    if observer.sort is None:
        return tell.principal == observer.name
    return tell.recipient is not None and tell.recipient.sort == observer.sort


def _any_of(writing: Writing, found: Iterable[Step]) -> str:
    patterns = [called(writing.names.steps[step.name], ["_"] * len(step.parameters)) for step in found]
    return f"({f' |{ITEM}'.join(patterns)})" if len(patterns) > 1 else patterns[0]


def _match(what: str, cases: list[str], others: str) -> str:
    if not cases:
        return "false."
    return f"match {what} with {f' |{ITEM}'.join([*cases, f'{others} => false'])} end."
