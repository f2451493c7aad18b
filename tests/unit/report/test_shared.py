"""Tenants who share something by intent: nothing is claimed between them, and the others keep what they had."""

from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from septum.engines.results import ObligationOutcome, ProofResult, VacuityFinding, Verdict
from septum.report.channels import channel_lines
from septum.report.deployment import Judgement, Shared, judge_pairs
from septum.report.documents.verification import verification_document
from septum.report.pairs import last_line
from septum.report.verification import verification_lines
from septum.spec.load import load_profile
from septum.workload import (
    Finding,
    allocate,
    parse_deployment,
    residual_channels,
    run_lifecycle,
    shared_between,
    side_conditions,
    taken_as_one,
)

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
TURNS = (EXAMPLES / "time-sliced.yaml").read_text(encoding="utf-8")
PIPELINE = (EXAMPLES / "pipeline.yaml").read_text(encoding="utf-8")
MODEL = load_profile("minimal")


def _judged(text: str) -> Judgement:
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    allocation = allocate(deployment)
    life = run_lifecycle(MODEL, deployment, allocation)
    clauses = [clause.name for stated in MODEL.properties for clause in stated.clauses]
    proof = ProofResult(
        profile="minimal",
        digest="0" * 12,
        steps=1,
        invariants=1,
        views=1,
        outcomes=tuple(ObligationOutcome(f"x/{clause}/y", clause, Verdict.PROVED) for clause in clauses),
        vacuity=(VacuityFinding("step", "x", Verdict.PROVED),),
        solvers={"z3": "1", "cvc5": "2"},
        budget=1,
    )
    today = date(2026, 11, 21)
    conditions = side_conditions(deployment, allocation, life)
    channels = residual_channels(deployment, allocation, today)
    return Judgement(deployment, allocation, MODEL, proof, (), life, conditions, channels, today)


@pytest.fixture(scope="module")
def turns() -> Judgement:
    return _judged(TURNS)


def _words(judgement: Judgement) -> dict[str, tuple[str, str, str]]:
    return {
        "-".join(pair.pair): (str(pair.write), str(pair.read), str(pair.fingerprint)) for pair in judge_pairs(judgement)
    }


def test_who_takes_turns_is_shared_and_the_third_is_isolated_from_both(turns: Judgement) -> None:
    assert _words(turns) == {
        "alice-bob": ("shared",) * 3,
        "alice-carol": ("proved",) * 3,
        "bob-carol": ("proved",) * 3,
    }
    assert turns.verdict is Verdict.VIOLATED
    assert last_line(turns) == "violated: alice-bob is shared, and nothing is claimed there"
    assert turns.life.booted == ("alice+bob", "carol") and turns.life.verdict is Finding.HOLDS


def test_declared_memory_is_shared_though_the_two_trust_each_other() -> None:
    judgement = _judged(PIPELINE)
    assert _words(judgement)["decode-infer"] == ("shared",) * 3
    assert judgement.verdict is Verdict.VIOLATED
    lines = " ".join(" ".join(verification_lines(judgement, everything=False)).split())
    assert "decode and infer: memory `frames`, declared (:31)" in lines
    assert "1 shared" in lines and "decode and infer as one" in lines


def test_an_attack_is_the_stronger_word_and_a_gap_in_the_proof_the_weaker(turns: Judgement) -> None:
    for verdict, word in ((Verdict.VIOLATED, "violated"), (Verdict.UNKNOWN, "shared"), (Verdict.ERROR, "shared")):
        outcomes = tuple(evolve(o, verdict=verdict) if o.clause == "o_write" else o for o in turns.proof.outcomes)
        judgement = evolve(turns, proof=evolve(turns.proof, outcomes=outcomes))
        words = _words(judgement)
        assert words["alice-bob"] == (word,) * 3 and words["alice-carol"] == (str(verdict),) * 3
        assert judgement.verdict is Verdict.VIOLATED


def test_a_host_that_is_not_as_it_must_be_leaves_nobody_out(turns: Judgement) -> None:
    conditions = tuple(
        evolve(c, verdict=Finding.NOT_RUN) if c.identifier == "lifecycle.runs" else c for c in turns.conditions
    )
    judgement = evolve(turns, conditions=conditions)
    assert _words(judgement)["alice-carol"] == ("not run",) * 3
    assert _words(judgement)["alice-bob"] == ("shared",) * 3


