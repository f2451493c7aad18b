"""The theorem: what is owed of all requests, put together, and what follows from it by the generic theorem."""

from collections.abc import Iterator

from attrs import define

from septum.export.naming import stem_of
from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.invariants import OPENING
from septum.export.rocq.proofs.lemmas import lemma_name
from septum.export.rocq.proofs.requests import Key
from septum.obligations.obligation import Obligation
from septum.obligations.spelt_news import news_key
from septum.spec.model import FactKind, Model, Step

_RUNS = "s t (I : Inv s) (J : Inv t)"


@define(eq=False)
class Theorem:
    """Writes `Theorem.v`. `lemmas`: the obligations that have a lemma. `requires`: the files with their lemmas."""

    model: Model
    names: Names
    lemmas: dict[Key, Obligation]
    requires: tuple[str, ...]

    def text(self) -> str:
        """The file."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        model, names = self.model, self.names
        yield f"(** * What is claimed of {model.name} is true. *)"
        yield f"Require Import {' '.join(self.requires)} Invariants."
        yield from OPENING
        yield "Context (Z : constants_are_as_stated) (K : Kept)."
        yield from self._start()
        yield from self._alike()
        yield from self._numbers()
        steps = [names.steps[step.name] for step in model.steps]
        yield from self._all(
            "inv", "forall r c s (I : Inv s) (P : passed core (checks core r) c s), Inv (effect core r c s)",
            [f"({n}_inv {{}} c s Z K I P)" for n in steps], "c s I P",
        )  # fmt: skip
        yield from self._all(
            "write",
            f"forall r u c s (I : Inv s) (P : passed core (checks core r) c s) (W : own core u r = false){ITEM}"
            "(N : Isolation.tells core u r c s = []), alike u s (effect core r c s)",
            [f"({n}_write {{}} c u s Z K I P W N)" for n in steps], "u c s I P W N",
        )  # fmt: skip
        yield from self._all(
            "own",
            f"forall r u c d {_RUNS} (V : alike u s t) (W : own core u r = true) (P : passed core (checks core r) c s){ITEM}"
            f"(Q : passed core (checks core r) d t), alike u (effect core r c s) (effect core r d t) /\\{ITEM}"
            "returns core r c s = returns core r d t",
            [f"({n}_own {{}} c d u s t Z K I J V W P Q)" for n in steps], "u c d s t I J V W P Q",
        )  # fmt: skip
        yield from self._all(
            "status",
            f"forall r u c d {_RUNS} (V : alike u s t) (W : own core u r = true),{ITEM}one_by_one [] (checks core r) "
            f"(fun before k => delays k = false ->{ITEM}passed core before c s -> passed core before d t -> holds k c s -> can k d t)",
            [f"({n}_status {{}} c d u s t Z K I J V W)" for n in steps], "u c d s t I J V W",
        )  # fmt: skip
        yield from self._told()
        yield from self._birth()
        yield from self._rest()
        yield "End Proofs."
        yield from self._claims()

    def _all(self, name: str, statement: str, cases: list[str], bound: str) -> Iterator[str]:
        """A statement about every request, from those about each."""
        yield from lines(f"Lemma all_{name} : {statement}.")
        yield "Proof."
        yield "  destruct r."
        for step, case in zip(self.model.steps, cases, strict=True):
            places = " ".join("_" for _ in step.parameters)
            inner = " ".join(case.format(places).split())
            yield f"  {{ exact (fun {bound} => {inner}). }}" if bound else f"  {{ exact {inner}. }}"
        yield "Qed."

    # -- the start

    def _start(self) -> Iterator[str]:
        facts: list[str] = []
        for fact in self.model.invariants:
            lemma = lemma_name(self.names, self.lemmas["o_init", "", None, None, fact.name])
            facts.append(f"({lemma} s Z K H)")
        yield from lines("Lemma inv_at_start s (H : initial s) : Inv s.")
        yield from lines(f"Proof. exact (invariant s {ITEM.join(facts)}). Qed.")
        yield "Lemma alike_at_start u s t (A : starts_alike u) (H : initial s) (L : initial t) : alike u s t."
        yield f"Proof. destruct u as [{self._patterns()}]."
        for observer in self.model.observers:
            if observer.sort is None:
                yield "{ destruct A. }"
                continue
            parts: list[str] = []
            for view in self.model.views:
                if view.principal == observer.name:
                    lemma = lemma_name(self.names, self.lemmas["o_start", "", None, observer.name, view.name])
                    parts.append(f"({lemma} viewer s t Z K H L)")
            yield from lines(f"{{ exact ({_conjunction(parts)}). }}")
        yield "Qed."

    def _patterns(self) -> str:
        return " | ".join("viewer" if o.sort is not None else "" for o in self.model.observers)

    # -- views are equivalences

    def _alike(self) -> Iterator[str]:
        yield "Lemma alike_refl u s : alike u s s."
        yield from self._each("fun {places} => eq_refl")
        yield "Lemma alike_sym u s t (V : alike u s t) : alike u t s."
        yield from self._each("fun {places} => eq_sym ({name} {who} s t V {places})")
        yield "Lemma alike_trans u s t r (V : alike u s t) (A : alike u t r) : alike u s r."
        yield from self._each("fun {places} => eq_trans ({name} {who} s t V {places}) ({name} {who} t r A {places})")

    def _each(self, proof: str) -> Iterator[str]:
        yield f"Proof. destruct u as [{self._patterns()}]."
        for observer in self.model.observers:
            parts: list[str] = []
            for view in self.model.views:
                if view.principal != observer.name:
                    continue
                places = " ".join(f"x{n}" for n, _ in enumerate(view.parameters, 1))
                who = "viewer" if view.viewer is not None else ""
                text = proof.format(places=places, name=f"{self.names.views[view.name]}_alike", who=who)
                parts.append(
                    f"({' '.join(text.split())})" if places else f"({' '.join(text.split()).removeprefix('fun => ')})"
                )
            yield from lines(f"{{ exact ({_conjunction(parts)}). }}")
        yield "Qed."

    # -- news and births: which two steps

    def _numbers(self) -> Iterator[str]:
        """Who tells what: every request that tells something has a name of its own."""
        model, names = self.model, self.names
        if not names.news:
            return
        telling = [s for s in model.steps if s.tells]
        yield from lines(f"Inductive Teller := Other | {f' |{ITEM}'.join(_teller(names, s) for s in telling)}.")
        cases = [f"{names.steps[s.name]}{' _' * len(s.parameters)} => {_teller(names, s)}" for s in telling]
        silent = [] if len(telling) == len(model.steps) else ["_ => Other"]
        yield from lines(
            f"Definition teller (r : Request) : Teller := match r with {f' |{ITEM}'.join([*cases, *silent])} end."
        )
        found: list[str] = []
        for step in telling:
            places = " ".join(f"a{n}" for n, _ in enumerate(step.parameters, 1))
            request = " ".join(filter(None, [names.steps[step.name], places]))
            found.append(f"{_teller(names, step)} => {f'exists {places}, ' if places else ''}r = {request}")
        yield from lines(f"Lemma by_teller r : match teller r with Other => True | {f' |{ITEM}'.join(found)} end.")
        yield "Proof."
        yield "  destruct r."
        for step in model.steps:
            proof = "eq_refl"
            for _ in step.parameters:
                proof = f"(ex_intro _ _ {proof})"
            yield f"  {{ exact {proof if step.tells else 'Logic.I'}. }}"
        yield "Qed."
        told = self._tellers()
        texts = [
            f"{names.news[key]}{' _' * (len(key) - 1)} => [{'; '.join(_teller(names, s) for s in tellers)}]"
            for key, tellers in told.items()
        ]
        yield from lines(f"Definition tellers (n : News) : list Teller := match n with {f' |{ITEM}'.join(texts)} end.")
        yield from lines(
            f"Lemma is_teller r u c s n l :{ITEM}Isolation.tells core u r c s = n :: l ->{ITEM}one_of (teller r) (tellers n)."
        )
        yield "Proof."
        yield "  intros N. destruct r."
        for step in model.steps:
            if not step.tells:
                yield "  { discriminate N. }"
                continue
            parts = [_place(told[news_key(tell)].index(step)) for tell in step.tells if news_key(tell) in told]
            proof = _conjunction([*parts, "Logic.I"])
            yield from lines(f"  {{ exact (first_heard (fun n => one_of _ (tellers n)) _ N {proof}). }}")
        yield "Qed."

    def _tellers(self) -> dict[tuple[str, ...], list[Step]]:
        told: dict[tuple[str, ...], list[Step]] = {key: [] for key in self.names.news}
        for step in self.model.steps:
            for key in dict.fromkeys(map(news_key, step.tells)):
                told[key].append(step)
        return told

    def _told(self) -> Iterator[str]:
        yield from lines(
            f"Lemma all_told u q r c d {_RUNS} n (V : alike u s t) (W : own core u q = false) (X : own core u r = false){ITEM}"
            f"(P : passed core (checks core q) c s) (Q : passed core (checks core r) d t) (E : n <> []){ITEM}"
            f"(N : Isolation.tells core u q c s = n) (M : Isolation.tells core u r d t = n) :{ITEM}"
            "alike u (effect core q c s) (effect core r d t)."
        )
        if not self.names.news:
            yield "Proof. destruct q; destruct (E (eq_sym N)). Qed."
            return
        yield "Proof."
        yield "  destruct n as [|h m]; [destruct (E eq_refl)|]. pose proof (is_teller _ _ _ _ _ _ M) as T."
        told = self._tellers()
        yield "  destruct q."
        for step in self.model.steps:
            yield from lines(f"  {{ {self._told_of(step, told)} }}")
        yield "Qed."

    def _told_of(self, step: Step, told: dict[tuple[str, ...], list[Step]]) -> str:
        names = self.names
        if self._gone(step):
            return f"exact ({self._impossible(step, 'P')})."
        if not step.tells:
            return "discriminate N."
        others = [s for s in self.model.steps if any(s in told[news_key(tell)] for tell in step.tells)]
        listed = f"[{'; '.join(_teller(names, s) for s in others)}]"
        parts = [f"(fun T => {_wider([others.index(s) for s in told[news_key(t)]])})" for t in step.tells]
        proof = _conjunction([*parts, "Logic.I"])
        text = (
            f"assert (A : one_of (teller r) {listed}) by{ITEM}"
            f"exact (first_heard (fun n => one_of (teller r) (tellers n) -> one_of (teller r) {listed}) _ N {proof} T).{ITEM}"
        )
        cases: list[str] = []
        for second in others:
            opened = f"pose proof (by_teller r) as B; rewrite A in B; {_opened(second)}"
            if self._gone(second):
                proof = f"exact ({self._impossible(second, 'Q')})."
            elif second == step or (step.name, second.name) in self._pairs("o_told"):
                proof = f"exact ({self._pair(step, second, 'told')} u s t _ Z K I J V W X P Q N M E)."
            else:
                proof = (
                    f"exact (alike_sym _ _ _ ({self._pair(second, step, 'told')} u t s _ Z K J I "
                    "(alike_sym _ _ _ V) X W Q P M N E))."
                )
            cases.append(f"{{ {opened} {proof} }}")
        for case in cases[:-1]:
            text += f"destruct A as [A|A]. {case} "
        return f"{text}destruct A as [A|A]; [|destruct A]. {cases[-1]}"

    def _pair(self, step: Step, other: Step, word: str) -> str:
        names = [self.names.steps[step.name], *([self.names.steps[other.name]] if other != step else []), word]
        places = sum(len(s.parameters) for s in (step, other))
        return " ".join(["_".join(names), *("_" * (places + 2))])

    def _pairs(self, clause: str) -> set[tuple[str, str]]:
        return {(key[1], key[2]) for key in self.lemmas if key[0] == clause and key[2] is not None}

    def _impossible(self, step: Step, passed: str) -> str:
        assert step.unless is not None
        return f"False_ind _ (not_without (kept_{self.names.assumptions[step.unless]} K) (proj1 {passed}))"

    def _gone(self, step: Step) -> bool:
        return step.unless is not None and step.unless in self.model.assumes

    def _birth(self) -> Iterator[str]:
        yield from lines(
            f"Lemma all_birth u q r c d {_RUNS} (B : born core u q) (D : born core u r){ITEM}"
            f"(P : passed core (checks core q) c s) (Q : passed core (checks core r) d t) :{ITEM}"
            "alike u (effect core q c s) (effect core r d t)."
        )
        yield "Proof."
        yield "  destruct q."
        for step in self.model.steps:
            if step.begins is None:
                yield "  { discriminate B. }"
                continue
            yield "  { destruct r."
            for other in self.model.steps:
                if other.begins is None:
                    yield "    { discriminate D. }"
                elif other == step or (step.name, other.name) in self._pairs("o_birth"):
                    yield f"    {{ exact ({self._pair(step, other, 'birth')} u s t Z K I J B D P Q). }}"
                else:
                    yield f"    {{ exact (alike_sym _ _ _ ({self._pair(other, step, 'birth')} u t s Z K J I D B Q P)). }}"
            yield "  }"
        yield "Qed."

    # -- together

    def _rest(self) -> Iterator[str]:
        yield "Lemma all_prompt : forall r, all (fun k => answer k = None \\/ delays k = false) (checks core r)."
        yield "Proof. destruct r; apply prompt_all; reflexivity. Qed."
        yield from lines(
            f"Lemma all_choose : forall r, one_by_one [] (checks core r) (fun before k => forall d t,{ITEM}"
            "passed core before d t -> can k d t -> exists c, passed core before c t /\\ holds k c t)."
        )
        yield "Proof."
        yield "  destruct r."
        for step in self.model.steps:
            count = len(step.guards) + (0 if step.unless is None else 1)
            if step.choices:
                yield "  { simpl; repeat split; intros d t P H; first [exists d; split; assumption |"
                yield "    destruct H as [c H]; exists c; split; assumption]. }"
            else:
                proof = _conjunction([*["(fun _ _ H => H)"] * count, "Logic.I"])
                yield from lines(f"  {{ apply (plain_choices _ []). exact {proof}. }}")
        yield "Qed."
        yield "Theorem obligations : Obligations core starts_alike Inv."
        yield "Proof. constructor."
        yield "  - exact alike_refl."
        yield "  - exact alike_sym."
        yield "  - exact alike_trans."
        yield "  - exact inv_at_start."
        yield "  - exact alike_at_start."
        yield "  - exact all_inv."
        yield "  - exact (fun u r => all_write r u)."
        yield "  - exact (fun u r c d s t I J V W P Q => proj1 (all_own r u c d s t I J V W P Q))."
        yield "  - exact (fun u r c d s t I J V W P Q => proj2 (all_own r u c d s t I J V W P Q))."
        yield "  - exact (fun u q r c d s t n I J V W X P Q E N M => all_told u q r c d s t I J n V W X P Q E N M)."
        yield "  - exact (fun u q r c d s t I J B D P Q => all_birth u q r c d s t I J B D P Q)."
        yield "  - exact (fun u r before k rest c d s t I J V W E => each_of _ _ [] (all_status r u c d s t I J V W) before k rest E)."
        yield "  - exact (fun r before k rest d t E => each_of _ _ [] (all_choose r) before k rest E d t)."
        yield "  - exact all_prompt."
        yield "Qed."
        yield "Theorem isolation_holds : isolation_is_claimed."
        yield "Proof. exact (isolation _ _ _ obligations). Qed."
        always = [self.names.facts[f.name] for f in self.model.invariants if f.kind is FactKind.ALWAYS]
        if always:
            parts = _conjunction([f"(holds_{name} s I)" for name in always])
            yield "Theorem always_holds : always_is_claimed."
            yield from lines(f"Proof. exact (always _ _ _ obligations always_claimed (fun s I => {parts})). Qed.")

    def _claims(self) -> Iterator[str]:
        stem, names = stem_of(self.model), self.names
        kept = [f"kept_{names.assumptions[name]}" for name in self.model.assumes]
        pattern = f"({' & '.join(kept)})" if len(kept) > 1 else "".join(kept) or "_"
        claims = ["isolation"]
        if any(fact.kind is FactKind.ALWAYS for fact in self.model.invariants):
            claims.append("always")
        for claim in claims:
            yield from lines(
                f"Theorem {claim}_of_{stem} {{machine : Machine}} {{assumed : Assumed}} :{ITEM}"
                f"constants_are_as_stated -> assumptions_of_{stem} -> {claim}_is_claimed."
            )
            yield from lines(
                f"Proof. intros Z {pattern}. apply {claim}_holds; [exact Z | constructor; assumption]. Qed."
            )


def _opened(step: Step) -> str:
    pattern = "->"
    for number in range(len(step.parameters), 0, -1):
        pattern = f"[a{number} {pattern}]"
    return f"destruct B as {pattern}." if step.parameters else "subst r."


def _teller(names: Names, step: Step) -> str:
    return f"teller_{names.steps[step.name]}"


def _place(index: int) -> str:
    """That something is in a list, at this place."""
    text = "(or_introl eq_refl)"
    for _ in range(index):
        text = f"(or_intror {text})"
    return text


def _wider(places: list[int]) -> str:
    """From `T`, that something is in a list, that it is in another, where the members of the first have these places."""
    text = "(False_ind _ f)"
    for number, place in reversed(list(enumerate(places))):
        found = "(or_introl e)"
        for _ in range(place):
            found = f"(or_intror {found})"
        text = f"match {'f' if number else 'T'} with or_introl e => {found} | or_intror f => {text} end"
    return text


def _conjunction(parts: list[str]) -> str:
    if not parts:
        return "Logic.I"
    text = parts[-1]
    for one in reversed(parts[:-1]):
        text = f"(conj {one}{ITEM}{text})"
    return text
