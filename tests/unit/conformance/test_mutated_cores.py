"""A core that answers otherwise is noticed, and it is said of which mutants that is not so."""

from answering import answers_of
from attrs import evolve

from septum.engines.conformance.covering import Call, Chosen
from septum.engines.conformance.mutants import judge_mutants
from septum.engines.conformance.results import Change, Conformance, Notice
from septum.engines.conformance.runs import told_runs
from septum.spec.model import GuardKind, Model, droppable, without


def test_every_check_that_is_dropped_is_noticed_by_a_run_from_the_start(model: Model, result: Conformance):
    """What the fast judgement of mutants says, said again by whole runs of weakened models."""
    guards = [name for name, kind in droppable(model).items() if kind in ("refuse", "when", "choose")]
    assert len(guards) == 8 and "borrow.NOTHING_LEFT" in guards
    for name in guards:
        weak = without(model, name)
        assert any(answers_of(weak, s, len(s.lines)) != answers_of(model, s, len(s.lines)) for s in result.sequences), (
            name
        )


def test_two_checks_that_are_swapped_are_noticed(model: Model, result: Conformance):
    for step in model.active_steps():
        for place, guard in enumerate(step.guards[:-1]):
            later = step.guards[place + 1]
            if guard.kind is not GuardKind.REFUSE is not later.kind:
                continue
            swapped = list(step.guards)
            swapped[place], swapped[place + 1] = later, guard
            other = evolve(step, guards=tuple(swapped))
            weak = evolve(model, steps=tuple(other if s is step else s for s in model.steps))
            noticed = any(
                answers_of(weak, s, len(s.lines)) != answers_of(model, s, len(s.lines)) for s in result.sequences
            )
            assert noticed is (step.name != "count"), step.name


def test_mutants_are_counted_as_they_are(result: Conformance):
    found = {(m.step, m.change, m.guard, m.other): m.notice for m in result.mutants}
    assert len(found) == len(result.mutants) == 8 + 4
    alike = [key for key, notice in found.items() if notice is not Notice.NOTICED]
    assert alike == [("count", Change.SWAPPED, 0, 1)] and found[alike[0]] is Notice.ALIKE


def test_a_mutant_is_missed_where_the_call_that_notices_it_is_not_made(model: Model):
    run = told_runs(model, 0)[0]
    calls = tuple(Call(label) for label in run.labels)
    mutants = judge_mutants(model, [Chosen(run, calls)], ())
    assert {m.notice for m in mutants} == {Notice.MISSED}
