"""The answers to the same questions by the interpreter, as the same numbers."""

from collections.abc import Sequence

from attrs import evolve
from rocq_batches import Batch, Question
from rocq_questions import Numbers, entries

from septum.export.rocq.running.run import number_of_check
from septum.export.rocq.vocabulary import news_of, returned_sorts
from septum.interpreter import MASKED, News, State, Value
from septum.logic.terms import TRUE, Term
from septum.obligations.spelt_news import news_key
from septum.spec.model import Guard, GuardKind, Home, Outcome, Step, Tell, View


def about_constants(batch: Batch) -> Numbers:
    """Do the constants fit the axioms?"""
    machine = batch.machine
    return [[int(not machine.check(machine.state_of({}), batch.model.axioms))]]


def about_state(batch: Batch, state: State) -> Numbers:
    """Is it a start? And all that is seen in it."""
    machine = batch.machine
    answers = [[int(not machine.check(state, batch.model.initially))]]
    for view, viewer in batch.views():
        answers.append(_seen(batch, state, view, viewer))
    return answers


def _seen(batch: Batch, state: State, view: View, viewer: str | None) -> list[int]:
    machine = batch.machine
    seen = machine.observing.view(state, view.principal, viewer)
    found: list[int] = []
    for arguments in machine.universe.arguments([p.sort for p in view.parameters]):
        values = seen[(view.name, *arguments)]
        if view.where.bare is not TRUE:
            found.append(int(values != MASKED))
        if values != MASKED:
            assert isinstance(values, tuple)
            for carried, value in zip(view.values, values, strict=True):
                found.append(machine.universe.encode(carried.value.sort, value))  # type: ignore[arg-type]
    return found


def to_question(batch: Batch, question: Question) -> Numbers:
    """What the step would do."""
    machine, model = batch.machine, batch.model
    step, state = model.step(question.step), batch.states[question.state]
    numbers = machine.universe.encode_all([p.sort for p in step.parameters], question.arguments)
    chosen = machine.universe.encode_all([c.sort for c in step.choices], question.choices)
    after, _ = machine.program.attempt_under(step, without_conditions(step))(state, chosen, *numbers)
    returned, told = machine.observing.told(step, state, chosen, numbers)
    holds, can = _checks(batch, step, question)
    return [
        holds,
        can,
        [int(g.kind in (GuardKind.WAITS, GuardKind.DUTY)) for g in _guards(step)],
        _ending(batch, step, question),
        _reply(batch, step, returned),
        [int(machine.observing.own(step.name, question.arguments, o.name, v)) for o, v in batch.observers()],
        [int(machine.observing.begins(step.name, question.arguments, o.name, v)) for o, v in batch.observers()],
        [int(machine.observing.same_view(state, after, o.name, v)) for o, v in batch.observers()],
        *_told(batch, step, told),
        [],
        *_changed(batch, state, after),
    ]


def without_conditions(step: Step) -> tuple[Guard, ...]:
    """The guards of a step that stops nowhere: what is chosen is anything."""
    return tuple(evolve(g, condition=TRUE) for g in step.guards if g.kind is GuardKind.CHOOSE)


def _guards(step: Step) -> list[Guard]:
    """The checks as they are printed: an exclusion is one."""
    excluded = [Guard(GuardKind.WHEN, "", TRUE, step.span)] if step.unless is not None else []
    return [*excluded, *step.guards]


def _checks(batch: Batch, step: Step, question: Question) -> tuple[list[int], list[int]]:
    machine, model = batch.machine, batch.model
    state = batch.states[question.state]
    known: dict[Term, Value] = dict(zip(step.parameters, question.arguments, strict=True))
    known |= dict(zip(step.choices, question.choices, strict=True))
    excluded = [int(step.unless not in model.assumes)] if step.unless is not None else []
    holds, can = list(excluded), list(excluded)
    for guard in step.guards:
        if guard.kind is GuardKind.DUTY and guard.assumption not in model.assumes:
            holds.append(1)
            can.append(1)
            continue
        holds.append(int(bool(machine.evaluate(state, guard.condition, known))))
        ways = [known]
        if guard.choice is not None:
            ways = [{**known, guard.choice: v} for v in machine.universe.values(guard.choice.sort)]
        can.append(int(any(machine.evaluate(state, guard.condition, way) for way in ways)))
    return holds, can


def _ending(batch: Batch, step: Step, question: Question) -> list[int]:
    machine = batch.machine
    effect = machine.perform(batch.states[question.state], step.name, question.arguments, question.choices)
    if effect.outcome is Outcome.DONE:
        return [0]
    at = 0 if effect.guard is None else number_of_check(step, effect.guard)
    if effect.outcome is Outcome.IMPOSSIBLE:
        return [1, at]
    return [2, at, list(batch.names.statuses).index(str(effect.status))]


def _reply(batch: Batch, step: Step, returned: Value | None) -> list[int]:
    if step.returns is None or returned is None:
        return [0]
    sort = step.returns.sort
    return [1, returned_sorts(batch.model).index(sort), batch.machine.universe.encode(sort, returned)]


def _told(batch: Batch, step: Step, told: Sequence[News]) -> Numbers:
    """By observer, then by name of the news, then in the order of the text."""
    kinds = list(news_of(batch.model))
    found: Numbers = []
    for number, (observer, viewer) in enumerate(batch.observers()):
        heard: Numbers = []
        for news in told:
            if news.principal == observer.name and news.recipient == viewer:
                tell = _tell_of(step, news)
                values = [
                    batch.machine.universe.encode(carried.value.sort, value)  # type: ignore[arg-type]
                    for carried, value in zip(tell.carries, news.carries, strict=True)
                ]
                heard.append([number, kinds.index(news_key(tell)), *values])
        found += sorted(heard, key=lambda numbers: numbers[1])
    return found


def _tell_of(step: Step, news: News) -> Tell:
    return next(t for t in step.tells if t.identifier == news.identifier and len(t.carries) == len(news.carries))


def _changed(batch: Batch, before: State, after: State) -> Numbers:
    declared = [d.symbol for d in batch.model.symbols if d.home is not Home.CONSTANT]
    found = [[number, *entries(batch.machine, after, symbol)] for number, symbol in enumerate(declared)]
    return [
        new for new, symbol in zip(found, declared, strict=True) if new[1:] != entries(batch.machine, before, symbol)
    ]
