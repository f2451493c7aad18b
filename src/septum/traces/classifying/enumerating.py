"""All of a recording, counted, and held against a profile."""

import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files

from septum.spec.digest import model_digest
from septum.spec.model import Model
from septum.traces.classifying.classify import classify
from septum.traces.classifying.results import Blind, Enumeration, Realised, Seen
from septum.traces.classifying.rules import Class
from septum.traces.classifying.tally import Tally
from septum.traces.following import Followed, follow
from septum.traces.reading import Source, open_sources, read_sources
from septum.traces.reading.read import clock_problems

_NO_CAPABILITY = (Class.MONITOR, Class.PROBING, Class.OTHER, Class.HOST)


def enumerate_capabilities(recorded: Iterable[str], model: Model) -> Enumeration:
    """Which capabilities of a profile a recording exercises, which it does not, and what it does besides.

    `recorded`: files of strace, ftrace and dumps of arguments, of one run. Where their clocks do not agree they are
    read one after the other, which the answer says.
    Raises InputError with everything that is wrong with the files.
    """
    sources = open_sources(recorded)
    tally = Tally()
    for one in classify(_counted(follow(read_sources(sources)), tally)):
        tally.classified(one)
    return _answer(sources, tally, model)


def _counted(followed: Iterable[Followed], tally: Tally) -> Iterator[Followed]:
    for one in followed:
        tally.event(one.event, one.guest)
        yield one


def _answer(sources: tuple[Source, ...], tally: Tally, model: Model) -> Enumeration:
    capabilities = {step.name: step.span for step in model.active_steps() if step.kind == "capability"}
    names = list(capabilities)
    realised = _realised(tally, names)
    sure = {name for one in realised if one.realises == "all" for name in one.capabilities}
    perhaps = {name for one in realised for name in one.capabilities} - sure
    return Enumeration(
        profile=model.name,
        digest=model_digest(model),
        capabilities=capabilities,
        sources=sources,
        merged="one after the other" if clock_problems(sources) else "by time",
        guests=tally.guests,
        ioctls=tally.ioctls,
        iommu_events=tally.iommu_events,
        kernel_events=tally.kernel_events,
        other_calls=tally.other_calls,
        realised=realised,
        none=tally.reasons(_NO_CAPABILITY),
        outside=tally.reasons((Class.OUTSIDE,)),
        failed=tally.failed(),
        unclassified=tuple(seen for _, _, seen in tally.seen(lambda kind, _: kind is Class.UNCLASSIFIED)),
        unread=tuple(tally.unread),
        unread_lines=tally.unread_lines,
        never=tuple(name for name in names if name not in sure and name not in perhaps),
        perhaps=tuple(name for name in names if name in perhaps),
        lacking=tuple(one for one in realised if any(name not in names for name in one.capabilities)),
        blind=_blind(sources),
    )


def _realised(tally: Tally, names: list[str]) -> tuple[Realised, ...]:
    """What realises each group of capabilities, in the order of the profile's steps."""
    found: dict[tuple[tuple[str, ...], str], list[Seen]] = {}
    for _, rule, seen in tally.seen(lambda _, rule: rule is not None and rule.capabilities):
        assert rule is not None
        found.setdefault((rule.capabilities, rule.realises), []).append(seen)

    def order(key: tuple[tuple[str, ...], str]) -> tuple[object, ...]:
        return ([names.index(name) if name in names else len(names) for name in key[0]], key)

    return tuple(Realised(key[0], key[1], tuple(_together(found[key]))) for key in sorted(found, key=order))


def _together(seen: Iterable[Seen]) -> Iterator[Seen]:
    """Those of one name as one: several rules may be about it."""
    found: dict[tuple[str, str], Seen] = {}
    for one in seen:
        key = (one.recorded, one.name)
        other = found.get(key)
        if other is not None:
            first = min(other.first, one.first, key=lambda place: (place.file, place.line))
            one = Seen(one.name, one.recorded, one.count + other.count, first)
        found[key] = one
    yield from found.values()


def _blind(sources: Iterable[Source]) -> tuple[Blind, ...]:
    text = files("septum.traces.classifying").joinpath("blind.toml").read_text(encoding="utf-8")
    given = {source.format.value for source in sources}
    return tuple(
        Blind(record["what"], record["because"])
        for record in tomllib.loads(text)["blind"]
        if given.isdisjoint(record["shown_by"])
    )
