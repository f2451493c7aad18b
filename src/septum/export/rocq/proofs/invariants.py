"""The invariant, what is assumed, and what views say: by what lemmas are proved."""

from collections.abc import Iterator, Sequence

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.entries import Entry
from septum.export.rocq.proofs.scenes import binders, printer
from septum.obligations.meaning import Before, meant
from septum.obligations.propositions import turned
from septum.obligations.spelt import FIRST
from septum.spec.model import Model

OPENING = ("Section Proofs.", "Context {machine : Machine} {assumed : Assumed}.")


def invariants(model: Model, names: Names) -> str:
    """The text of `Invariants.v`. Raises NotExpressible."""
    return "\n".join(_lines(model, names)) + "\n"


def _lines(model: Model, names: Names) -> Iterator[str]:
    yield f"(** * The invariant of {model.name}, and what views say."
    yield "    Means of proof: nothing here has to be believed. *)"
    yield "Require Export Proofs Statement."
    yield from _members(model, names)
    yield from OPENING
    yield "(** ** What is assumed *)"
    kept = f";{ITEM}".join(f"kept_{n} : is_true {n}" for n in (names.assumptions[name] for name in model.assumes))
    yield from lines(f"Record Kept : Prop := {{ {kept} }}.")
    yield "(** ** The invariant *)"
    yield from _invariant(model, names)
    yield "(** ** Views *)"
    for observer in model.observers:
        own = [view for view in model.views if view.principal == observer.name]
        for position, view in enumerate(own):
            yield from Entry(names, observer, view, position, len(own)).lemmas()
    yield "End Proofs."


def _members(model: Model, names: Names) -> Iterator[str]:
    for sort in model.sorts:
        if sort.is_enumeration:
            name = names.sort(sort)
            cases = " \\/ ".join(f"x = {names.members[sort, m]}" for m in sort.members)
            yield from lines(f"Lemma {name}_members : forall x : {name}, {cases}.")
            yield "Proof. destruct x; auto 20. Qed."


def _invariant(model: Model, names: Names) -> Iterator[str]:
    show = printer(names)
    for fact in model.invariants:
        scope = names.bind(fact.parameters, {})
        bound = " ".join(binders(show, fact.parameters, scope))
        body = show.proposition(turned(meant(fact.body, {}, Before(FIRST))), scope)
        quantified = f"forall {bound}, {body}" if bound else body
        yield from lines(f"Definition is_{names.facts[fact.name]} (s : State) : Prop :={ITEM}{quantified}.")
    facts = [names.facts[fact.name] for fact in model.invariants]
    fields = f";{ITEM}".join(f"holds_{name} : is_{name} s" for name in facts)
    yield from lines(f"Record Inv (s : State) : Prop := invariant {{ {fields} }}.")
    yield from lines(f"Lemma all_hold (s : State) :{ITEM}{halves([f'is_{name} s' for name in facts])} -> Inv s.")
    pattern = halves([f"h{number}" for number, _ in enumerate(facts)], ("[", " ", "]")) if facts else "_"
    yield from lines(f"Proof. intros {pattern}. constructor; assumption. Qed.")


def halves(parts: Sequence[str], signs: tuple[str, str, str] = ("(", f" /\\{ITEM}", ")")) -> str:
    """Statements joined by halves, or the pattern that takes them apart."""
    if len(parts) < 2:
        return parts[0] if parts else "True"
    opened, between, closed = signs
    middle = len(parts) // 2
    return f"{opened}{halves(parts[:middle], signs)}{between}{halves(parts[middle:], signs)}{closed}"
