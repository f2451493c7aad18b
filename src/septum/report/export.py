"""Files that were written, as text."""

from collections.abc import Mapping

from septum.report.layout import cut, table, wrapped
from septum.report.quantities import count, plural
from septum.spec.digest import model_digest
from septum.spec.model import Model


def export_lines(model: Model, kind: str, folder: str, files: Mapping[str, str], everything: bool) -> list[str]:
    """What was exported, and each file with its size in bytes."""
    sizes = {name: len(text.encode()) for name, text in files.items()}
    rows = [(count(size), name) for name, size in sizes.items()]
    lines = wrapped(f"{model.name} {model_digest(model)} as {kind}", "", 0)
    lines += cut(table(rows, right=frozenset([0]), indent=2), everything, 2)
    return [*lines, f"{plural(len(files), 'file')} in {folder}, {plural(sum(sizes.values()), 'byte')}"]
