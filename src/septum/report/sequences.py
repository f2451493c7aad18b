"""Conformance sequences as recorded runs that ask for answers: see `docs/traces.md`."""

from septum.engines.conformance.results import CallSequence, Conformance, Line
from septum.engines.conformance.targets import target_text
from septum.interpreter.effects import News, Seen
from septum.interpreter.instance import Meaning, Value
from septum.spec.model import Model, Outcome
from septum.traces.recording import Answer, Header, Run, StepCall, Told, written
from septum.traces.recording.calls import IMPOSSIBLE, OK, JsonValue


def sequence_files(result: Conformance, model: Model) -> dict[str, str]:
    """The text of each sequence, by the name of its file."""
    return {file_name(one): written([run_of(one, result, model)]) for one in result.sequences}


def file_name(sequence: CallSequence) -> str:
    """The file of a sequence."""
    return f"{sequence.name}.jsonl"


def run_of(sequence: CallSequence, result: Conformance, model: Model) -> Run:
    """A sequence as a run whose lines expect answers. What each is there for is its note."""
    constants = {name: _entries(meaning) for name, meaning in sequence.instance.constants.items() if meaning}
    header = Header(
        profile=result.profile,
        digest=result.digest,
        name=sequence.name,
        instance=dict(sequence.instance.elements),
        constants=constants,
        initial={name: _entries(meaning) for name, meaning in sequence.initial.items()},
    )
    return Run(header, tuple(_call(line, model) for line in sequence.lines))


def _call(line: Line, model: Model) -> StepCall:
    effect, step = line.effect, model.step(line.effect.step)
    covers = ", ".join(target_text(model, target) for target in line.covers if target.guard >= 0)
    return StepCall(
        step=effect.step,
        arguments={p.name: _value(v) for p, v in zip(step.parameters, effect.arguments, strict=True)},
        choices=tuple(_value(v) for v in effect.choices),
        expect=_answer(line),
        note=covers or None,
    )


def _answer(line: Line) -> Answer:
    effect = line.effect
    if effect.outcome is not Outcome.DONE:
        return Answer(effect.status or IMPOSSIBLE)
    returned = None if effect.returned is None or line.value_varies else _value(effect.returned)
    return Answer(OK, returned, None if line.told_varies else tuple(_told(news) for news in effect.told))


def _told(news: News) -> Told:
    return Told(news.recipient or news.principal, news.news, tuple(_seen(seen) for seen in news.carries))


def _seen(seen: Seen) -> JsonValue:
    """What news carry: a value, the tuples of a relation, or the pairs of arguments and value of a map."""
    if isinstance(seen, frozenset):
        return sorted(part if isinstance(part, str) else [_value(v) for v in part] for part in seen)
    if isinstance(seen, tuple):
        return [[[_value(a) for a in arguments], _value(value)] for arguments, value in seen]
    return seen


def _value(value: Value) -> JsonValue:
    return sorted(value) if isinstance(value, frozenset) else value


def _entries(meaning: Meaning) -> JsonValue:
    return [[[_value(a) for a in arguments], _value(value)] for arguments, value in sorted(meaning.items(), key=str)]
