"""A lemma for each obligation that is not untouched: what is supposed, what is shown, and the refutation."""

from collections.abc import Iterator, Sequence

from attrs import define

from septum.export.rocq.expressions import Printer
from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names, spelt
from septum.export.rocq.proofs.formulas import used_numbers
from septum.export.rocq.proofs.hypotheses import Hypotheses
from septum.export.rocq.proofs.refuting import refuting
from septum.export.rocq.proofs.scenes import Scene, allowed, done, printer
from septum.export.rocq.proofs.shapes import Shapes
from septum.export.rocq.running.run import number_of_check
from septum.logic.terms import Operator, Term
from septum.obligations.constants import goal_constants
from septum.obligations.events import joined
from septum.obligations.evidence import Argument, Evidence
from septum.obligations.meaning import meant
from septum.obligations.obligation import Obligation
from septum.obligations.propositions import Apply, Part, Suppose, turned
from septum.obligations.spelt import Speller
from septum.obligations.spelt_news import heard, mask, same_news
from septum.spec.model import Model


def lemma_name(names: Names, obligation: Obligation) -> str:
    """`lend__write__own_pages`: the name of an obligation's lemma. No step is called so."""
    steps = [names.steps[s] for s in (obligation.step, obligation.other_step) if s is not None]
    return spelt("__".join([*steps, obligation.clause.removeprefix("o_"), obligation.target]))


