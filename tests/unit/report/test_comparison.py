"""Two results are compared value by value; what is worse is said to be, and what is no result is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from septum.report.comparison.compare import Comparison, compare
from septum.report.comparison.lines import comparison_lines, last_line
from septum.report.comparison.rules import Direction, load_rules

RULES = load_rules()
Document = dict[str, Any]


def _result() -> Document:
    """A small result of `verify`, with something in every list."""
    between = [
        {"pair": ["alice", "bob"], "through": ["gpu0"], "standing": "accepted", "until": "2027-06-30"},
        {"pair": ["alice", "carol"], "through": ["gpu0"], "standing": "accepted", "until": "2027-06-30"},
    ]
    pairs = [
        {"pair": ["alice", name], "write": "proved", "read": "proved", "fingerprint": "proved"}
        for name in ("bob", "carol")
    ]
    return {
        "schema": "septum/verify/1",
        "septum": "0.1.0",
        "verdict": "proved",
        "exit": 0,
        "today": "2026-11-21",
        "theorem": {
            "digest": "0123456789ab",
            "total": 2,
            "solvers": {"z3": "1", "cvc5": "2"},
            "axioms": [],
            "obligations": [{"id": "a/o_inv/x", "verdict": "proved", "untouched": False}],
            "vacuity": [{"kind": "step", "name": "a", "verdict": "proved", "detail": "", "place": {"line": 3}}],
            "failures": [],
        },
        "conditions": [{"id": "memory.one-tenant", "verdict": "holds", "found": "8 GiB"}],
        "assumptions": [
            {"id": "iommu.on", "sentence": "It is on.", "on_this_host": "holds", "place": {"line": 1}},
            {"id": "boot.measured", "sentence": "It is measured.", "on_this_host": "on trust", "place": {"line": 2}},
        ],
        "shared": [],
        "channels": [{"id": "gpu.tlb", "sentence": "TLB", "between": between}],
        "accept": [{"channel": "gpu.tlb", "between": "all", "until": "2027-06-30", "use": "accepts", "pairs": []}],
        "pairs": pairs,
    }


def _compared(change: Callable[[Document], object]) -> Comparison:
    new = _result()
    change(new)
    return compare("verify", ("old", _result()), ("new", new), RULES)


def _said(change: Callable[[Document], object]) -> list[tuple[str, Direction, str | None, str | None]]:
    return [(d.section, d.direction, d.old, d.new) for d in _compared(change).differences]


WORSE, BETTER, CHANGED = Direction.WORSE, Direction.BETTER, Direction.CHANGED


def test_a_result_does_not_differ_from_itself() -> None:
    comparison = _compared(lambda d: None)
    assert comparison.differences == () and comparison_lines(comparison, RULES, False)[-1] == "not worse: no difference"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda d: d.update(verdict="violated"), ("verdict", WORSE, "proved", "violated")),
        (lambda d: d.update(verdict="budget"), ("verdict", WORSE, "proved", "budget")),
        (lambda d: d.update(today="2027-01-01"), ("verdict", CHANGED, "2026-11-21", "2027-01-01")),
        (lambda d: d.update(septum="0.2.0"), ("versions", CHANGED, "0.1.0", "0.2.0")),
        (lambda d: d["theorem"]["solvers"].update(z3="9"), ("versions", CHANGED, "1", "9")),
        (lambda d: d["theorem"]["solvers"].pop("cvc5"), ("versions", WORSE, "2", None)),
        (lambda d: d["theorem"].update(total=3000), ("theorem", CHANGED, "2", "3,000")),
        (lambda d: d["theorem"]["axioms"].append("x"), ("theorem", WORSE, None, "")),
        (lambda d: d["theorem"]["obligations"][0].update(verdict="unknown"), ("theorem", WORSE, "proved", "unknown")),
        (lambda d: d["theorem"]["obligations"].clear(), ("theorem", CHANGED, "", None)),
        (lambda d: d["theorem"]["vacuity"][0].update(verdict="vacuous"), ("theorem", WORSE, "proved", "vacuous")),
        (lambda d: d["conditions"][0].update(verdict="broken"), ("this host", WORSE, "holds", "broken")),
        (lambda d: d["assumptions"].pop(), ("assumptions", BETTER, "It is measured.", None)),
        (
            lambda d: d["assumptions"].append({"id": "a", "sentence": "New.", "on_this_host": "holds"}),
            ("assumptions", WORSE, None, "New."),
        ),
        (lambda d: d["assumptions"][0].update(on_this_host="unknown"), ("assumptions", WORSE, "holds", "unknown")),
        (lambda d: d["assumptions"][1].update(on_this_host="holds"), ("assumptions", BETTER, "on trust", "holds")),
        (
            lambda d: d["shared"].append({"pair": ["alice", "bob"], "what": ["memory `q`"]}),
            ("shared", WORSE, None, "memory `q`"),
        ),
        (
            lambda d: d["channels"].append({"id": "nvlink", "sentence": "NVLink", "between": []}),
            ("channels", WORSE, None, "NVLink"),
        ),
        (lambda d: d["channels"].clear(), ("channels", BETTER, "TLB", None)),
        (lambda d: d["channels"][0]["between"].pop(), ("channels", BETTER, "accepted", None)),
        (
            lambda d: d["channels"][0]["between"][1].update(standing="expired"),
            ("channels", WORSE, "accepted", "expired"),
        ),
        (lambda d: d["accept"][0].update(until="2026-01-01"), ("accept", CHANGED, "2027-06-30", "2026-01-01")),
        (lambda d: d["accept"][0].update(use="expired"), ("accept", WORSE, "accepts", "expired")),
        (lambda d: d["accept"].pop(), ("accept", CHANGED, "2027-06-30", None)),
        (lambda d: d["pairs"][0].update(write="shared"), ("pairs", WORSE, "proved", "shared")),
        (lambda d: d["pairs"][0].update(read="error"), ("pairs", WORSE, "proved", "error")),
        (lambda d: d["pairs"].pop(), ("pairs", CHANGED, "proved", None)),
    ],
)
def test_each_kind_of_difference_is_said_with_its_direction(
    change: Callable[[Document], object], expected: tuple[str, Direction, str | None, str | None]
) -> None:
    assert _said(change) == [expected]
    new = _result()
    change(new)
    back = compare("verify", ("new", new), ("old", _result()), RULES).differences
    turned = {WORSE: BETTER, BETTER: WORSE, CHANGED: CHANGED}[expected[1]]
    assert [(d.section, d.direction, d.old, d.new) for d in back] == [(expected[0], turned, expected[3], expected[2])]


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["assumptions"][0]["place"].update(line=99),
        lambda d: d["theorem"]["vacuity"][0].update(detail="other words"),
        lambda d: d["theorem"]["obligations"][0].update(untouched=True),
        lambda d: d.update(exit=1),
    ],
)
def test_what_moves_without_meaning_is_no_difference(change: Callable[[Document], object]) -> None:
    assert _said(change) == []


def test_items_are_known_by_name_wherever_they_stand() -> None:
    assert _said(lambda d: d["pairs"].reverse()) == []
    first = {"id": "a.b", "sentence": "First.", "on_this_host": "holds"}
    assert _said(lambda d: d["assumptions"].insert(0, first)) == [("assumptions", WORSE, None, "First.")]


def test_a_word_that_no_order_knows_is_a_change_and_never_better() -> None:
    assert _said(lambda d: d["pairs"][0].update(write="splendid")) == [("pairs", CHANGED, "proved", "splendid")]


def test_pairs_that_differ_alike_are_one_line() -> None:
    def change(document: Document) -> None:
        for pair in document["pairs"]:
            pair["fingerprint"] = "violated"

    comparison = _compared(change)
    lines = comparison_lines(comparison, RULES, False)
    assert "  worse       all 2 pairs fingerprint: proved → violated" in lines
    assert last_line(comparison) == "worse: 2 worse" and len(comparison.differences) == 2


def test_changes_are_cut_and_what_is_worse_never_is() -> None:
    def change(document: Document) -> None:
        document["theorem"]["obligations"] = [
            {"id": f"s{n}/o_inv/x", "verdict": "proved", "untouched": False} for n in range(30)
        ]
        document["conditions"] = [{"id": f"c{n}", "verdict": "holds", "found": ""} for n in range(30)]
        document["assumptions"] += [{"id": f"a{n}", "sentence": "A.", "on_this_host": "holds"} for n in range(30)]

    comparison = _compared(change)
    lines = comparison_lines(comparison, RULES, False)
    assert sum(line.startswith("  worse       + a") for line in lines) == 30
    assert sum("more: --all" in line for line in lines) == 2
    assert not any("more: --all" in line for line in comparison_lines(comparison, RULES, True))
    assert all(len(line) <= 80 for line in lines)
