"""The section `gpus`."""

from septum.diagnostics import Span, did_you_mean
from septum.workload.deployment import FunctionRange, Gpu, Located
from septum.workload.mig.tables import MigTables
from septum.workload.reading.neutral import NO_ADDRESS, NO_NAME, NO_NUMBER, otherwise
from septum.workload.reading.problems import Problems, listed, shown
from septum.workload.reading.scalars import read_address, read_name, read_number, read_text_value
from septum.workload.reading.section import open_section
from septum.workload.reading.tree import Node

MOST_FUNCTIONS = 256
"""The functions of one bus: what an SR-IOV device reaches without a second bus number."""

_KEYS = ("name", "model", "address", "functions", "nvlink")


def unread_gpu(span: Span) -> Gpu:
    """What stands for a GPU that has been reported and says nothing."""
    nothing = Located(NO_NAME, span)
    return Gpu(nothing, nothing, Located(NO_ADDRESS, span), None, None, span)


def read_gpu(node: Node, number: int, tables: MigTables, problems: Problems) -> Gpu:
    """One GPU; `number` counts from 1, for messages about one without a name."""
    section = open_section(node, f"GPU {number}", _KEYS, problems)
    if section is None:
        return unread_gpu(node.span)
    span = section.span
    name = section.required("name", read_name)
    return Gpu(
        name=otherwise(name, NO_NAME, span),
        model=otherwise(section.required("model", lambda n, what, p: _read_model(n, what, tables, p)), NO_NAME, span),
        address=otherwise(section.required("address", read_address), NO_ADDRESS, span),
        functions=section.optional("functions", _read_functions),
        nvlink=section.optional("nvlink", read_name),
        span=span,
    )


def _read_model(node: Node, what: str, tables: MigTables, problems: Problems) -> Located[str] | None:
    """A model, under its first name in the table."""
    text = read_text_value(node, what, "a GPU model such as H100-80GB", problems)
    if text is None:
        return None
    model = tables.model(text.value)
    if model is None:
        problems.report("SEP-DEP-010", f"no GPU model {shown(text.value)}{_hint(text.value, tables)}", text.span)
        return None
    return Located(model.name, text.span)


def _hint(name: str, tables: MigTables) -> str:
    """What may be meant: the models of that name with their memory, or the nearest, or all that there are."""
    sizes = [model for model in tables.model_names if model.casefold().startswith(f"{name.casefold()}-")]
    if sizes:
        return f": write {listed(sizes)}"
    return did_you_mean(name, tables.all_names) or f": {listed(tables.model_names, 'and')} are known"


def _read_functions(node: Node, what: str, problems: Problems) -> FunctionRange:
    """Virtual functions; none at all stands for a range that has been reported."""
    section = open_section(node, what, ("first", "count"), problems)
    first = count = None
    if section is not None:
        first = section.required("first", read_address)
        count = section.required("count", lambda n, name, p: read_number(n, name, 1, MOST_FUNCTIONS, p))
    if first is not None and count is not None:
        last = (first.value.routing_id & 0xFF) + count.value - 1
        if last <= 0xFF:
            return FunctionRange(first, count, node.span)
        room = count.value - (last - 0xFF)
        message = f"{count.value} functions from {first.value} leave bus {first.value.bus:02x}: it has {room}"
        problems.report("SEP-DEP-009", message, count.span)
    return FunctionRange(Located(NO_ADDRESS, node.span), Located(NO_NUMBER, node.span), node.span)
