"""What a statement says reduces to what obligations and proofs say."""

from collections.abc import Iterator

import pytest
from rocq_statements import compiled, coqc, loaded, needs_rocq

from septum.export.rocq.expressions import Printer
from septum.export.rocq.names import Names
from septum.logic.terms import Term
from septum.obligations.meaning import After, Before, fresh, meant
from septum.spec.model import Model, Step

_HEAD = "Require Import Statement.\nSection Meaning.\nContext {machine : Machine} {assumed : Assumed} (s : State).\n"


def _goals(model: Model) -> Iterator[str]:
    names = Names.of(model)
    printer = Printer(names)
    for step in model.steps:
        scope = names.bind((*step.parameters, *step.choices), {})
        choice = _choice(step, {v: scope[v.bare] for v in step.choices})
        act = " ".join([names.act(step.name), *(scope[p.bare] for p in step.parameters)])
        bound = printer.binders((*step.parameters, *step.choices), scope)
        for symbol in sorted(step.writes, key=lambda s: s.name):
            places = fresh(symbol)
            inner = names.bind(places, scope)
            value = printer.value(After(step, Before("s"), {}).at(symbol, places), inner)
            arguments = " ".join(inner[p.bare] for p in places)
            yield (
                f"Goal forall {bound} {printer.binders(places, inner)}, "
                f"done (acts ({act})) {choice} s {names.symbols[symbol]} {arguments} = ({value}). "
            )
        for number, guard in enumerate(step.guards, step.unless is not None):
            condition = printer.proposition(meant(guard.condition, {}, Before("s")), scope)
            supposed = f"is_true {names.assumptions[guard.assumption]} -> " if guard.assumption else ""
            check = (
                f"match checks_of (acts ({act})) with {'_ :: ' * number}k :: _ => holds k {choice} s | _ => False end"
            )
            yield f"Goal forall {bound}, ({check}) = ({supposed}{condition})."


def _choice(step: Step, names: dict[Term, str]) -> str:
    return f"({', '.join(names[c] for c in step.choices)})" if step.choices else "tt"


@needs_rocq
@pytest.mark.parametrize("name", ["benign_allocator", "desks", "lockers", "trusting"])
def test_effects_and_checks_reduce_to_what_is_proved_of_them(name: str) -> None:
    goals = list(_goals(loaded(name)))
    assert len(goals) > 5
    text = _HEAD + "\n".join(f"{goal} Proof. reflexivity. Qed." for goal in goals) + "\nEnd Meaning.\n"
    done = coqc(compiled(name), "Meaning.v", text)
    assert done.returncode == 0, done.stderr


@needs_rocq
def test_an_effect_that_is_another_is_noticed() -> None:
    goal = next(goal for goal in _goals(loaded("desks")) if " then true else " in goal)
    text = _HEAD + goal.replace(" then true else ", " then false else ") + " Proof. reflexivity. Qed.\nEnd Meaning.\n"
    assert coqc(compiled("desks"), "Wrong.v", text).returncode != 0
