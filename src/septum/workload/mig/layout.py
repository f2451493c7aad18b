"""Which sets of instances one GPU takes together."""

from collections import Counter
from collections.abc import Iterator, Sequence

from attrs import frozen

from septum.workload.mig.tables import ENGINES, GpuModel, Profile


@frozen(order=True)
class Placed:
    """An instance: a profile's name and the memory unit at which it starts."""

    profile: str
    start: int


@frozen
class EngineSum:
    """The instances own more engines of a kind than the GPU has."""

    engine: str
    wanted: int
    there_are: int


def shared_units(one: tuple[Profile, int], other: tuple[Profile, int]) -> range:
    """The memory units that two instances (profile, start) both have; an empty range where they are apart."""
    first = max(one[1], other[1])
    last = min(one[1] + one[0].size, other[1] + other[0].size)
    return range(first, max(first, last))


def conflicts(instances: Sequence[tuple[Profile, int]]) -> tuple[tuple[int, int, range], ...]:
    """Every pair of instances that share memory: their positions in `instances`, and the units shared."""
    found: list[tuple[int, int, range]] = []
    for later, instance in enumerate(instances):
        for earlier in range(later):
            common = shared_units(instances[earlier], instance)
            if common:
                found.append((earlier, later, common))
    return tuple(found)


def exceeded_counts(profiles: Sequence[Profile]) -> tuple[tuple[Profile, int], ...]:
    """The profiles of which there are more than one GPU takes, each with its number."""
    numbers = Counter(profile.name for profile in profiles)
    by_name = {profile.name: profile for profile in profiles}
    return tuple((by_name[n], number) for n, number in numbers.items() if number > by_name[n].most)


def media_twice(profiles: Sequence[Profile]) -> tuple[int, ...]:
    """The positions of the instances with media extensions after the first: a GPU takes one.

    Source: open-gpu-kernel-modules, kmigmgrIsGPUInstanceCombinationValid_GA100 and _GH100.
    """
    return tuple(i for i, profile in enumerate(profiles) if profile.has_media_extensions)[1:]


def exceeded_engines(model: GpuModel, profiles: Sequence[Profile]) -> tuple[EngineSum, ...]:
    """The kinds of engine of which the instances own more than the whole GPU has.

    Kinds whose number no source confirms, for an instance or for the GPU, are passed over. On an RTX PRO 6000 the
    places and the counts of profiles alone would let `+me.all`, which owns every media engine, stand beside an
    instance that owns some; on the other models they suffice. Source: the figures of `nvidia-smi mig -lgip`.
    """
    found: list[EngineSum] = []
    for engine in ENGINES:
        there_are = model.whole.engines.get(engine)
        owned = [profile.engines.get(engine) for profile in profiles]
        known = [number for number in owned if number is not None]
        if there_are is not None and len(known) == len(owned) and sum(known) > there_are:
            found.append(EngineSum(engine, sum(known), there_are))
    return tuple(found)


def layouts(model: GpuModel) -> Iterator[tuple[Placed, ...]]:
    """Every set of instances, the empty one too, in which each stands where its profile may, none shares memory
    and no profile is there more often than it may be. Media and engines are not looked at.
    """
    everything = [(profile, start) for profile in model.profiles for start in profile.starts]

    def extend(first: int, taken: int, chosen: list[tuple[Profile, int]]) -> Iterator[tuple[Placed, ...]]:
        yield tuple(Placed(profile.name, start) for profile, start in chosen)
        for index in range(first, len(everything)):
            profile, start = everything[index]
            units = ((1 << profile.size) - 1) << start
            if units & taken or sum(p is profile for p, _ in chosen) >= profile.most:
                continue
            yield from extend(index + 1, taken | units, [*chosen, (profile, start)])

    return extend(0, 0, [])
