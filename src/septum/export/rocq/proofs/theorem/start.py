"""The start, and that views are equivalences."""

from collections.abc import Iterator

from septum.export.rocq.layout import lines
from septum.export.rocq.proofs.joining import Joining, balanced, conjunction, observer_patterns
from septum.export.rocq.proofs.lemmas import lemma_name
from septum.spec.model import View


def start(joining: Joining) -> Iterator[str]:
    """The invariant holds at the start, and all starts look alike to those of whom there are many."""
    names, lemmas = joining.names, joining.lemmas
    facts = [
        f"({lemma_name(names, lemmas['o_init', '', None, None, fact.name])} s Z K H)"
        for fact in joining.model.invariants
    ]
    yield "Lemma inv_at_start s (H : initial s) : Inv s."
    yield from lines(f"Proof. apply all_hold. exact_no_check {balanced(facts)}. Qed.")
    yield "Lemma alike_at_start u s t (A : starts_alike u) (H : initial s) (L : initial t) : alike u s t."
    yield f"Proof. destruct u as [{observer_patterns(joining.model)}]."
    for observer in joining.model.observers:
        if observer.sort is None:
            yield "{ destruct A. }"
            continue
        parts = [
            f"({lemma_name(names, lemmas['o_start', '', None, observer.name, view.name])} viewer s t Z K H L)"
            for view in joining.views(observer)
        ]
        yield from lines(f"{{ exact_no_check {conjunction(parts)}. }}")
    yield "Qed."


def equivalence(joining: Joining) -> Iterator[str]:
    """Looking alike is an equivalence."""
    yield "Lemma alike_refl u s : alike u s s."
    yield from _by_entry(joining, "eq_refl")
    yield "Lemma alike_sym u s t (V : alike u s t) : alike u t s."
    yield from _by_entry(joining, "eq_sym ({alike} s t V{places})")
    yield "Lemma alike_trans u s t r (V : alike u s t) (A : alike u t r) : alike u s r."
    yield from _by_entry(joining, "eq_trans ({alike} s t V{places}) ({alike} t r A{places})")


def _by_entry(joining: Joining, proof: str) -> Iterator[str]:
    yield f"Proof. destruct u as [{observer_patterns(joining.model)}]."
    for observer in joining.model.observers:
        parts = [_of_entry(joining, view, proof) for view in joining.views(observer)]
        yield from lines(f"{{ exact ({conjunction(parts)}). }}")
    yield "Qed."


def _of_entry(joining: Joining, view: View, proof: str) -> str:
    places = "".join(f" x{number}" for number, _ in enumerate(view.parameters, 1))
    alike = f"{joining.names.views[view.name]}_alike{' viewer' if view.viewer is not None else ''}"
    text = proof.format(places=places, alike=alike)
    return f"(fun{places} => {text})" if places else f"({text})"
