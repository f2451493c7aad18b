"""The invariant, and what a view entry that looks alike says: by what lemmas are proved."""

from collections.abc import Iterator

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.hypotheses import part
from septum.export.rocq.proofs.scenes import binders, printer
from septum.logic.terms import TRUE, Operator
from septum.obligations.constants import goal_constants, observing
from septum.obligations.meaning import Before, Values, meant
from septum.obligations.propositions import turned
from septum.obligations.spelt import FIRST, SECOND, joined, same_entry
from septum.spec.model import Model, Observer, View

OPENING = ("Section Proofs.", "Context {machine : Machine} {assumed : Assumed}.")


def invariants(model: Model, names: Names) -> str:
    """The text of `Invariants.v`."""
    return "\n".join(_lines(model, names)) + "\n"


def _lines(model: Model, names: Names) -> Iterator[str]:
    yield f"(** * The invariant of {model.name}, and what views say. A means of proof: nothing here has to be believed. *)"
    yield "Require Export Proofs Statement."
    yield from _members(model, names)
    yield from OPENING
    yield "(** ** What is assumed *)"
    kept = [names.assumptions[name] for name in model.assumes]
    yield from lines(f"Record Kept : Prop := {{ {f';{ITEM}'.join(f'kept_{n} : is_true {n}' for n in kept)} }}.")
    yield "(** ** The invariant *)"
    show = printer(names)
    for fact in model.invariants:
        scope = names.bind(fact.parameters, {})
        bound = " ".join(binders(show, fact.parameters, scope))
        body = show.proposition(turned(meant(fact.body, {}, Before(FIRST))), scope)
        yield from lines(
            f"Definition is_{names.facts[fact.name]} (s : State) : Prop :={ITEM}{f'forall {bound}, ' if bound else ''}{body}."
        )
    facts = [names.facts[fact.name] for fact in model.invariants]
    yield from lines(
        f"Record Inv (s : State) : Prop := invariant {{ {f';{ITEM}'.join(f'holds_{n} : is_{n} s' for n in facts)} }}."
    )
    together = f" /\\{ITEM}".join(f"is_{n} s" for n in facts) or "True"
    pattern = " & ".join(f"h{n}" for n in range(len(facts)))
    pattern = f"({pattern})" if len(facts) > 1 else pattern or "_"
    yield from lines(f"Lemma all_hold (s : State) :{ITEM}{together} -> Inv s.")
    yield from lines(f"Proof. intros {pattern}. constructor; assumption. Qed.")
    yield "(** ** Views *)"
    for observer in model.observers:
        own = [view for view in model.views if view.principal == observer.name]
        for index, view in enumerate(own):
            yield from _view(names, observer, view, index, len(own))
    yield "End Proofs."


def _members(model: Model, names: Names) -> Iterator[str]:
    for sort in model.sorts:
        if sort.is_enumeration:
            name = names.sort(sort)
            cases = " \\/ ".join(f"x = {names.members[sort, m]}" for m in sort.members)
            yield from lines(f"Lemma {name}_members : forall x : {name}, {cases}.")
            yield "Proof. destruct x; auto 20. Qed."


def _view(names: Names, observer: Observer, view: View, index: int, count: int) -> Iterator[str]:
    """What the entry says where two states look alike; and that it is the same, where its parts are."""
    show, name = printer(names), names.views[view.name]
    viewer = observing(observer) if view.viewer is not None else None
    places = goal_constants(view.parameters)
    values: Values = places
    if viewer is not None and view.viewer is not None:
        values = {**places, view.viewer.bare: viewer}
    scope = names.bind([*([viewer] if viewer is not None else []), *places.values()], {})
    who = f"({scope[viewer]} : {names.sort(viewer.sort)}) " if viewer is not None else ""
    bound = "".join(f" ({scope[v]} : {names.sort(v.sort)})" for v in places.values())
    at = "".join(f" {scope[v]}" for v in places.values())
    seen = " ".join([name, *([scope[viewer]] if viewer is not None else [])])
    observed = names.observers[observer.name]
    alike = f"alike {f'({observed} {scope[viewer]})' if viewer is not None else observed} s t"
    entry = f"{seen} s{at} = {seen} t{at}"
    yield from lines(
        f"Definition same_{name} {who}(s t : State) : Prop :={ITEM}{f'forall{bound}, ' if bound else ''}{entry}."
    )
    yield from lines(
        f"Lemma {name}_alike {who}(s t : State) (V : {alike}) :{ITEM}{' '.join([f'same_{name}', *([scope[viewer]] if viewer is not None else []), 's t'])}."
    )
    yield f"Proof. exact {part('V', index, count)}. Qed."
    whom = f" {scope[viewer]}" if viewer is not None else ""
    places_ = "".join(" _" for _ in places)
    itself = f"(fun{places_} => eq_refl)" if places_ else "eq_refl"
    yield from lines(f"Lemma {name}_itself {who}(s : State) : same_{name}{whom} s s.")
    yield f"Proof. exact {itself}. Qed."
    visible, *equal = same_entry(view, values, Before(FIRST), Before(SECOND))
    masked = visible is not TRUE
    kinds = ["truth" if carried.value.sort.is_boolean else "value" for carried in view.values]
    if masked:
        yield from lines(
            f"Lemma {name}_visible {who}(s t : State) (V : {alike}){bound} :{ITEM}is_true ({show.value(visible, scope)})."
        )
        yield f"Proof. exact (visible ({name}_alike {f'{scope[viewer]} ' if viewer is not None else ''}s t V{at})). Qed."
    for number, statement in enumerate(equal, 1):
        yield from lines(
            f"Lemma {name}_value{number} {who}(s t : State) (V : {alike}){bound} :{ITEM}is_true ({show.value(statement, scope)})."
        )
        proof = f"{name}_alike {f'{scope[viewer]} ' if viewer is not None else ''}s t V{at}"
        proof = f"valued ({proof}) h" if masked else proof
        proof = f"alike_{kinds[number - 1]} (component{number}of{len(equal)} ({proof}))"
        yield f"Proof. exact ({f'implied _ _ (fun h => {proof})' if masked else proof}). Qed."
    whole = joined(Operator.AND, [visible, *equal])
    yield from lines(
        f"Lemma {name}_shown {who}(s t : State){bound} (G : is_true ({show.value(whole, scope)})) :{ITEM}{entry}."
    )
    parts = ["G"]
    for _ in range(len(equal) - (0 if masked else 1)):
        parts = [f"(fst_true {parts[0]})", f"(snd_true {parts[0]})", *parts[1:]]
    if masked:
        first, *others = parts
        texts = [f"(equal_{kind} (concluded {p} h))" for kind, p in zip(kinds, others, strict=True)]
        yield f"Proof. exact (shown {first} (fun h => {_paired(texts)})). Qed."
    else:
        yield f"Proof. exact {_paired([f'(equal_{k} {p})' for k, p in zip(kinds, parts, strict=True)])}. Qed."


def _paired(texts: list[str]) -> str:
    if len(texts) > 5:
        raise NotExpressible("a view with more than five values")
    return texts[0] if len(texts) == 1 else f"(pair{len(texts)} {' '.join(texts)})"
