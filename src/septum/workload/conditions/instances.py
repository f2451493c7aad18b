"""What must hold of GPU instances."""

from itertools import combinations

from attrs import evolve, frozen

from septum.workload.allocation import AllocatedInstance, Allocation
from septum.workload.conditions.condition import SideCondition, judged
from septum.workload.deployment import Deployment
from septum.workload.mig.identifiers import instance_identifier
from septum.workload.mig.layout import exceeded_counts, exceeded_engines, media_twice
from septum.workload.mig.tables import Confidence, GpuModel, Profile, load_tables
from septum.workload.shared import shared_between


@frozen
class _Row:
    """An instance with its tenant, and with what the table says of it; None where it says nothing."""

    tenant: str
    instance: AllocatedInstance
    model: GpuModel | None
    profile: Profile | None

    def __str__(self) -> str:
        return f"{self.tenant}'s {self.instance}"


def instance_conditions(deployment: Deployment, allocation: Allocation) -> tuple[SideCondition, ...]:
    """Instances are such as their GPU makes, stand where it puts them, and have no memory in common."""
    rows = _rows(deployment, allocation)
    if not rows:
        return ()
    gpus = {row.instance.gpu: row.model for row in rows if row.model is not None}
    by_gpu = {gpu: [row.profile for row in rows if row.instance.gpu == gpu and row.profile] for gpu in gpus}
    inferred = any(row.profile is not None and row.profile.placement is Confidence.INFERRED for row in rows)
    number = f"{len(rows)} instance{'s' if len(rows) != 1 else ''}"
    return (
        judged(
            "instances.places",
            "every instance stands where its profile may",
            f"{number}, {'some places inferred from a GPU of the same design' if inferred else 'as the table says'}",
            [str(row) for row in rows if not _stands_right(row)],
        ),
        judged(
            "instances.one-tenant",
            "no memory slice of a GPU is in two instances",
            f"{sum(row.instance.size for row in rows)} memory slices, each in one instance",
            [
                f"{one} and {other}"
                for one, other in combinations(rows, 2)
                if one.instance.gpu == other.instance.gpu and set(one.instance.units) & set(other.instance.units)
            ],
        ),
        judged(
            "instances.counts",
            "no GPU has more instances of a profile than it takes",
            number,
            [
                f"{gpu} has {there_are} of {profile.name}, and takes {profile.most}"
                for gpu, profiles in by_gpu.items()
                for profile, there_are in exceeded_counts(profiles)
            ],
        ),
        judged(
            "instances.media",
            "no GPU has two instances with media extensions",
            number,
            [gpu for gpu, profiles in by_gpu.items() if media_twice(profiles)],
        ),
        judged(
            "instances.engines",
            "the instances of a GPU own no more engines than it has",
            number,
            [
                f"{gpu}: {over.wanted} {over.engine} engines of {over.there_are}"
                for gpu, model in gpus.items()
                for over in exceeded_engines(model, by_gpu[gpu])
            ],
        ),
        judged(
            "instances.identifiers",
            "every instance has the id of its place, and no two the same",
            number,
            _wrong_identifiers(rows),
        ),
    )


def _rows(deployment: Deployment, allocation: Allocation) -> list[_Row]:
    """A row for every instance; one for those that take turns on it, as the deployment says they do."""
    turns = {(between.pair, place) for between in shared_between(deployment) for place in between.instances}
    rows: list[_Row] = []
    for tenant in allocation.tenants:
        for instance in tenant.instances:
            place = (instance.gpu, instance.start)
            alike = (row for row in rows if evolve(row.instance, function=instance.function) == instance)
            if not any(((row.tenant, tenant.name), place) in turns for row in alike):
                rows.append(_row(deployment, tenant.name, instance))
    return rows


def _row(deployment: Deployment, tenant: str, instance: AllocatedInstance) -> _Row:
    model = load_tables().model(deployment.gpu(instance.gpu).model.value)
    return _Row(tenant, instance, model, model.profile(instance.profile) if model is not None else None)


def _stands_right(row: _Row) -> bool:
    profile = row.profile
    return profile is not None and row.instance.start in profile.starts and row.instance.size == profile.size


def _wrong_identifiers(rows: list[_Row]) -> list[str]:
    faults: list[str] = []
    owners: dict[tuple[str, int], str] = {}
    for row in rows:
        instance = row.instance
        key = (instance.gpu, instance.identifier)
        if key in owners:
            faults.append(f"{owners[key]} and {row} are both {instance.identifier}")
        owners.setdefault(key, str(row))
        try:
            expected = instance_identifier(row.model.units if row.model else 0, instance.start, instance.size)
        except ValueError as error:
            faults.append(f"{row}: {error}")
            continue
        if instance.identifier != expected:
            faults.append(f"{row} is {instance.identifier}, not {expected}")
    return faults
