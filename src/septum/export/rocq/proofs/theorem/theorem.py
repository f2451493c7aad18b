"""`Theorem.v`: the obligations of all requests, and the claims that follow from them.

What needs no lemma is in `Routine.v`, which is compiled beside the lemmas.
"""

from collections.abc import Iterator, Sequence

from septum.export.naming import stem_of
from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.proofs.invariants import OPENING
from septum.export.rocq.proofs.joining import Joining, conjunction
from septum.export.rocq.proofs.theorem.all_requests import born, checks, of_each, told
from septum.export.rocq.proofs.theorem.start import equivalence, start
from septum.export.rocq.proofs.theorem.tellers import tellers
from septum.spec.model import FactKind, Model

_OBLIGATIONS = """Theorem obligations : Obligations core starts_alike Inv.
Proof.
  constructor.
  - exact alike_refl.
  - exact alike_sym.
  - exact alike_trans.
  - exact inv_at_start.
  - exact alike_at_start.
  - exact all_inv.
  - exact (fun u r => all_write r u).
  - exact (fun u r c d s t I J V W P Q => proj1 (all_own r u c d s t I J V W P Q)).
  - exact (fun u r c d s t I J V W P Q => proj2 (all_own r u c d s t I J V W P Q)).
  - exact (fun u q r c d s t n I J V W X P Q E N M => all_told u q r c d s t I J n V W X P Q E N M).
  - exact all_birth.
  - exact (fun u r before k rest c d s t I J V W E =>
      each_of _ _ [] (all_status r u c d s t I J V W) before k rest E).
  - exact (fun r before k rest d t E => each_of _ _ [] (all_choose r) before k rest E d t).
  - exact all_prompt.
Qed.
Theorem isolation_holds : isolation_is_claimed.
Proof. exact (isolation _ _ _ obligations). Qed."""
"""In the order of the record `Obligations`."""


def routine(joining: Joining) -> str:
    """The text of `Routine.v`: views are equivalences, who tells what, and checks that hold of every step."""
    opening = [f"(** * What holds of every step of {joining.model.name}, whatever it does. *)"]
    told = tellers(joining) if joining.names.news else ()
    parts = [*equivalence(joining), *told, *checks(joining)]
    return "\n".join([*opening, "Require Import Invariants.", *OPENING, *parts, "End Proofs."]) + "\n"


def theorem(joining: Joining, requires: Sequence[str]) -> str:
    """The text of `Theorem.v`. `requires`: the files of the lemmas."""
    return "\n".join(_lines(joining, requires)) + "\n"


def _lines(joining: Joining, requires: Sequence[str]) -> Iterator[str]:
    yield f"(** * What is claimed of {joining.model.name} is true. *)"
    yield f"Require Import {' '.join(requires)} Routine Invariants."
    yield from OPENING
    yield "Context (Z : constants_are_as_stated) (K : Kept)."
    yield from start(joining)
    yield from of_each(joining)
    yield from told(joining)
    yield from born(joining)
    yield _OBLIGATIONS
    always = [joining.names.facts[f.name] for f in joining.model.invariants if f.kind is FactKind.ALWAYS]
    if always:
        parts = conjunction([f"(holds_{name} s I)" for name in always])
        yield "Theorem always_holds : always_is_claimed."
        yield from lines(f"Proof. exact (always _ _ _ obligations always_claimed (fun s I => {parts})). Qed.")
    yield "End Proofs."
    yield from _claims(joining)


def claimed(model: Model) -> tuple[str, ...]:
    """What is claimed of a model: `isolation`, and `always` where something is claimed of every state beside it."""
    always = any(fact.kind is FactKind.ALWAYS for fact in model.invariants)
    return ("isolation", "always") if always else ("isolation",)


def _claims(joining: Joining) -> Iterator[str]:
    stem = stem_of(joining.model)
    kept = [f"kept_{joining.names.assumptions[name]}" for name in joining.model.assumes]
    pattern = f"({' & '.join(kept)})" if len(kept) > 1 else "".join(kept) or "_"
    for claim in claimed(joining.model):
        yield from lines(
            f"Theorem {claim}_of_{stem} {{machine : Machine}} {{assumed : Assumed}} :{ITEM}"
            f"constants_are_as_stated -> assumptions_of_{stem} -> {claim}_is_claimed."
        )
        yield from lines(f"Proof. intros Z {pattern}. apply {claim}_holds; [exact Z | constructor; assumption]. Qed.")
