"""Which event of a workload needs which capabilities."""

from collections.abc import Callable, Iterator

from attrs import evolve

from septum.diagnostics import Span
from septum.engines.capabilities.find import find_capabilities
from septum.engines.capabilities.goals import Goal, capabilities_of, goals_of
from septum.engines.minimal.keeping import Keeper
from septum.engines.minimal.results import Capabilities
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.engines.workloads.missing import run_of, what_is_missing
from septum.engines.workloads.realised import Realised
from septum.engines.workloads.results import Enumeration, EventNeeds
from septum.spec.digest import model_digest
from septum.spec.model import Example, Happening, Model

Progress = Callable[[int, int, str], None]


def enumerate_workload(realised: Realised, settings: Settings, progress: Progress | None = None) -> Enumeration:
    """The capabilities that a workload needs of a profile, event by event. What was found is kept in the cache."""
    model, workload = realised.model, realised.workload
    runs = realised.is_whole and run_of(model, workload) is not None
    found = _kept(realised, settings, progress) if runs else _none(realised)
    missing = None if found.sets else what_is_missing(realised, settings)
    used = {name for one in found.sets for name in one.capabilities}
    enumeration = Enumeration(
        workload=workload.name,
        profile=realised.profile.name,
        digest=model_digest(realised.profile),
        doc=_doc_of(model, workload),
        span=workload.span,
        events=_events(workload, found),
        capabilities=found,
        unused=tuple(name for name in found.universe if name not in used),
        excluded=tuple(excluded_by(realised.profile)),
    )
    if missing is None:
        return enumeration
    proof = missing.necessity
    return evolve(enumeration, missing=missing.steps, exclusion=missing.exclusion, necessity=proof)


def _kept(realised: Realised, settings: Settings, progress: Progress | None) -> Capabilities:
    keeper, question = Keeper(realised.model, settings), f"capabilities: {realised.workload.name}"
    found = keeper.recall(question, Capabilities)
    if found is None:
        found = find_capabilities(realised.model, realised.workload, settings, progress)
        keeper.keep(question, found)
    return found


def _none(realised: Realised) -> Capabilities:
    """No set of the profile's capabilities is known to run the workload."""
    workload, universe = realised.workload, capabilities_of(realised.profile)
    text = f"no story with things of these names reaches all that {workload.name} wants"
    return Capabilities(workload.name, workload.span, universe, (), (), False, text)


def excluded_by(model: Model) -> Iterator[str]:
    """What a profile leaves out on purpose: the assumptions of that kind that it makes, by identifier."""
    for assumption in model.assumptions:
        if assumption.kind == "exclusion" and assumption.name in model.assumes:
            yield assumption.identifier


def events_of(workload: Example) -> tuple[tuple[Happening, tuple[Goal, ...]], ...]:
    """The events of a workload, each with what happens in it: the procedures that it calls, but for empty ones."""
    goals = goals_of(workload)
    found: list[tuple[Happening, tuple[Goal, ...]]] = []
    for happening in workload.happenings:
        lines = workload.script[happening.first : happening.end]
        own = tuple(goal for goal in goals if any(goal.event is line for line in lines))
        if own:
            found.append((happening, own))
    return tuple(found)


def _events(workload: Example, found: Capabilities) -> tuple[EventNeeds, ...]:
    first: dict[str, Happening] = {}
    at: dict[tuple[str, Span], str] = {}
    for event, goals in events_of(workload):
        first.setdefault(event.name, event)
        for goal in goals:
            at.setdefault((goal.text, goal.span), event.name)
    needs: dict[str, list[tuple[str, ...]]] = {name: [] for name in first}
    for one in found.necessities:
        name = at.get((one.goal, one.span))
        if name is not None and one.verdict is Verdict.PROVED:
            needs[name].append(one.dropped)
    return tuple(EventNeeds(name, event.doc, event.span, tuple(needs[name])) for name, event in first.items())


def _doc_of(model: Model, workload: Example) -> str:
    return next((concern.doc for concern in model.concerns if concern.name == workload.concern), workload.doc)
