"""A profile reads aloud: each capability with its refusals, whom it tells, and who asks."""

from septum.report.reading import profile_lines
from septum.spec.load import load_profile
from septum.spec.model import StepKind


def test_every_capability_is_shown_with_all_its_refusals_and_news():
    model = load_profile("minimal")
    text = "\n".join(profile_lines(model, False))
    for step in model.active_steps():
        assert f"  {step.name}({', '.join(p.name for p in step.parameters)})," in " ".join(text.split("\n    "))
        block = _block(text, step.name)
        for guard in step.guards:
            if guard.status is not None and guard.why:
                assert guard.status in block
                assert guard.why.split()[0] in block
        for tell in step.tells:
            assert tell.news in block


def test_a_choice_that_may_be_refused_is_shown_with_its_status():
    text = "\n".join(profile_lines(load_profile("minimal"), False))
    for step in ("load", "store", "gpu_load"):
        assert "refused     FAULT" in _block(text, step)
        assert "there is no such frame" in _block(text, step)
    assert "refused" not in _block(text, "dma_write"), "a choice without or_refuse= answers nothing"


def test_the_last_line_counts_every_status_that_is_shown():
    model = load_profile("minimal")
    statuses = sum(guard.status is not None for step in model.active_steps() for guard in step.guards)
    assert f" {statuses} refusals," in " ".join(line.strip() for line in profile_lines(model, False)[-3:])


def test_what_an_assumption_rules_out_is_shown_only_with_everything():
    model = load_profile("minimal")
    ruled_out = [step.name for step in model.steps if step.unless is not None and step.unless in model.assumes]
    short, whole = profile_lines(model, False), profile_lines(model, True)
    assert ruled_out
    for name in ruled_out:
        assert not any(line.startswith(f"  {name}(") for line in short)
        assert any(line.startswith(f"  {name}(") for line in whole)


def test_the_last_line_counts_the_capabilities():
    model = load_profile("minimal")
    capabilities = sum(step.kind is StepKind.CAPABILITY for step in model.active_steps())
    assert f"{capabilities} capabilities and" in " ".join(profile_lines(model, False)[-3:])


def test_no_line_is_longer_than_a_terminal():
    assert all(len(line) <= 80 for line in profile_lines(load_profile("minimal"), True))


def _block(text: str, step: str) -> str:
    start = text.index(f"\n  {step}(")
    ends = [i for i in (text.find("\n  " + c, start + 3) for c in "abcdefghijklmnopqrstuvwxyz") if i > 0]
    blank = text.find("\n\n", start)
    return text[start : min([blank, *ends])]
