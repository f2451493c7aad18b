"""Slices: whether the GPU knows the profile, takes it there, and takes all of them together."""

from attrs import frozen

from septum.diagnostics import Mark, did_you_mean
from septum.workload.deployment import Deployment, Gpu, Slice
from septum.workload.mig.layout import conflicts, exceeded_counts, exceeded_engines, media_twice, shared_units
from septum.workload.mig.tables import ENGINE_NAMES, GpuModel, MigTables, Profile
from septum.workload.reading.problems import Problems, listed, shown


@frozen
class _Wanted:
    """A slice that its GPU would take if it were alone."""

    tenant: str
    part: Slice
    profile: Profile

    @property
    def units(self) -> str:
        return show_units(self.profile.units(self.part.start.value))

    @property
    def instance(self) -> tuple[Profile, int]:
        return (self.profile, self.part.start.value)


def show_units(units: range) -> str:
    """`unit 5`, `units 4..5`."""
    return f"unit {units[0]}" if len(units) == 1 else f"units {units[0]}..{units[-1]}"


def check_placement(deployment: Deployment, tables: MigTables, problems: Problems) -> None:
    """Unknown profiles, impossible starts, and slices that cannot stand beside each other, GPU by GPU."""
    seen: set[str] = set()
    for gpu in deployment.gpus:
        model = tables.model(gpu.model.value)
        if model is None or gpu.name.value in seen:
            continue
        seen.add(gpu.name.value)
        wanted: list[_Wanted] = []
        for tenant in deployment.tenants:
            for part in tenant.slices:
                if part.gpu.value == gpu.name.value:
                    profile = _check_alone(part, gpu, model, problems)
                    if profile is not None:
                        wanted.append(_Wanted(tenant.name.value, part, profile))
        _check_overlaps(wanted, gpu, problems)
        _check_numbers(_once(wanted), gpu, model, problems)


def _check_alone(part: Slice, gpu: Gpu, model: GpuModel, problems: Problems) -> Profile | None:
    profile = model.profile(part.profile.value)
    if profile is None:
        names = model.profile_names
        hint = did_you_mean(part.profile.value, names) or f": it has {listed(names, 'and')}"
        message = f"{gpu.name.value}, {shown_model(model)}, has no profile {shown(part.profile.value)}{hint}"
        problems.report("SEP-DEP-011", message, part.profile.span)
        return None
    if part.start.value not in profile.starts:
        message = f"{part.profile.value} cannot start at {part.start.value}"
        marks = (Mark(part.start.span, listed(profile.starts)),)
        problems.report("SEP-DEP-012", message, part.start.span, marks)
        return None
    return profile


def shown_model(model: GpuModel) -> str:
    """A model in a sentence: `an H100-80GB`."""
    return f"{'an' if model.name[0] in 'AHR' else 'a'} {model.name}"


def _check_overlaps(wanted: list[_Wanted], gpu: Gpu, problems: Problems) -> None:
    for earlier, later, common in conflicts([w.instance for w in wanted]):
        one, other = wanted[earlier], wanted[later]
        if one.instance == other.instance:
            if not _take_turns(one, other):
                _report_one_instance(one, other, gpu, problems)
            continue
        marks = (
            Mark(one.part.start.span, f"{one.tenant}: {one.units}", primary=False),
            Mark(other.part.start.span, f"{other.tenant}: {other.units}"),
        )
        rest = [w.instance for w in wanted if w is not other]
        owners = f"slices of {one.tenant} and {other.tenant}"
        if one.tenant == other.tenant:
            owners = f"two slices of {one.tenant}"
        message = f"{owners} share {show_units(common)}"
        problems.report("SEP-DEP-014", message, other.part.start.span, marks, _free(other, rest, gpu))


def _take_turns(one: _Wanted, other: _Wanted) -> bool:
    """Whether two tenants use one instance by turns on purpose: each by a function that it names (a time-sliced vGPU).

    Source: NVIDIA AI Enterprise, vGPU overview: several time-sliced vGPUs in one MIG instance.
    """
    functions = (one.part.function, other.part.function)
    return one.tenant != other.tenant and None not in functions and functions[0] != functions[1]


