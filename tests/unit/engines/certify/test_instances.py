"""Instances of obligations: enough, in the words of the specification, the same on every run, and honest."""

import os
import signal
from pathlib import Path

import pytest
from attrs import evolve
from ground_problems import no
from second_opinion import mistakes

from septum.engines.certify.collecting import collect, evidence_of
from septum.engines.certify.evidence import evidence
from septum.engines.certify.ground.refute import NotRefuted
from septum.engines.certify.instances import Instances, NoInstances
from septum.engines.certify.instances.finding import instances
from septum.engines.certify.instances.finding_all import WorkerDied, for_all
from septum.logic.terms import Operator
from septum.logic.walk import subterms
from septum.obligations import Obligation, generate
from septum.obligations.evidence import Evidence
from septum.obligations.spelt import Speller
from septum.smt.query import Answer, Options
from septum.spec.load import load_profile
from septum.spec.model import Model

ROOT = Path(__file__).parents[4]
PROVED = ("examples/benign_allocator.py", "tests/unit/models/desks.py", "tests/unit/models/lockers.py")


def asked(model: Model) -> list[Obligation]:
    """The obligations that some step touches."""
    return [obligation for obligation in generate(model) if not obligation.untouched]


def found_for(model: Model) -> list[Instances]:
    """The instances of each of them."""
    speller = Speller(model)
    found = [instances(one, speller.spelt(one)) for one in asked(model)]
    return [one for one in found if isinstance(one, Instances)]


@pytest.mark.parametrize("name", PROVED)
def test_every_obligation_that_holds_has_evidence_that_a_second_opinion_accepts(name: str) -> None:
    model = load_profile(str(ROOT / name))
    collected = collect(model, 1)
    assert [one.identifier for one in collected] == [one.identifier for one in asked(model)]
    for one in collected:
        assert isinstance(one, Evidence) and one.arguments
        for argument in one.arguments:
            statements = [*(used.statement for used in argument.used), no(argument.conclusion)]
            assert mistakes(statements, argument.refutation) == []


def test_values_are_given_by_names_of_the_specification_and_speak_of_the_obligation() -> None:
    model = load_profile(str(ROOT / PROVED[0]))
    obligations = {one.identifier: one for one in asked(model)}
    for found in found_for(model):
        one = obligations[found.identifier]
        known = {v.name for term in (one.goal, *(h.term for h in one.hypotheses)) for v in term.free}
        named = {w.term.name for w in found.witnesses}
        for instantiation in found.instantiations:
            if instantiation.position >= 0:
                assert one.hypotheses[instantiation.position].name == instantiation.premise
            for name, value in instantiation.values.items():
                assert name.isidentifier()
                for term in subterms(value):
                    if term.operator is Operator.VARIABLE:
                        assert term.name in known | named or term.name.startswith("some~")


def test_a_hypothesis_over_an_enumeration_is_used_for_the_term_that_the_goal_has() -> None:
    minimal = load_profile("minimal")
    (one,) = [o for o in asked(minimal) if o.identifier == "lend/o_inv/translations_stay_inside"]
    found = instances(one, Speller(minimal).spelt(one))
    assert isinstance(found, Instances)
    (used,) = [i for i in found.instantiations if i.premise == "invariant translations_stay_inside s"]
    assert {name: value.name for name, value in used.values.items()} == {
        name: f"{name}~goal" for name in ("guest", "gfn", "page", "access")
    }


def test_what_a_hypothesis_says_to_exist_is_a_witness() -> None:
    minimal = load_profile("minimal")
    (one,) = [o for o in asked(minimal) if o.identifier == "fill_tlb/o_inv/flushed_tags_hold_nothing"]
    found = instances(one, Speller(minimal).spelt(one))
    assert isinstance(found, Instances)
    (witness,) = found.witnesses
    assert (witness.premise, witness.variable, dict(witness.scope)) == ("guard fill_tlb.waits s", "vcpu", {})
    assert any(witness.term in i.values.values() for i in found.instantiations if i.premise != witness.premise)


def test_hardly_an_instance_can_be_left_out() -> None:
    """The core is a smallest one. Only what another part of a hypothesis says as well, once it is used, is too much."""
    model = load_profile(str(ROOT / PROVED[1]))
    speller = Speller(model)
    needed, spare = 0, list[str]()
    for one in asked(model):
        spelt = speller.spelt(one)
        found = instances(one, spelt)
        assert isinstance(found, Instances)
        for left in (i for i in found.instantiations if i.position >= 0):
            try:
                evidence(spelt, evolve(found, instantiations=tuple(i for i in found.instantiations if i is not left)))
            except NotRefuted:
                needed += 1
            else:
                spare.append(left.premise)
    assert needed > 50 and set(spare) <= {"told u e"} and len(spare) <= 3


def test_processes_and_their_number_change_nothing() -> None:
    model = load_profile(str(ROOT / PROVED[1]))
    one, two = (collect(model, workers) for workers in (1, 2))
    assert [_told(e) for e in one] == [_told(e) for e in two]


def _told(found: Evidence | NoInstances) -> tuple[object, ...]:
    assert isinstance(found, Evidence)
    used = [[(u.position, u.statement, dict(u.values)) for u in a.used] for a in found.arguments]
    return found.identifier, used, [a.refutation for a in found.arguments]


def test_progress_counts_every_obligation() -> None:
    model = load_profile(str(ROOT / PROVED[0]))
    told: list[tuple[int, int, str]] = []
    collect(model, 2, progress=lambda *now: told.append(now))
    names = [one.identifier for one in asked(model)]
    assert [number for number, _, _ in told] == list(range(1, len(names) + 1))
    assert {total for _, total, _ in told} == {len(names)} and sorted(last for *_, last in told) == sorted(names)


def test_what_fails_has_no_instances() -> None:
    model = load_profile(str(ROOT / "examples" / "leaky_allocator.py"))
    without = [one for one in collect(model, 1) if isinstance(one, NoInstances)]
    assert {one.identifier for one in without} == {"take_page/o_reply/reply", "take_page/o_status/NO_FRAME"}
    assert {one.answer for one in without} == {Answer.FAILS}


def test_a_budget_that_is_spent_is_no_proof() -> None:
    model = load_profile(str(ROOT / PROVED[0]))
    speller = Speller(model)
    found = [evidence_of(one, speller, Options(resources=1, solvers=("z3",))) for one in asked(model)]
    assert Answer.BUDGET in {one.answer for one in found if isinstance(one, NoInstances)}


def test_instances_that_a_refutation_needs_more_than_are_not_called_evidence(monkeypatch: pytest.MonkeyPatch) -> None:
    def given_up(*_: object) -> None:
        raise NotRefuted("too many cases")

    monkeypatch.setattr("septum.engines.certify.collecting.evidence", given_up)
    model = load_profile(str(ROOT / PROVED[0]))
    found = evidence_of(asked(model)[0], Speller(model))
    assert isinstance(found, NoInstances) and found.answer is Answer.UNKNOWN and "too many cases" in found.detail


def test_a_killed_process_is_told_and_not_passed_over() -> None:
    model = load_profile(str(ROOT / PROVED[0]))
    obligations = asked(model)[:3]

    def dies(one: Obligation) -> str:
        if one is obligations[1]:
            os.kill(os.getpid(), signal.SIGKILL)
        return one.identifier

    with pytest.raises(WorkerDied, match=f"`{obligations[1].identifier}` was killed by signal 9"):
        for_all(obligations, dies, 2)
