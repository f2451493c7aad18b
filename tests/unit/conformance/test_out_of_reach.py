"""What is not covered is proved to be out of reach, or unknown."""

from answering import QUICK
from attrs import evolve

from septum.engines.conformance.generating import generate_sequences
from septum.engines.conformance.results import Absence, Conformance
from septum.engines.conformance.targets import Aspect, Target
from septum.engines.conformance.unreachable import excluded, never_reached
from septum.report.conformance import conformance_verdict
from septum.spec.model import Model


def test_what_is_excluded_is_never_what_was_found(model: Model, result: Conformance):
    covered = {target for s in result.sequences for line in s.lines for target in line.covers}
    listed = sorted(covered, key=lambda t: (t.step, t.aspect, t.guard, t.other))
    listed = [target for target in listed if target.aspect is not Aspect.DONE]
    assert excluded(model, listed, QUICK) == frozenset()
    assert never_reached(model, listed, QUICK) == frozenset()


def test_what_no_invariant_says_is_proved_by_induction(model: Model):
    silent = evolve(model, invariants=())
    target = Target(Aspect.ORDER, "count", 0, 1)
    assert excluded(silent, [target], QUICK) == frozenset()
    assert never_reached(silent, [target], QUICK) == frozenset([target])


def test_without_states_to_visit_what_is_not_found_is_unknown(model: Model):
    bare = evolve(model, examples=())
    poor = generate_sequences(bare, QUICK, states=0)
    assert Absence.UNKNOWN in {one.absence for one in poor.missing}
    assert conformance_verdict(poor) == "unknown" and poor.states == 0
    rich = generate_sequences(bare, QUICK, states=500)
    assert conformance_verdict(rich) == "proved" and 0 < rich.states <= 500
