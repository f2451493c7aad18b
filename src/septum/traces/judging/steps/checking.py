"""Does a run of steps speak of a profile's steps, parameters, elements and statuses? All mistakes at once."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from septum.diagnostics import Diagnostic, InputError, Mark, Span, did_you_mean
from septum.interpreter import Machine, State
from septum.interpreter.instance import Instance, constants_of, sorts_of
from septum.logic import Sort
from septum.spec.model import Model, Step
from septum.traces.events import Place
from septum.traces.judging.steps.encoding import NoValue, decoded, meanings
from septum.traces.recording.calls import IMPOSSIBLE, OK, Answer, StepCall
from septum.traces.recording.runs import Run


@frozen
class Prepared:
    """A run on its machine: the first state, and the calls with their lines."""

    machine: Machine
    start: State
    calls: tuple[tuple[Place, StepCall], ...]


@frozen
class _Checker:
    model: Model
    run: Run
    text: str
    steps: Mapping[str, Step]
    found: list[Diagnostic] = field(factory=list[Diagnostic])

    def report(self, code: str, message: str, place: Place, part: str = "", help_text: str | None = None) -> None:
        """Note a mistake at a line, at `part` of it where that stands there."""
        lines = self.text.split("\n")
        source = lines[place.line - 1] if place.line <= len(lines) else ""
        column = source.find(part) + 1 if part else 0
        span = Span(place.file, place.line, column or 1, place.line, (column or 1) + max(1, len(part or source)))
        self.found.append(Diagnostic(code, message, span, (Mark(span),), help_text))

    def check(self, place: Place, call: StepCall) -> None:
        """Check one line."""
        step = self.steps.get(call.step)
        if step is None:
            hint = did_you_mean(call.step, self.steps)
            self.report("SEP-TRC-062", f"{self.model.name} has no step `{call.step}`{hint}", place, f'"{call.step}"')
            return
        sorts = {parameter.name: parameter.sort for parameter in step.parameters}
        for name in call.arguments:
            if name not in sorts:
                message = f"`{step.name}` has no parameter `{name}`{did_you_mean(name, sorts)}"
                self.report("SEP-TRC-063", message, place, f'"{name}"', f"it takes {', '.join(sorts) or 'none'}")
        for name, sort in sorts.items():
            if name not in call.arguments:
                self.report("SEP-TRC-063", f"`{step.name}` needs `{name}`", place, '"arguments"')
                continue
            try:
                decoded(sort, call.arguments[name])
            except NoValue as error:
                self.report("SEP-TRC-064", f"`{name}` of `{step.name}`: {error}", place, f'"{name}"')
        for answer in (call.answer, call.expect):
            if answer is not None:
                self._answer(place, answer)

    def _answer(self, place: Place, answer: Answer) -> None:
        known = (*self.model.statuses, OK, IMPOSSIBLE)
        if answer.status is not None and answer.status not in known:
            hint = did_you_mean(answer.status, known)
            message = f"{self.model.name} has no status `{answer.status}`{hint}"
            self.report("SEP-TRC-065", message, place, f'"{answer.status}"')
        for name in (news.news for news in answer.told or ()):
            if name not in self.model.news:
                message = f"{self.model.name} has no news `{name}`{did_you_mean(name, self.model.news)}"
                self.report("SEP-TRC-065", message, place, f'"{name}"')


@frozen
class Machines:
    """The machines of a profile, each made once: many runs are on the same instance."""

    model: Model
    made: dict[str, Machine] = field(factory=dict[str, Machine])

    def on(self, instance: Instance) -> Machine:
        """The machine on an instance. Raises ValueError where it does not fit."""
        key = repr(
            (sorted(instance.elements.items()), sorted((n, list(m.items())) for n, m in instance.constants.items()))
        )
        if key not in self.made:
            self.made[key] = Machine(self.model, instance)
        return self.made[key]


def prepare(machines: Machines, run: Run, text: str) -> Prepared:
    """A run made ready to be replayed. `text`: of the file that it stands in. Raises InputError."""
    model = machines.model
    checker = _Checker(model, run, text, {step.name: step for step in model.steps})
    header = run.places[0]
    if run.header.profile is not None and run.header.profile != model.name:
        message = f"the run is of `{run.header.profile}`, not of {model.name}"
        checker.report("SEP-TRC-061", message, header, f'"{run.header.profile}"')
    calls: list[tuple[Place, StepCall]] = []
    for place, line in zip(run.places[1:], run.lines, strict=True):
        if isinstance(line, StepCall):
            checker.check(place, line)
            calls.append((place, line))
        else:
            message = f"a run of steps has no events: `{line.word}` belongs into a run of its own"
            checker.report("SEP-TRC-060", message, place, f'"{line.word}"')
    if checker.found:
        raise InputError(checker.found, {header.file: text})
    try:
        machine = machines.on(_instance(model, run, [call for _, call in calls]))
        start = machine.initial(meanings(run.header.initial, _domains(model)))
        for place, call in calls:
            _elements(checker, machine, place, call)
    except (ValueError, NoValue) as error:
        for message in str(error).split("\n"):
            checker.report("SEP-TRC-066", message, header)
    else:
        if not checker.found:
            return Prepared(machine, start, tuple(calls))
    raise InputError(checker.found, {header.file: text})


def _elements(checker: _Checker, machine: Machine, place: Place, call: StepCall) -> None:
    for parameter in checker.steps[call.step].parameters:
        try:
            machine.universe.encode(parameter.sort, decoded(parameter.sort, call.arguments[parameter.name]))
        except ValueError as error:
            message = f"`{parameter.name}` of `{call.step}`: {error}"
            checker.report("SEP-TRC-064", message, place, f'"{parameter.name}"')


def _domains(model: Model) -> dict[str, tuple[tuple[Sort, ...], Sort]]:
    return {s.symbol.name: (s.symbol.domain, s.symbol.codomain) for s in model.symbols}


def _instance(model: Model, run: Run, calls: Iterable[StepCall]) -> Instance:
    """The instance of a run: of a sort that the header does not list, what the lines name, and one element at least."""
    named: dict[str, dict[str, None]] = {}
    for sort, name in _named(model, calls):
        named.setdefault(sort, {})[name] = None
    constants = meanings(run.header.constants, _domains(model))
    for symbol in constants_of(model):
        for arguments, value in constants.get(symbol.name, {}).items():
            for sort, one in zip((*symbol.domain, symbol.codomain), (*arguments, value), strict=False):
                if sort.is_uninterpreted and isinstance(one, str):
                    named.setdefault(sort.name, {})[one] = None
    elements: dict[str, tuple[str, ...]] = dict(run.header.instance)
    for sort in sorts_of(model):
        if sort.is_uninterpreted and sort.name not in elements:
            elements[sort.name] = tuple(named.get(sort.name, ())) or (f"some {sort.name}",)
    return Instance(elements, constants)


def _named(model: Model, calls: Iterable[StepCall]) -> Iterator[tuple[str, str]]:
    steps = {step.name: step for step in model.steps}
    for call in calls:
        for parameter in steps[call.step].parameters:
            value = call.arguments[parameter.name]
            if parameter.sort.is_uninterpreted and isinstance(value, str):
                yield parameter.sort.name, value
        for choice, value in zip(steps[call.step].choices, call.choices, strict=False):
            if choice.sort.is_uninterpreted and isinstance(value, str):
                yield choice.sort.name, value
        returns = steps[call.step].returns_sort
        if returns is not None and returns.is_uninterpreted:
            values = [answer.value for answer in (call.answer, call.expect) if answer is not None]
            yield from ((returns.name, value) for value in values if isinstance(value, str))