def _once(wanted: list[_Wanted]) -> list[_Wanted]:
    """The slices, those that take turns on one instance once: it is one instance of the GPU."""
    return [
        w
        for number, w in enumerate(wanted)
        if not any(w.instance == earlier.instance and _take_turns(earlier, w) for earlier in wanted[:number])
    ]


def _free(wanted: _Wanted, rest: list[tuple[Profile, int]], gpu: Gpu) -> str:
    """Where else the slice could start."""
    profile = wanted.profile
    free = [start for start in profile.starts if not any(shared_units((profile, start), other) for other in rest)]
    if not free:
        return f"{gpu.name.value} has no place left for {wanted.part.profile.value}"
    return f"{listed(free, 'and')} {'is' if len(free) == 1 else 'are'} free"


def _report_one_instance(one: _Wanted, other: _Wanted, gpu: Gpu, problems: Problems) -> None:
    where = f"{other.part.profile.value} at {other.part.start.value} of {gpu.name.value}"
    owners = f"{one.tenant} and {other.tenant} both have" if one.tenant != other.tenant else f"{one.tenant} has twice"
    functions = (one.part.function, other.part.function)
    why = "an instance has one tenant"
    help_text = None
    if one.tenant != other.tenant and None in functions:
        help_text = "where they are to use it by turns, name the `function` of each slice: a time-sliced vGPU"
    if one.tenant == other.tenant:
        why = "an instance has one tenant and one function"
    marks = (
        Mark(one.part.start.span, one.tenant, primary=False),
        Mark(other.part.start.span, other.tenant),
    )
    message = f"{owners} the instance {where}: {why}"
    problems.report("SEP-DEP-023", message, other.part.start.span, marks, help_text)


def _check_numbers(wanted: list[_Wanted], gpu: Gpu, model: GpuModel, problems: Problems) -> None:
    """Too many of one profile, of media extensions, of engines."""
    profiles = [w.profile for w in wanted]
    twice = media_twice(profiles)
    for position in twice:
        first = next(w for w in wanted if w.profile.has_media_extensions)
        later = wanted[position]
        marks = (
            Mark(first.part.profile.span, f"{first.tenant} has them", primary=False),
            Mark(later.part.profile.span, f"{later.tenant}: not again"),
        )
        message = f"{gpu.name.value} gives its media extensions (+me) to one instance, not to {later.tenant} too"
        problems.report("SEP-DEP-013", message, later.part.profile.span, marks)
    for profile, number in exceeded_counts(profiles):
        if not profile.has_media_extensions and not conflicts([w.instance for w in wanted if w.profile is profile]):
            last = [w for w in wanted if w.profile is profile][profile.most]
            message = f"{gpu.name.value} takes {profile.most} of {profile.name}, not {number}"
            problems.report("SEP-DEP-013", message, last.part.profile.span)
    if not twice:
        _check_engines(wanted, gpu, model, problems)


def _check_engines(wanted: list[_Wanted], gpu: Gpu, model: GpuModel, problems: Problems) -> None:
    sums = [s for s in exceeded_engines(model, [w.profile for w in wanted]) if s.engine != "copy"]
    if not sums or conflicts([w.instance for w in wanted]):
        return
    words = listed((f"{s.wanted} {ENGINE_NAMES[s.engine]} of {s.there_are}" for s in sums), "and")
    owners = [w for w in wanted if any(w.profile.engines.get(s.engine) for s in sums)]
    marks = [Mark(w.part.profile.span, w.tenant, primary=w is owners[-1]) for w in owners]
    message = f"the slices of {gpu.name.value} own more engines than it has: {words}"
    help_text = "profiles with `-me` own none"
    problems.report("SEP-DEP-040", message, owners[-1].part.profile.span, marks, help_text)
