"""Conformance sequences cover what a core can be asked, in files that others read."""

import json
from pathlib import Path

import pytest
from answering import LIBRARY, QUICK, answers_of, guard_of
from attrs import evolve

from septum.engines.conformance.covering import Call, Chosen
from septum.engines.conformance.generating import generate_sequences
from septum.engines.conformance.replaying import NotReplayedError, replayed
from septum.engines.conformance.results import Absence, Conformance, Notice
from septum.engines.conformance.runs import told_runs
from septum.engines.conformance.targets import Aspect, Target, target_text, targets_of
from septum.engines.refute.guided.starts import other_starts
from septum.interpreter import Machine
from septum.report.conformance import conformance_lines, conformance_verdict
from septum.report.sequences import sequence_files
from septum.spec.load import load_profile
from septum.spec.model import GuardKind, Home, Model, without
from septum.traces.recording import read_runs, written


def test_every_target_is_covered_or_excluded_by_a_proof(model: Model, result: Conformance):
    missing = {target_text(model, one.target): one.absence for one in result.missing}
    # What is not lent is not counted: no run reaches these.
    assert missing == {"count.NOT_LENT before COUNTED": Absence.EXCLUDED, "give_back.NOT_LENT alone": Absence.EXCLUDED}
    lines = [line for sequence in result.sequences for line in sequence.lines]
    covered = {target for line in lines for target in line.covers}
    reached = {(t.step, t.guard) for t in covered if t.aspect in (Aspect.ALONE, Aspect.ORDER)}
    for target in set(result.targets) - covered - {one.target for one in result.missing}:
        assert target.aspect is Aspect.STATUS and (target.step, target.guard) in reached


def test_a_status_alone_is_the_only_check_that_fails(model: Model, result: Conformance):
    """In the core without that check the same call is done: asked of the interpreter, from the start."""
    seen = 0
    for sequence in result.sequences:
        for number, line in enumerate(sequence.lines):
            for target in line.covers:
                if target.aspect in (Aspect.ALONE, Aspect.WITHHELD):
                    name = guard_of(model, target)
                    again = answers_of(without(model, name), sequence, number + 1)[-1]
                    assert again == ("done", None), (name, again)
                    seen += 1
    assert seen == sum(t.aspect in (Aspect.ALONE, Aspect.WITHHELD) for t in result.targets) - 1


def test_of_two_checks_the_first_answers_and_the_second_would(model: Model, result: Conformance):
    pairs = [
        (sequence, number, line, target)
        for sequence in result.sequences
        for number, line in enumerate(sequence.lines)
        for target in line.covers
        if target.aspect is Aspect.ORDER
    ]
    assert len(pairs) == 3
    for sequence, number, line, target in pairs:
        guards = model.step(target.step).guards
        assert line.effect.status == guards[target.guard].status
        again = answers_of(without(model, guard_of(model, target)), sequence, number + 1)[-1]
        assert again == ("refused", guards[target.other].status)


def test_answers_do_not_depend_on_what_nobody_says_of_the_start(model: Model, result: Conformance):
    contents = frozenset(d.symbol for d in model.symbols if d.home is Home.CONTENT)
    for sequence in result.sequences:
        machine = Machine(model, sequence.instance)
        states = [machine.initial()]
        states += other_starts(machine, states[0], contents)
        assert len(states) > 1
        for line in sequence.lines:
            effect = line.effect
            found = [machine.perform(s, effect.step, effect.arguments, effect.choices) for s in states]
            assert {(one.outcome, one.status) for one in found} == {(effect.outcome, effect.status)}
            assert line.value_varies or len({one.returned for one in found}) == 1
            states = [one.state for one in found]
    varying = [line.effect.step for s in result.sequences for line in s.lines if line.told_varies or line.value_varies]
    assert set(varying) == {"borrow", "read"}


def test_calls_that_hang_on_the_start_are_left_out_or_their_start_is_said(tmp_path: Path):
    """A core that asks who held a frame at first, lent or not: what it answers at the start is nobody's promise."""
    text = Path(LIBRARY).read_text(encoding="utf-8")
    hangs = text.replace(
        "unless=self.lent(frame) and self.holder(frame) == guest", "unless=self.holder(frame) == guest"
    )
    said = hangs.replace(
        "        self.borrow(alice)\n", "        self.read(alice, two)\n        self.borrow(alice)\n", 1
    )
    found: list[Conformance] = []
    for name, source in (("hangs.py", hangs), ("said.py", said)):
        assert source != text
        (tmp_path / name).write_text(source, encoding="utf-8")
        model = load_profile(str(tmp_path / name))
        found.append(generate_sequences(model, QUICK, states=500))
        for file, written_out in sequence_files(found[-1], model).items():
            assert ("initial" in json.loads(written_out.splitlines()[0])) is (name == "said.py" and "01" in file)
    refused = [line for s in found[0].sequences for line in s.lines if line.effect.step == "read"]
    assert {line.effect.status for line in refused} == {None, "NOT_YOURS"}


def test_files_are_recorded_runs_that_expectanswers_of(model: Model, result: Conformance):
    for name, text in sequence_files(result, model).items():
        runs = read_runs(name, text)
        assert written(runs) == text
        (run,) = runs
        assert run.header.profile == model.name and run.header.name == name.removesuffix(".jsonl")
        assert all(call.expect is not None and call.answer.status is None for call in run.lines)
        for line in text.splitlines()[1:]:
            record = json.loads(line)
            assert record["expect"]["status"] in ("OK", "impossible") or record["expect"]["status"].isupper()


def test_the_same_seed_gives_the_same_bytes_and_another_other_calls(model: Model, result: Conformance):
    assert sequence_files(generate_sequences(model, QUICK), model) == sequence_files(result, model)
    other = generate_sequences(model, QUICK, seed=7)
    assert sequence_files(other, model) != sequence_files(result, model)
    assert [m.notice for m in other.mutants] == [m.notice for m in result.mutants]


def test_a_sequence_that_the_interpreter_does_not_confirm_is_an_error(model: Model):
    run = told_runs(model, 0)[0]
    wrong = Call(run.labels[0], (Target(Aspect.STATUS, "borrow", 0),))
    with pytest.raises(NotReplayedError, match="borrow"):
        replayed([Chosen(run, (wrong,))])


def test_a_duty_is_no_target():
    """What the driver owes is no answer of the core."""
    minimal = load_profile("minimal")
    duties = [g.identifier for _, g in minimal.guards() if g.kind is GuardKind.DUTY]
    texts = {target_text(minimal, target).split(" ")[0] for target in targets_of(minimal)}
    assert duties and texts.isdisjoint(duties)
    assert {step.name for step in minimal.active_steps()} <= texts


def test_the_text_says_what_is_covered_and_what_is_not(model: Model, result: Conformance):
    text = "\n".join(conformance_lines(result, model, False))
    assert "5   5  steps done" in text and "count.NOT_LENT before COUNTED" in text
    assert all(len(line) <= 80 for line in text.splitlines())
    missed = evolve(result, mutants=tuple(evolve(m, notice=Notice.MISSED) for m in result.mutants))
    assert "borrow.NOTHING_LEFT dropped" in "\n".join(conformance_lines(missed, model, False))
    assert conformance_verdict(missed) == "unknown"
    assert conformance_verdict(evolve(result, sequences=())) == "vacuous"
