"""Statements about every request, and about every two, from those about each."""

from collections.abc import Iterator, Sequence

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.proofs.joining import Joining, conjunction
from septum.export.rocq.proofs.pairs import pair_name
from septum.export.rocq.proofs.theorem.tellers import only
from septum.spec.model import Step

_RUNS = "s t (I : Inv s) (J : Inv t)"
_BOTH = f"(P : passed core (checks core q) c s) (Q : passed core (checks core r) d t){ITEM}"


def of_each(joining: Joining) -> Iterator[str]:
    """What is owed of one request."""
    names = [joining.names.steps[step.name] for step in joining.model.steps]
    yield from _each(
        joining, "inv", "forall r c s (I : Inv s) (P : passed core (checks core r) c s), Inv (effect core r c s)",
        [f"{n}__inv {{}} c s Z K I P" for n in names], "c s I P",
    )  # fmt: skip
    yield from _each(
        joining, "write",
        f"forall r u c s (I : Inv s) (P : passed core (checks core r) c s) (W : own core u r = false){ITEM}"
        "(N : Isolation.tells core u r c s = []), alike u s (effect core r c s)",
        [f"{n}__write {{}} c u s Z K I P W N" for n in names], "u c s I P W N",
    )  # fmt: skip
    yield from _each(
        joining, "own",
        f"forall r u c d {_RUNS} (V : alike u s t) (W : own core u r = true){ITEM}"
        f"(P : passed core (checks core r) c s) (Q : passed core (checks core r) d t),{ITEM}"
        f"alike u (effect core r c s) (effect core r d t) /\\ returns core r c s = returns core r d t",
        [f"{n}__own {{}} c d u s t Z K I J V W P Q" for n in names], "u c d s t I J V W P Q",
    )  # fmt: skip
    yield from _each(
        joining, "status",
        f"forall r u c d {_RUNS} (V : alike u s t) (W : own core u r = true),{ITEM}one_by_one [] (checks core r)"
        f" (fun before k => delays k = false ->{ITEM}passed core before c s -> passed core before d t ->{ITEM}"
        "holds k c s -> can k d t)",
        [f"{n}__status {{}} c d u s t Z K I J V W" for n in names], "u c d s t I J V W",
    )  # fmt: skip


def _each(joining: Joining, name: str, statement: str, cases: Sequence[str], bound: str) -> Iterator[str]:
    yield from lines(f"Lemma all_{name} : {statement}.")
    yield "Proof."
    yield "  destruct r."
    for step, case in zip(joining.model.steps, cases, strict=True):
        places = " ".join("_" for _ in step.parameters)
        yield f"  {{ exact (fun {bound} => {' '.join(case.format(places).split())}). }}"
    yield "Qed."


def told(joining: Joining) -> Iterator[str]:
    """Whoever hears the same of two requests has the same view after them."""
    yield from lines(
        f"Lemma all_told u q r c d {_RUNS} n (V : alike u s t) (W : own core u q = false){ITEM}"
        f"(X : own core u r = false) {_BOTH}(E : n <> []) (N : Isolation.tells core u q c s = n){ITEM}"
        f"(M : Isolation.tells core u r d t = n) :{ITEM}alike u (effect core q c s) (effect core r d t)."
    )
    if not joining.names.news:
        yield "Proof. destruct q; destruct (E (eq_sym N)). Qed."
        return
    yield "Proof."
    yield "  destruct n as [|h m]; [destruct (E eq_refl)|]. pose proof (is_teller _ _ _ _ _ _ M) as T."
    yield "  destruct q."
    for step in joining.model.steps:
        yield from lines(f"  {{ {_told_of(joining, step)} }}")
    yield "Qed."


