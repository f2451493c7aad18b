"""Statements that Rocq reads: they compile, are short, and say what models say in the words of the models."""

import re
from pathlib import Path

import pytest
from rocq_statements import ROOT, compiled, coqc, loaded, needs_rocq, written

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.names import Names
from septum.export.rocq.statement import statement_files
from septum.spec.load import load_profile

GOLDEN = Path(__file__).parent / "golden"
SMALL = ("clashing", "desks", "dice", "leaky_allocator", "loans", "lockers", "shared_pool", "trusting")


@needs_rocq
@pytest.mark.parametrize("name", SMALL)
def test_the_statement_of_a_small_model_compiles_with_its_policy(name: str) -> None:
    assert (compiled(name) / "Policy.vo").exists()


@pytest.mark.parametrize("file", ["World.v", "Excluded.v", "Statement.v", "Policy.v"])
def test_the_statement_of_a_small_model_is_as_it_was_read_over(file: str) -> None:
    golden = (GOLDEN / file).read_text(encoding="utf-8")
    assert written("trusting")[file] == golden


def test_the_statement_of_the_profile_is_short_enough_to_be_read() -> None:
    files = written("minimal")
    assert len(files["Statement.v"].splitlines()) < 600
    assert max(len(line) for text in files.values() for line in text.splitlines()) <= 120


def test_steps_come_in_the_order_of_the_specification_and_those_ruled_out_apart() -> None:
    model, files = loaded("minimal"), written("minimal")
    active = [step.name for step in model.active_steps()]
    ruled_out = [step.name for step in model.steps if step.name not in active]
    for file, wanted in (("Statement.v", active), ("Excluded.v", ruled_out)):
        assert re.findall(r"^Definition (\w+)_act ", files[file], re.MULTILINE) == wanted


def test_each_step_that_is_ruled_out_begins_with_the_assumption_that_rules_it_out() -> None:
    model, excluded = loaded("minimal"), " ".join(written("minimal")["Excluded.v"].split())
    ruled_out = [step for step in model.steps if step.unless in model.assumes]
    assert len(ruled_out) > 30
    for step in ruled_out:
        _, _, body = excluded.partition(f"Definition {step.name}_act ")
        checks = body.split("[", 1)[1]
        assert checks.startswith(f"without {step.unless}"), step.name


def test_the_file_ends_by_printing_the_policy_and_the_downgrade_set() -> None:
    assert written("minimal")["Statement.v"].endswith("Print policy.\nPrint downgrade.\n")
    assert (
        "Definition downgrade {machine : Machine} (r : Request) (n : News) : bool := false."
        in written("minimal")["Statement.v"]
    )


@needs_rocq
def test_a_policy_that_leaves_something_out_is_rejected() -> None:
    folder, text = compiled("lockers"), written("lockers")["Statement.v"]
    start = text.index("Definition policy")
    wrong = text[:start] + text[start:].replace("=> true", "=> false", 1)
    assert wrong != text
    copy = folder / "wrong"
    copy.mkdir(exist_ok=True)
    for file in ("World.v", "Excluded.v"):
        assert coqc(copy, file, written("lockers")[file]).returncode == 0
    assert coqc(copy, "Statement.v", wrong).returncode == 0
    done = coqc(copy, "Policy.v", written("lockers")["Policy.v"])
    assert done.returncode != 0
    assert "policy_is_all" in done.stderr or "No applicable tactic" in done.stderr


def test_what_is_known_of_constants_is_a_premise() -> None:
    text = " ".join(written("leaky_allocator")["Statement.v"].split())
    assert "Definition constants_are_as_stated : Prop := (forall" in text
    assert "Definition constants_are_as_stated : Prop := True." in written("dice")["Statement.v"]


def test_news_that_carry_many_values_at_once_are_refused_with_their_place() -> None:
    model = loaded("doorbells")
    with pytest.raises(NotExpressible) as caught:
        statement_files(model, Names.of(model))
    assert caught.value.span is not None
    assert "GIVEN carry many values at once (" in str(caught.value)
    assert f"doorbells.py:{caught.value.span.line}" in str(caught.value)


def test_a_quantifier_within_a_value_is_refused() -> None:
    model = loaded("gossip")
    with pytest.raises(NotExpressible, match="a quantifier"):
        statement_files(model, Names.of(model))


@needs_rocq
def test_two_choices_in_one_step_are_a_pair(tmp_path: Path) -> None:
    one = "        side = choose(side for side in Side)\n"
    two = one + "        other = choose(other for other in Side if other != side)\n"
    text = (ROOT / "tests" / "unit" / "models" / "dice.py").read_text(encoding="utf-8")
    file = tmp_path / "two_dice.py"
    file.write_text(text.replace(one, two), encoding="utf-8")
    model = load_profile(str(file))
    files = statement_files(model, Names.of(model))
    assert "step_choosing (Side * Side)" in files["Statement.v"]
    assert "choose_also (fun '(side, _) other => (side, other)) None" in files["Statement.v"]
    for name, content in files.items():
        done = coqc(tmp_path, name, content)
        assert done.returncode == 0, done.stderr
