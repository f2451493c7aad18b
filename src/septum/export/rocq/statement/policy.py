"""Who is told what, and what of it a guest's own step shows a hostile principal."""

from collections.abc import Iterator

from septum.export.rocq.layout import ITEM, lines, sentence
from septum.export.rocq.statement.writing import Writing, called
from septum.obligations.spelt_news import news_key
from septum.spec.model import Observer, Step, Tell

_PROOF = """(** What holds of all news for an observer, holds of what it hears. *)
Lemma all_heard {observer news : Type} (P : news -> Prop) (u : observer) (l : list ((observer -> bool) * news)) :
  all (fun to_one => fst to_one u = true -> P (snd to_one)) l -> all P (heard_by u l).
Proof. induction l as [|[who n] l H]; simpl; [auto|]. intros [A B]. destruct (who u); simpl; auto. Qed.
Ltac told_by_the_policy :=
  first [exact I | apply all_heard; repeat (split; [intros W; first [reflexivity | discriminate W] |]); exact I]."""


def policy(writing: Writing) -> Iterator[str]:
    """The policy and the downgrade set, which Rocq prints."""
    yield from sentence(
        "** The policy: who may be told what, by which request; what is told is declassified without proof. The"
        " downgrade set: what a guest's own request tells a principal that is hostile. Policy.v shows that both are"
        " complete."
    )
    rows = [
        f"{_observer(writing, observer)}, {_request(writing, step)}, {news}"
        for observer in writing.model.observers
        for step in writing.model.steps
        for news in _told(writing, step, observer)
    ]
    head = "{machine : Machine}"
    asked = len(writing.model.steps) * len(writing.names.news)
    match = _match("u, r, n", rows, len(writing.model.observers) * asked)
    yield from lines(f"Definition policy {head} (u : Observer) (r : Request) (n : News) : bool :={ITEM}{match}")
    shown = [
        f"{_request(writing, step)}, {news}"
        for step in writing.model.steps
        if _is_asked_by_one_of_many(writing, step)
        for hostile in _hostile(writing)
        for news in _told(writing, step, hostile)
    ]
    match = _match("r, n", list(dict.fromkeys(shown)), asked)
    yield from lines(f"Definition downgrade {head} (r : Request) (n : News) : bool :={ITEM}{match}")
    yield "Print policy."
    yield "Print downgrade."


def completeness(writing: Writing) -> Iterator[str]:
    """Proofs, by computing, that nothing else is told and nothing else shown."""
    names, model = writing.names, writing.model
    yield _PROOF
    yield "Section Policy."
    yield "Context {machine : Machine} {assumed : Assumed}."
    yield "Theorem policy_is_all : forall u r c s, all (fun n => policy u r n = true) (tells_of (acts (act r)) u c s)."
    yield "Proof. intros [] [] c s; told_by_the_policy. Qed."
    for observer in model.observers:
        for hostile in _hostile(writing):
            if observer.sort is not None:
                yield from lines(
                    f"Theorem downgrade_is_all_{observer.name}_{hostile.name} : forall v r n,{ITEM}"
                    f"asked_by (acts (act r)) ({names.observers[observer.name]} v) = true ->{ITEM}"
                    f"policy {names.observers[hostile.name]} r n = true ->{ITEM}downgrade r n = true."
                )
                yield "Proof."
                yield "  intros v [] n A B; first [discriminate A | discriminate B | destruct n;"
                yield "    first [reflexivity | discriminate B]]."
                yield "Qed."
    yield "End Policy."


def _hostile(writing: Writing) -> list[Observer]:
    return [observer for observer in writing.model.observers if observer.sort is None]


def _is_asked_by_one_of_many(writing: Writing, step: Step) -> bool:
    parameter = step.actor.parameter
    return parameter is not None and any(o.sort == parameter.sort for o in writing.model.observers)


def _told(writing: Writing, step: Step, observer: Observer) -> list[str]:
    told = {news_key(tell): len(tell.carries) for tell in step.tells if _is_told(tell, observer)}
    return [called(writing.names.news[key], ["_"] * count) for key, count in told.items()]


def _is_told(tell: Tell, observer: Observer) -> bool:
    if observer.sort is None:
        return tell.principal == observer.name
    return tell.recipient is not None and tell.recipient.sort == observer.sort


def _observer(writing: Writing, observer: Observer) -> str:
    return writing.names.observers[observer.name] + (" _" if observer.sort is not None else "")


def _request(writing: Writing, step: Step) -> str:
    return called(writing.names.steps[step.name], ["_"] * len(step.parameters))


def _match(what: str, rows: list[str], cases: int) -> str:
    """A test that is true in these cases alone, of so many: Rocq wants no case where none is left."""
    if not rows:
        return "false."
    others = ", ".join("_" for _ in what.split(", "))
    rest = f" | {others} => false" if len(rows) < cases else ""
    return f"match {what} with {f' |{ITEM}'.join(rows)} => true{rest} end."