def _told_of(joining: Joining, step: Step) -> str:
    excluded = joining.excluded(step)
    if excluded:
        return f"exact ({excluded})."
    if not step.tells:
        return "discriminate N."
    others, script = only(joining, step)
    for number, other in enumerate(others):
        rest = "[A|A]" if number < len(others) - 1 else "[A|[]]"
        opened = f"pose proof (by_teller r) as B; rewrite A in B; {_opened(other)}"
        # What is left after the first case is the next.
        script += (
            f"destruct A as {rest}. {{ {opened} {_told_by(joining, step, other)} }} "
            if number < len(others) - 1
            else (f"destruct A as {rest}. {opened} {_told_by(joining, step, other)}")
        )
    return script


def _told_by(joining: Joining, step: Step, other: Step) -> str:
    excluded = joining.excluded(other, "Q")
    if excluded:
        return f"exact ({excluded})."
    if other == step or (step.name, other.name) in _pairs(joining, "o_told"):
        return f"exact ({_pair(joining, step, other, 'told')} u s t _ Z K I J V W X P Q N M E)."
    turned = f"{_pair(joining, other, step, 'told')} u t s _ Z K J I (alike_sym _ _ _ V) X W Q P M N E"
    return f"exact (alike_sym _ _ _ ({turned}))."


def _opened(step: Step) -> str:
    pattern = "->"
    for number in range(len(step.parameters), 0, -1):
        pattern = f"[a{number} {pattern}]"
    return f"destruct B as {pattern}." if step.parameters else "subst r."


def _pair(joining: Joining, step: Step, other: Step, word: str) -> str:
    places = sum(len(s.parameters) for s in (step, other))
    return " ".join([f"{pair_name(joining, step, other)}__{word}", *("_" * (places + 2))])


def _pairs(joining: Joining, clause: str) -> set[tuple[str, str]]:
    return {(key[1], key[2]) for key in joining.lemmas if key[0] == clause and key[2] is not None}


def born(joining: Joining) -> Iterator[str]:
    """Whoever's life begins with two requests has the same view after them."""
    yield from lines(
        f"Lemma all_birth u q r c d {_RUNS} (B : born core u q) (D : born core u r){ITEM}{_BOTH}:{ITEM}"
        "alike u (effect core q c s) (effect core r d t)."
    )
    yield "Proof."
    yield "  destruct q."
    for step in joining.model.steps:
        if step.begins is None:
            yield "  { discriminate B. }"
            continue
        yield "  { destruct r."
        for other in joining.model.steps:
            yield f"    {{ {_born_of(joining, step, other)} }}"
        yield "  }"
    yield "Qed."


def _born_of(joining: Joining, step: Step, other: Step) -> str:
    if other.begins is None:
        return "discriminate D."
    if other == step or (step.name, other.name) in _pairs(joining, "o_birth"):
        return f"exact ({_pair(joining, step, other, 'birth')} u s t Z K I J B D P Q)."
    return f"exact (alike_sym _ _ _ ({_pair(joining, other, step, 'birth')} u t s Z K J I D B Q P))."


def checks(joining: Joining) -> Iterator[str]:
    """What answers, does not wait; and what can be chosen, can be chosen after what was chosen before."""
    yield "Lemma all_prompt : forall r, all (fun k => answer k = None \\/ delays k = false) (checks core r)."
    yield "Proof. destruct r; apply prompt_all; reflexivity. Qed."
    yield from lines(
        f"Lemma all_choose : forall r, one_by_one [] (checks core r) (fun before k => forall d t,{ITEM}"
        "passed core before d t -> can k d t -> exists c, passed core before c t /\\ holds k c t)."
    )
    yield "Proof."
    yield "  destruct r."
    for step in joining.model.steps:
        if step.choices:
            yield "  { simpl; repeat split; intros d t P H; first [exists d; split; assumption |"
            yield "    destruct H as [c H]; exists c; split; assumption]. }"
        else:
            count = len(step.guards) + (0 if step.unless is None else 1)
            proof = conjunction([*["(fun _ _ H => H)"] * count, "Logic.I"])
            yield from lines(f"  {{ apply (plain_choices _ []). exact {proof}. }}")
    yield "Qed."
