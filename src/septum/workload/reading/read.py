"""From a deployment file to a `Deployment`, or to everything that is wrong with it."""

from collections.abc import Callable, Collection
from importlib import resources
from typing import TypeVar

from septum.diagnostics import Span
from septum.workload.checks import check_deployment
from septum.workload.deployment import Deployment, Located
from septum.workload.mig.tables import MigTables, load_tables
from septum.workload.reading.files import NOTHING_THERE, read_text
from septum.workload.reading.gpus import read_gpu, unread_gpu
from septum.workload.reading.host import read_host
from septum.workload.reading.problems import Problems
from septum.workload.reading.scalars import read_name, read_number
from septum.workload.reading.section import Section, open_section, read_list
from septum.workload.reading.sharing import read_acceptance, read_channel
from septum.workload.reading.tenants import read_tenant
from septum.workload.reading.tree import Node, read_tree
from septum.workload.reading.workloads import read_workload

VERSION = 1
STANDARD_PROFILE = "minimal"
"""The profile of a deployment that names none."""

_KEYS = ("septum", "profile", "workload", "host", "gpus", "tenants", "channels", "accept")

T = TypeVar("T")


def read_deployment(path: str, profiles: Collection[str] | None = None) -> Deployment:
    """The deployment in the file `path`.

    `profiles`: the names of the isolation profiles that there are; those of the package where it is None.
    Raises InputError with everything that is wrong: all at once, but for text that cannot be read as YAML at all.
    """
    known = profiles if profiles is not None else shipped_profiles()
    return parse_deployment(read_text(path), path, known)


def parse_deployment(text: str, file: str, profiles: Collection[str]) -> Deployment:
    """The deployment that `text` describes; `file` is its name in messages. Raises InputError."""
    problems = Problems(file, text)
    tables = load_tables()
    root = read_tree(text, problems)
    if root is None and not problems.found:
        problems.report("SEP-DEP-035", NOTHING_THERE, Span(file, 0, 0))
    section = open_section(root, "a deployment", _KEYS, problems)
    if section is None:
        raise problems.error()
    deployment = _read(section, file, text, tables, problems)
    check_deployment(deployment, profiles, tables, problems)
    problems.stop_if_any()
    return deployment


def shipped_profiles() -> tuple[str, ...]:
    """The isolation profiles that the package has: the files of `models/profiles`."""
    files = resources.files("septum.models.profiles").iterdir()
    names = (file.name.removesuffix(".py") for file in files if file.name.endswith(".py"))
    return tuple(sorted(name for name in names if not name.startswith("_")))


def _read(section: Section, file: str, text: str, tables: MigTables, problems: Problems) -> Deployment:
    section.required("septum", _read_version)
    host_node = section.values.get("host")
    if host_node is None and "host" not in section.likely:
        problems.report("SEP-DEP-004", "a deployment has no `host`", section.span)
    tenants = section.required("tenants", lambda n, w, p: _read_items(n, w, p, read_tenant))
    if tenants == () and not problems.found:
        problems.report("SEP-DEP-004", "`tenants` is empty: there is nobody to isolate", section.values["tenants"].span)
    gpus = section.required("gpus", lambda n, w, p: _read_items(n, w, p, lambda i, k, q: read_gpu(i, k, tables, q)))
    return Deployment(
        file=file,
        profile=section.optional("profile", read_name) or Located(STANDARD_PROFILE, section.span),
        workload=section.optional("workload", read_workload),
        host=read_host(host_node, section.span, problems),
        gpus=gpus if gpus is not None else (unread_gpu(section.span),),
        tenants=tenants or (),
        channels=section.optional("channels", lambda n, w, p: _read_items(n, w, p, read_channel)) or (),
        accepts=section.optional("accept", lambda n, w, p: _read_items(n, w, p, read_acceptance)) or (),
        text=text,
    )


def _read_version(node: Node, what: str, problems: Problems) -> Located[int] | None:
    version = read_number(node, what, 0, 1 << 32, problems)
    if version is not None and version.value != VERSION:
        message = f"version {version.value} of the deployment file is not known: this septum reads {VERSION}"
        problems.report("SEP-DEP-038", message, version.span)
    return version


def _read_items(
    node: Node, what: str, problems: Problems, read: Callable[[Node, int, Problems], T | None]
) -> tuple[T, ...]:
    items = read_list(node, what, problems) or ()
    found = (read(item, number, problems) for number, item in enumerate(items, start=1))
    return tuple(item for item in found if item is not None)
