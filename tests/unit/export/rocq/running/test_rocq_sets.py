"""Sets are printed by what they hold, also where that is known at run time only."""

from pathlib import Path

from septum.export.rocq.expressions import Printer
from septum.export.rocq.names import Names
from septum.export.rocq.vocabulary import sets_of
from septum.logic import build
from septum.logic.sorts import set_of
from septum.spec.load import load_profile

_DESKS = str(Path(__file__).resolve().parents[3] / "models" / "desks.py")


def test_a_set_of_a_variable_holds_what_it_stands_for() -> None:
    model = load_profile(_DESKS)
    names = Names.of(model)
    light = next(sort for sort in model.sorts if sort.name == "Light")
    some = build.variable("some", light)
    lights = set_of(light)
    printer, scope = Printer(names), {some.bare: "some"}
    assert printer.value(build.set_literal(lights, [build.member(light, "DIM")]), scope).endswith(" false true false")
    mixed = printer.value(build.set_literal(lights, [some, build.member(light, "DIM")]), scope)
    assert mixed.endswith(" (some == OFF) true (some == BRIGHT)")
    assert sets_of(model) == []
