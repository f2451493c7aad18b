"""Is the table of news minimal? Every entry and every value that it carries must be needed by an obligation.

News declassify without proof, so whatever is told and not needed is a hole in the policy. An entry is needed where
isolation fails without it; a value where the news without it no longer determine how the hearer's view changes.
"""

from attrs import evolve, frozen

from septum.diagnostics import Span
from septum.engines.prove import judge
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.obligations import Obligation, generate
from septum.spec.model import Model, Step, Tell


@frozen
class NewsFinding:
    """An entry of the table of news, or a value of it (`carried`, the specification's text), dropped.

    `verdict`: VIOLATED where an obligation fails without it, `failing` names the first; PROVED where it is superfluous.
    """

    tell: str
    carried: str | None
    verdict: Verdict
    failing: str | None
    span: Span


def drop_news(model: Model, settings: Settings) -> tuple[NewsFinding, ...]:
    """Drop every entry and every carried value in turn, and ask the obligations of that step again."""
    found: list[NewsFinding] = []
    for step in model.active_steps():
        for tell in step.tells:
            found.append(_finding(model, step, tell, None, settings))
            found.extend(_finding(model, step, tell, number, settings) for number in range(len(tell.carries)))
    return tuple(found)


def _finding(model: Model, step: Step, tell: Tell, number: int | None, settings: Settings) -> NewsFinding:
    weak = _without(model, step, tell, number)
    # Steps that share news are compared with each other, so those with the same news are asked again as well.
    touched = frozenset(s.name for s in model.active_steps() if any(t.news == tell.news for t in s.tells))
    asked = [o for o in generate(weak, touched) if o.step is not None]
    verdict, failing = _first_failing(asked, settings)
    carried = None if number is None else repr(tell.carries[number].value)
    return NewsFinding(tell.identifier, carried, verdict, failing, tell.span)


def _first_failing(asked: list[Obligation], settings: Settings) -> tuple[Verdict, str | None]:
    """The first obligation that is violated, clause by clause, last clauses first: news matter most to what is told."""
    verdict, failing = Verdict.PROVED, None
    for clause in reversed(list(dict.fromkeys(o.clause for o in asked))):
        batch = [o for o in asked if o.clause == clause]
        for obligation, outcome in zip(batch, judge(batch, settings), strict=True):
            if outcome.verdict is Verdict.VIOLATED:
                return Verdict.VIOLATED, obligation.identifier
            if outcome.verdict is not Verdict.PROVED and verdict is Verdict.PROVED:
                verdict, failing = outcome.verdict, obligation.identifier
    return verdict, failing


def _without(model: Model, step: Step, tell: Tell, number: int | None) -> Model:
    """The model with this entry gone, or one value of it."""
    if number is None:
        kept = tuple(t for t in step.tells if t is not tell)
    else:
        shorter = evolve(tell, carries=(*tell.carries[:number], *tell.carries[number + 1 :]))
        kept = tuple(shorter if t is tell else t for t in step.tells)
    return evolve(model, steps=tuple(evolve(s, tells=kept) if s.name == step.name else s for s in model.steps))