@define(eq=False)
class Lemmas:
    """Writes the lemmas of a model. `shapes`: what equality makes impossible, met so far."""

    model: Model
    names: Names
    speller: Speller
    shapes: Shapes

    def lemma(self, obligation: Obligation, evidence: Evidence) -> Iterator[str]:
        """The lines of one lemma."""
        scene = Scene(self.names, self.speller.setting(obligation))
        show = printer(self.names)
        supposed = self._supposed(obligation, scene, show)
        shown, places = self._shown(obligation, scene, show)
        name = lemma_name(self.names, obligation)
        yield from lines(f"Lemma {ITEM.join([name, *scene.binders, *supposed])} :{ITEM}{shown}.")
        hypotheses = Hypotheses(self.model, self.names, show, obligation, scene)
        intros = scene.bind(places)
        script = [f"intros {' '.join(intros)}."] if intros else []
        proof = "\n".join(self._proof(obligation, evidence.arguments, hypotheses, show, 0))
        script += hypotheses.script
        script += [f"exists {show.argument(value, scene.scope)}." for value in evidence.found]
        yield "Proof."
        yield from script
        yield proof
        yield "Qed."

    def _supposed(self, obligation: Obligation, scene: Scene, show: Printer) -> Iterator[str]:
        setting, scope = scene.setting, scene.scope
        one, other = setting.one, setting.other
        clause = obligation.clause
        yield "(s t : State)" if other is not None or clause == "o_start" else "(s : State)"
        yield "(Z : constants_are_as_stated)"
        yield "(K : Kept)"
        if one is None:
            yield "(H : initial s)"
            if clause == "o_start":
                yield "(L : initial t)"
            return
        yield "(I : Inv s)"
        if other is not None:
            yield "(J : Inv t)"
        if clause in ("o_own", "o_reply", "o_status", "o_told"):
            yield f"(V : alike {scene.observer} s t)"
        if clause in ("o_write", "o_told"):
            yield f"(W : asked_by {scene.act(one)} {scene.observer} = false)"
        if clause == "o_told" and other is not None:
            yield f"(X : asked_by {scene.act(other)} {scene.observer} = false)"
            assert setting.observer is not None
            told = [mask(one, tell, setting.observer, setting.viewer) for tell in heard(one.step, setting.observer)]
            yield f"(T : is_true ({show.value(joined(Operator.OR, told), scope)}))"
            same = same_news(one, other, setting.observer, setting.viewer)
            yield f"(M : is_true ({show.value(same, scope)}))"
        if clause == "o_write":
            silent = next((h for h in obligation.hypotheses if h.name.startswith("not told")), None)
            if silent is not None:
                position = obligation.hypotheses.index(silent)
                statement = self.speller.spelt(obligation).hypotheses[position]
                yield f"(N : is_true ({show.value(statement, scope)}))"
        if clause == "o_birth" and other is not None:
            yield f"(B : is_true (begun {scene.act(one)} {scene.observer}))"
            yield f"(D : is_true (begun {scene.act(other)} {scene.observer}))"
        if clause == "o_status" and other is not None:
            guard = next(g for g in one.step.guards if g.identifier == f"{one.step.name}.{obligation.target}")
            before = number_of_check(one.step, guard)
            yield f"(P : {allowed(scene, one, before)})"
            yield f"(Q : {allowed(scene, other, before)})"
            yield f"(H : {show.proposition(turned(meant(guard.condition, one.values, one.before)), scope)})"
            return
        yield f"(P : {allowed(scene, one)})"
        if other is not None:
            yield f"(Q : {allowed(scene, other)})"

    def _shown(self, obligation: Obligation, scene: Scene, show: Printer) -> tuple[str, Sequence[Term]]:
        """What is shown, and the constants for which."""
        one, other = scene.setting.one, scene.setting.other
        match obligation.clause:
            case "o_init" | "o_inv":
                fact = next(f for f in self.model.invariants if f.name == obligation.target)
                state = "s" if one is None else done(scene, one)
                return f"is_{self.names.facts[fact.name]} {state}", tuple(goal_constants(fact.parameters).values())
            case "o_reply":
                assert one is not None and other is not None
                left, right = (f"returned {scene.act(e)} {scene.chosen(e)} {e.before.tag}" for e in (one, other))
                return f"{left} = {right}", ()
            case "o_status":
                goal = self.speller.spelt(obligation).goal
                return show.proposition(goal, scene.scope), ()
            case _:
                view = next(v for v in self.model.views if v.name == obligation.target)
                words = [f"same_{self.names.views[view.name]}", *filter(None, [scene.viewer]), *_compared(scene)]
                return " ".join(words), tuple(goal_constants(view.parameters).values())

    def _proof(
        self,
        obligation: Obligation,
        arguments: Sequence[Argument],
        hypotheses: Hypotheses,
        show: Printer,
        depth: int,
    ) -> Iterator[str]:
        first = arguments[0]
        if len(first.piece.route) == depth:
            yield self._finished(obligation, first, hypotheses, show)
            return
        scene = hypotheses.scene
        match first.piece.route[depth]:
            case Apply(variable):
                constant = first.values[variable]
                scene.scope = self.names.bind([constant], scene.scope)
                yield f"intros {scene.scope[constant]}."
                yield from self._proof(obligation, arguments, hypotheses, show, depth + 1)
            case Suppose(found, _):
                constants = [first.values[v] for v in found]
                scene.scope = self.names.bind(constants, scene.scope)
                pattern = f"h{depth}"
                for constant in reversed(constants):
                    pattern = f"[{scene.scope[constant]} {pattern}]"
                yield f"intros {pattern}. revert h{depth}. apply concluded."
                yield from self._proof(obligation, arguments, hypotheses, show, depth + 1)
            case Part(_, count):
                for index in range(count):
                    mine = [a for a in arguments if a.piece.route[depth] == Part(index, count)]
                    if index < count - 1:
                        yield "split."
                    yield "{"
                    yield from self._proof(obligation, mine, hypotheses, show, depth + 1)
                    yield "}"
            case _:
                raise NotImplementedError

    def _finished(self, obligation: Obligation, argument: Argument, hypotheses: Hypotheses, show: Printer) -> str:
        scene = hypotheses.scene
        # What is used is printed first: it may give names to what is said to exist.
        needed = used_numbers(argument.refutation.tree)
        proofs = {id(u): hypotheses.prove(u) for number, u in enumerate(argument.used) if number in needed}
        refuted, used = refuting(argument, lambda used: proofs[id(used)], show, scene.scope, self.shapes)
        proof = f"(by_contradiction _ (fun G => {refuted}))"
        if obligation.clause == "o_reply":
            one = scene.setting.one
            assert one is not None and one.step.returns is not None
            kind = "truth" if one.step.returns.sort.is_boolean else "value"
            proof = f"(f_equal (fun x => Some (A_{self.names.sort(one.step.returns.sort)} x)) (equal_{kind} {proof}))"
        elif obligation.clause not in ("o_init", "o_inv", "o_status"):
            view = next(v for v in self.model.views if v.name == obligation.target)
            words = [f"{self.names.views[view.name]}_shown", *filter(None, [scene.viewer])]
            places = [scene.scope[c] for c in goal_constants(view.parameters).values()]
            proof = " ".join([*words, *_compared(scene), *places, proof])
        # What is used is compared with the formulas by the kernel alone, once.
        return f"refine ({proof});\n[vm_cast_no_check (eq_refl true) | exact_no_check {used}]."


def _compared(scene: Scene) -> tuple[str, str]:
    """The states in which a view entry is the same: two starts, those before and after an event, or after two."""
    one, other = scene.setting.one, scene.setting.other
    if one is None:
        return "s", "t"
    return ("s", done(scene, one)) if other is None else (done(scene, one), done(scene, other))
