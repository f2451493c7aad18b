"""What a workload is on a profile: the file of it that speaks of that profile's machine."""

from attrs import frozen

from septum.spec.digest import model_digest
from septum.spec.load import load_profile
from septum.spec.model import Example, Model
from septum.spec.source import display_name, locate, workload_files


@frozen(eq=False)
class Realised:
    """A workload beside a profile.

    `profile`: the profile by itself; `model`: with the workload, its runs, and what both speak of. Where the profile
    lacks some of that, `model` has steps more, and `is_whole` is False.
    """

    profile: Model
    model: Model
    workload: Example
    file: str

    @property
    def is_whole(self) -> bool:
        """Does the profile have everything that the workload speaks of?"""
        return model_digest(self.profile) == model_digest(self.model)


def realise(profile: str, workload: str) -> Realised:
    """The first of the workload's files that adds nothing to the profile; the first of all where none is so.

    `profile`: a name or a path; `workload`: a name that comes with septum. Raises InputError where the profile is
    wrong, or calls other things by the workload's names; ValueError where there is no such workload.
    """
    base = load_profile(profile)
    found: list[Realised] = []
    for file in workload_files(workload):
        model = load_profile(profile, beside=(file,))
        name = display_name(file, locate(profile))
        wanted = next((one for one in model.workloads if one.span.file == name), None)
        if wanted is None:
            raise ValueError(f"{file} has no workload")
        found.append(Realised(base, model, wanted, name))
        if found[-1].is_whole:
            return found[-1]
    if not found:
        raise ValueError(f"no workload {workload}")
    return found[0]
