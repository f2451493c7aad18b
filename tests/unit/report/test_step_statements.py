"""A step is shown with the lines of all that join it."""

from septum.report.statements import Statement, statement_lines, statements_of
from septum.spec.load import load_profile


def test_a_joined_step_shows_checks_before_effects_before_news_with_their_files() -> None:
    model = load_profile("minimal")
    statements = statements_of(model.step("take_back"), model.sources)
    assert {statement.file for statement in statements} >= {"memory.py", "translation.py"}
    kinds = [statement.text.partition("(")[0] for statement in statements]
    assert kinds == sorted(kinds, key=lambda k: 0 if k == "refuse" else 2 if k == "tell" else 1)
    for guard in model.step("take_back").guards:
        assert any(s.file == guard.span.file and s.line == guard.span.line for s in statements)


def test_every_check_and_news_of_every_step_is_shown() -> None:
    model = load_profile("minimal")
    for step in model.steps:
        shown = " ".join(statement.text for statement in statements_of(step, model.sources))
        for guard in step.guards:
            assert guard.status is None or guard.status in shown, guard.identifier
        for tell in step.tells:
            assert tell.news in shown, tell.identifier


def test_what_is_quantified_is_cut_unless_all_is_wanted() -> None:
    text = 'refuse(GFN_IN_USE, "the gfn maps another page", when=any(self.stage2(g, p) and p != q for p in Page))'
    statement = Statement("a/translation.py", 77, text)
    (line,) = statement_lines([statement], everything=False)
    assert line == 'translation.py:77   refuse(GFN_IN_USE, "the gfn maps another page", when=any(…))'
    whole = " ".join(" ".join(statement_lines([statement], everything=True)).split())
    assert whole == f"translation.py:77 {text}"


def test_statements_stay_within_80_columns_and_under_each_other() -> None:
    statements = [Statement("a_file_with_a_long_name.py", 123, f"tell({', '.join(['guest_number'] * 12)})")]
    lines = statement_lines([*statements, Statement("b.py", 1, "x")], everything=True)
    assert all(len(line) <= 80 for line in lines)
    assert lines[-1] == f"{'b.py:1':<32}x"
