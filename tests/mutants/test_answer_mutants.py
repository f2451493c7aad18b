"""Solvers' side, cache and verdicts that are wrong on purpose: what the suite says of right ones is false of these."""

from pathlib import Path

import pytest
from countermodels import read, refutes
from obligations import MARKED, OTHER, PROVED, SEEN, SOME, X, every, obligation, of

from septum.engines import prove, results
from septum.engines.cache import Cache, Entry
from septum.engines.prove import judge
from septum.engines.results import ObligationOutcome, ProofResult, Verdict
from septum.engines.settings import Settings
from septum.logic import BOOLEAN, FALSE, Term, canonical
from septum.logic.build import exists, forall, implies, negate, variable
from septum.logic.walk import substitute
from septum.obligations.obligation import Obligation
from septum.smt import clauses, cvc5_backend, decide, instances
from septum.smt.query import Answer, Options, Premise, Query, Said

B = variable("b", BOOLEAN)


def served(path: Path, asked: Obligation) -> bool:
    """Is it answered by the proof of another one?"""
    settings = Settings(workers=1, cache=Cache(path))
    judge([PROVED], settings)
    return judge([asked], settings)[0].cached


def answer(goal: Term, *premises: Term) -> Answer:
    named = tuple(Premise("name", p) for p in premises)
    return decide.decide(Query(named, goal), Options()).answer


# --- the cache


def test_a_cache_that_ignores_hypotheses_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = obligation("p", PROVED.goal, of(MARKED))
    assert not served(tmp_path / "right.sqlite", asked)

    def any_entry(entries: list[Entry], _: Obligation) -> Entry | None:
        return entries[0] if entries else None

    monkeypatch.setattr(prove, "_serving", any_entry)
    assert served(tmp_path / "wrong.sqlite", asked)


def test_a_text_that_ignores_states_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = obligation("p", of(SEEN, SOME, "t"), *(h.term for h in PROVED.hypotheses))
    assert not served(tmp_path / "right.sqlite", asked)
    made = canonical._made
    monkeypatch.setattr(canonical, "_TEXTS", {})
    monkeypatch.setattr(canonical, "_DIGESTS", {})
    monkeypatch.setattr(canonical, "_made", lambda term, bound: made(term, bound).replace("@s", "").replace("@t", ""))
    assert served(tmp_path / "wrong.sqlite", asked)


def test_a_text_that_ignores_which_variable_is_meant_is_noticed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = obligation("p", of(SEEN, variable("else", X.sort)), *(h.term for h in PROVED.hypotheses))
    assert not served(tmp_path / "right.sqlite", asked)
    made = canonical._made
    monkeypatch.setattr(canonical, "_TEXTS", {})
    monkeypatch.setattr(canonical, "_DIGESTS", {})
    monkeypatch.setattr(canonical, "_made", lambda term, bound: made(term, bound).replace("some:", "else:"))
    assert served(tmp_path / "wrong.sqlite", asked)


def test_a_cache_that_ignores_the_environment_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for fixed in (False, True):
        if fixed:
            monkeypatch.setattr(prove, "cache_environment", lambda _: "always the same")
        path = tmp_path / f"{fixed}.sqlite"
        judge([PROVED], Settings(workers=1, cache=Cache(path)))
        (again,) = judge([PROVED], Settings(workers=1, resources=7, cache=Cache(path)))
        assert again.cached is fixed


# --- deciding


def test_a_core_that_one_solver_rejects_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cvc5_backend, "decide", lambda *_, **__: Said("cvc5", "sat"))
    assert judge([PROVED], Settings(workers=1))[0].verdict is Verdict.ERROR
    monkeypatch.setattr(decide, "_joint", lambda answers: Answer.FOLLOWS if "unsat" in answers else Answer.FAILS)
    assert judge([PROVED], Settings(workers=1))[0].verdict is Verdict.PROVED


def test_witnesses_that_two_statements_share_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    premises = (exists([X], of(MARKED, X)), exists([X], negate(of(MARKED, X))))
    assert answer(FALSE, *premises) is Answer.FAILS
    monkeypatch.setattr(clauses, "digest", lambda _: "")
    monkeypatch.setattr(decide, "_PREPARED", {})
    assert answer(FALSE, *premises) is Answer.FOLLOWS


def test_a_countermodel_without_boolean_constants_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Query((Premise("it is", B),), FALSE)

    def confirmed() -> bool:
        structure = decide.decide(asked, Options()).structure
        assert structure is not None
        return refutes(*read(structure, asked), asked)

    assert confirmed()
    add = instances.Ground.add

    def forgetful(self: instances.Ground, term: Term) -> None:
        add(self, term)
        self.variables[:] = [v for v in self.variables if not v.sort.is_boolean]

    monkeypatch.setattr(instances.Ground, "add", forgetful)
    assert not confirmed()


def test_a_search_that_trusts_its_first_countermodel_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Query((Premise("all", forall([X], of(MARKED, X))),), of(MARKED))
    monkeypatch.setattr(decide, "_TRIGGER_ROUNDS", 0)
    assert decide.decide(asked, Options()).answer is Answer.FOLLOWS
    monkeypatch.setattr(decide.Candidate, "violated", lambda *_: [])
    decision = decide.decide(asked, Options())
    assert decision.answer is Answer.FAILS and decision.structure is not None
    assert not refutes(*read(decision.structure, asked), asked)


def test_a_core_that_leaves_out_what_it_needs_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    hypotheses = (every(MARKED, SEEN), of(MARKED), of(OTHER))
    asked = Query(tuple(Premise("h", h) for h in hypotheses), of(SEEN))

    def enough() -> bool:
        decision = decide.decide(asked, Options(solvers=("z3",)))
        fewer = Query(tuple(asked.premises[p] for p in decision.premises), asked.goal)
        return decide.decide(fewer, Options(independent=True)).answer is Answer.FOLLOWS

    assert enough()
    original = decide._Search._minimal
    monkeypatch.setattr(decide._Search, "_minimal", lambda self, core: original(self, core)[:1])
    assert not enough()


def test_a_substitution_that_captures_is_noticed() -> None:
    """`some` put for `y` under a quantifier over `some`."""
    y = variable("y", X.sort)
    statement = exists([SOME], implies(of(MARKED, y), of(SEEN, SOME)))
    right = substitute(statement, {y: SOME})
    wrong = statement.rebuild((implies(of(MARKED, SOME), of(SEEN, SOME)),))
    assert answer(right, negate(of(MARKED))) is Answer.FOLLOWS
    assert right.free == {SOME} and not wrong.free
    assert canonical.canonical(right) != canonical.canonical(wrong)


# --- verdicts


@pytest.mark.parametrize("verdict", [v for v in Verdict if v is not Verdict.PROVED])
def test_a_verdict_that_overlooks_one_outcome_is_noticed(monkeypatch: pytest.MonkeyPatch, verdict: Verdict) -> None:
    outcomes = tuple(ObligationOutcome(str(v), "o_inv", v) for v in (Verdict.PROVED, verdict))

    def whole() -> Verdict:
        return ProofResult("p", "d", 1, 1, 1, outcomes, (), {}, 1).verdict

    assert whole() is verdict
    rank: tuple[Verdict, ...] = tuple(v for v in results._RANK if v is not verdict)
    monkeypatch.setattr(results, "_RANK", rank)
    assert whole() is Verdict.PROVED