@pytest.mark.parametrize("kind", ["outcomes", "vacuity"])
def test_nothing_is_green_because_nothing_was_asked(turns: Judgement, kind: str) -> None:
    judgement = evolve(turns, proof=evolve(turns.proof, **{kind: ()}))
    assert _words(judgement)["alice-carol"] == ("not run",) * 3


def test_the_document_tells_shared_from_attacked_and_from_not_accepted(turns: Judgement) -> None:
    document = verification_document(turns, 1)
    pairs = {"-".join(pair["pair"]): pair for pair in document["pairs"]}  # type: ignore[union-attr,index,attr-defined]
    assert pairs["alice-bob"]["reason"] == "shared" and pairs["alice-bob"]["write"] == str(Shared.SHARED)
    assert pairs["alice-bob"]["shared"] == ["1g.24gb+gfx at 0 of gpu0, by turns"]
    assert pairs["alice-carol"]["reason"] is None and pairs["alice-carol"]["shared"] == []
    (shared,) = document["shared"]  # type: ignore[misc]
    assert shared["pair"] == ["alice", "bob"] and shared["lines"] == [19, 25]
    late = _judged(TURNS.replace("2027-06-30", "2026-01-01"))
    reasons = {pair.pair: pair.reason for pair in judge_pairs(late)}
    assert reasons[("alice", "bob")] == "shared" and reasons[("alice", "carol")] == "channel-not-accepted"
    assert "alice-bob is shared" in last_line(late) and last_line(late).endswith("10 channels are not accepted")


def test_three_who_take_turns_are_one_towards_the_fourth() -> None:
    dave = TURNS[TURNS.index("  - name: bob") : TURNS.index("  - name: carol")]
    dave = dave.replace("bob", "dave").replace("81:00.5", "81:00.6").replace("memory: 12GiB", "memory: 4GiB")
    text = TURNS.replace("accept:\n", f"{dave}accept:\n")
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    shared = shared_between(deployment)
    assert [between.pair for between in shared] == [("alice", "bob"), ("alice", "dave"), ("bob", "dave")]
    merged = taken_as_one(allocate(deployment), shared)
    assert [tenant.name for tenant in merged.tenants] == ["alice+bob+dave", "carol"]
    words = _words(_judged(text))
    assert {name for name, (write, _, _) in words.items() if write == "shared"} == {
        "alice-bob",
        "alice-dave",
        "bob-dave",
    }
    assert {name for name, (write, _, _) in words.items() if write == "proved"} == {
        "alice-carol",
        "bob-carol",
        "carol-dave",
    }


def test_those_who_share_with_a_third_share_through_it() -> None:
    text = PIPELINE.replace(
        "between: [decode, infer]}\n",
        "between: [decode, infer]}\n  - {name: answers, kind: memory, between: [guest, infer]}\n",
    )
    deployment = parse_deployment(text, "d.yaml", ("minimal",))
    merged = taken_as_one(allocate(deployment), shared_between(deployment))
    assert [tenant.name for tenant in merged.tenants] == ["decode+infer+guest"]
    through = next(between for between in shared_between(deployment) if between.pair == ("decode", "guest"))
    assert through.what == ("what each shares with infer",) and through.lines == (31, 32)
    assert _words(_judged(text)) == {
        "decode-infer": ("shared",) * 3,
        "decode-guest": ("shared",) * 3,
        "infer-guest": ("shared",) * 3,
    }


def test_an_entry_that_accepts_nothing_is_said(turns: Judgement) -> None:
    assert not any("unused" in line for line in channel_lines(turns, everything=False))
    text = TURNS.rstrip() + "\n  - {channel: nvlink, between: all, until: 2027-06-30, because: no reason}\n"
    lines = channel_lines(_judged(text), everything=False)
    said = " ".join(" ".join(lines).split())
    assert f"unused nvlink :{text.count(chr(10))} accepts nothing: no such pair shares what it is about" in said
