"""The verdict on a run of steps."""

from collections import Counter
from collections.abc import Iterator

from septum.interpreter import Effect
from septum.spec.digest import model_digest
from septum.spec.model import Model
from septum.traces.events import Place
from septum.traces.judging.phrases import number_of
from septum.traces.judging.results import Check, Finding, Judgement, Standing, Witness
from septum.traces.judging.steps.checking import Machines, prepare
from septum.traces.judging.steps.encoding import shown_told, shown_value
from septum.traces.judging.steps.replaying import Broken, Divergence, Replayed, answer_of, replay_calls, status_of
from septum.traces.recording.calls import OK, Answer, StepCall
from septum.traces.recording.runs import Run


def judge_steps(run: Run, machines: Machines, text: str) -> Judgement:
    """Did a core do what the profile does? `text`: of the file that the run stands in. Raises InputError."""
    model = machines.model
    prepared = prepare(machines, run, text)
    replayed = replay_calls(prepared)
    findings = tuple(_findings(replayed, model))
    standing = _standing(replayed, findings, len(prepared.calls))
    answers = Counter(call.answer.status or "no answer" for _, call in prepared.calls)
    steps = len({call.step for _, call in prepared.calls})
    subject = f"{number_of(len(prepared.calls), 'line')}, {number_of(steps, 'step')} of {model.name}"
    shown = ", ".join(f"{count:,} {word}" for word, count in answers.most_common(4))
    return Judgement(
        "steps",
        standing,
        f"{subject}: {shown}" if shown else subject,
        _last(standing, replayed, findings, model),
        tuple(_checks(replayed, findings, model, standing)),
        findings,
        tuple(_unseen(replayed, run, model)),
        dict(answers),
        run.header.name,
    )


def _findings(replayed: Replayed, model: Model) -> Iterator[Finding]:
    groups: dict[tuple[str, str, str, str], list[Divergence]] = {}
    for one in replayed.divergences:
        recorded = one.call.answer.status or ""
        groups.setdefault((one.what, one.call.step, recorded, status_of(one.effect)), []).append(one)
    for group in groups.values():
        yield _differing(group[0], len(group), model)
    for broken in replayed.broken[:1]:
        yield _invariant(broken, len(replayed.broken))


def _differing(one: Divergence, count: int, model: Model) -> Finding:
    name, ours = one.call.step, answer_of(one.effect)
    theirs = one.call.answer if one.what != "expect" else (one.call.expect or Answer())
    verb = "is expected to answer" if one.what == "expect" else "answered"
    if theirs.status != ours.status and theirs.status is not None:
        subject = f"{name} {verb} {theirs.status}, where {model.name} says {ours.status}"
    elif one.what == "value" or (theirs.value is not None and theirs.value != ours.value):
        said = "nothing" if ours.value is None else shown_value(ours.value)
        subject = f"{name} returned {shown_value(theirs.value)}, where {model.name} returns {said}"
    else:
        subject = f"{name} told {shown_told(theirs.told or ())}, where {model.name} tells {shown_told(ours.told or ())}"
    lines = (Witness("recorded", one.place, f"{_call(one.call)}: {_answered(theirs)}"), *_reason(one.effect, model))
    more = f"{number_of(count - 1, 'more line')}" if count > 1 else ""
    return Finding("answers", subject, lines, "", more)


def _reason(effect: Effect, model: Model) -> Iterator[Witness]:
    """The line of the profile that decides."""
    guard = effect.guard
    if guard is not None:
        yield Witness("profile", Place(guard.span.file, guard.span.line), guard.why or guard.identifier)
        return
    step = model.step(effect.step)
    if status_of(effect) != OK and step.unless is not None:
        said = f"only without {model.assumption(step.unless).identifier}"
        yield Witness("profile", Place(step.span.file, step.span.line), said)
        return
    yield Witness("profile", Place(step.span.file, step.span.line), f"{step.name}: {_answered(answer_of(effect))}")


def _invariant(broken: Broken, count: int) -> Finding:
    fact = broken.violation.fact
    lines = (
        Witness("recorded", broken.place, _call(broken.call)),
        Witness("profile", Place(fact.span.file, fact.span.line), str(broken.violation)),
    )
    more = f"{number_of(count - 1, 'more line')}" if count > 1 else ""
    return Finding("invariants", f"{fact.name} fails", lines, "", more)


def _call(call: StepCall) -> str:
    return f"{call.step}({', '.join(shown_value(value) for value in call.arguments.values())})"


def _answered(answer: Answer) -> str:
    parts = [answer.status or "no answer"]
    if answer.value is not None:
        parts.append(f"returns {shown_value(answer.value)}")
    if answer.told:
        parts.append(f"tells {shown_told(answer.told)}")
    return ", ".join(parts)


def _standing(replayed: Replayed, findings: tuple[Finding, ...], lines: int) -> Standing:
    if findings:
        return Standing.VIOLATED
    if replayed.too_many is not None:
        return Standing.UNKNOWN
    if replayed.waiting:
        return Standing.NOT_RUN
    return Standing.PROVED if replayed.compared else Standing.VACUOUS if lines else Standing.NOT_RUN


def _checks(replayed: Replayed, findings: tuple[Finding, ...], model: Model, standing: Standing) -> Iterator[Check]:
    wrong = {finding.check for finding in findings}
    answers = Standing.VIOLATED if "answers" in wrong else Standing.UNKNOWN if standing is Standing.UNKNOWN else (
        Standing.NOT_RUN if replayed.waiting else Standing.PROVED if replayed.compared else Standing.VACUOUS
    )  # fmt: skip
    says = f"every step is answered as {model.name} answers it"
    yield Check("answers", says, answers, f"{number_of(replayed.compared, 'answer')} compared")
    kept = Standing.VIOLATED if "invariants" in wrong else Standing.PROVED
    yield Check("invariants", f"every invariant of {model.name} holds after every step", kept, "")


def _unseen(replayed: Replayed, run: Run, model: Model) -> Iterator[str]:
    if run.header.digest is not None and run.header.digest != model_digest(model):
        yield f"what {model.name} {run.header.digest} says: the run is of that one, and this is {model_digest(model)}"
    if replayed.stopped is not None and replayed.stopped[1]:
        place, after = replayed.stopped
        yield f"{number_of(after, 'line')} after {place}, where the profile cannot follow"
    if replayed.too_many is not None:
        yield f"what comes after {replayed.too_many}: too much can have been chosen; say it in `choices`"


def _last(standing: Standing, replayed: Replayed, findings: tuple[Finding, ...], model: Model) -> str:
    match standing:
        case Standing.VIOLATED:
            first = findings[0]
            more = f" and {number_of(len(findings) - 1, 'more cause')}" if len(findings) > 1 else ""
            return f"{first.subject}{more}"
        case Standing.PROVED:
            return f"{number_of(replayed.compared, 'answer')} as {model.name} says, every invariant kept"
        case Standing.UNKNOWN:
            return "too much can have been chosen, and the run does not say what"
        case Standing.VACUOUS:
            return "no answer is recorded"
        case _ if replayed.waiting:
            return f"{number_of(replayed.waiting, 'step')} without an answer of a core"
        case _:
            return "nothing is recorded"
