"""`septum profiles`: the profiles that come with septum, or every workload on each of them."""

from septum.cli.answer import Answer
from septum.cli.matrix import show_matrix
from septum.cli.options import Arguments
from septum.cli.terminal import Terminal
from septum.report.documents.envelope import document
from septum.report.layout import table, wrapped
from septum.report.quantities import count
from septum.spec.digest import model_digest
from septum.spec.load import load_profile
from septum.spec.source import profile_names


def run(arguments: Arguments, terminal: Terminal) -> Answer:
    """List them, each with what it consists of; with `--matrix`, which workloads run on them."""
    return show_matrix(arguments, terminal) if arguments.flag("--matrix") else _listed()


def _listed() -> Answer:
    rows: list[tuple[str, ...]] = [("profile", "digest", "steps", "guards", "invariants", "assumptions", "says")]
    records: list[dict[str, object]] = []
    for name in profile_names():
        model = load_profile(name)
        steps, guards = len(model.active_steps()), sum(len(step.guards) for step in model.active_steps())
        numbers = (steps, guards, len(model.invariants), len(model.assumes))
        rows.append((name, model_digest(model), *(count(n) for n in numbers), model.title))
        record: dict[str, object] = {"profile": name, "digest": model_digest(model), "title": model.title}
        record |= dict(zip(("steps", "guards", "invariants", "assumptions"), numbers, strict=True))
        records.append({**record, "not_covered": list(model.not_covered)})
    shown = table([row[:-1] for row in rows], frozenset({2, 3, 4, 5}), indent=2)
    lines: list[str] = []
    for line, row in zip(shown, rows, strict=True):
        lines.append(line)
        if row is not rows[0]:
            lines += wrapped(row[-1], "    ", 4)
    return Answer(tuple(lines), document("profiles", "profiles", None, 0, {"profiles": records}))
