"""The statement: what a stranger has to read and believe, in the order and the words of the specification."""

from collections.abc import Iterator

from septum.export.rocq.layout import sentence
from septum.export.rocq.names import Names
from septum.export.rocq.statement.claim import claim, start
from septum.export.rocq.statement.policy import policy
from septum.export.rocq.statement.sorts import constants, sorts, variables
from septum.export.rocq.statement.state import state
from septum.export.rocq.statement.steps import steps
from septum.export.rocq.statement.views import views
from septum.export.rocq.statement.who import who_and_what
from septum.export.rocq.statement.writing import Writing
from septum.spec.digest import model_digest
from septum.spec.model import Model


def write_statement(model: Model, names: Names) -> str:
    """The text of `Statement.v`. Raises NotExpressible."""
    return "\n".join(_lines(Writing(model, names))) + "\n"


def _lines(writing: Writing) -> Iterator[str]:
    model = writing.model
    yield from sentence(f"* {model.name} {model_digest(model)}: {model.title}")
    yield from sentence(
        "Read here what the core is, step by step, and in Isolation.v what is claimed of it: [isolation_is_claimed], at"
        " the end. Nothing else has to be believed. Statements are written with the words of Words.v."
    )
    yield "Require Export Words."
    yield "Unset Elimination Schemes."
    yield ""
    yield "(** ** Sorts, constants, and what is assumed of the world *)"
    yield from sorts(writing)
    yield ""
    yield "Section Statement."
    yield "Context {machine : Machine} {assumed : Assumed}."
    yield ""
    yield "(** ** The state *)"
    yield from state(writing)
    yield ""
    yield "(** ** Who observes, and what is said *)"
    yield from variables(writing)
    yield from constants(writing)
    yield from who_and_what(writing)
    yield ""
    yield "(** ** Steps: who asks, the checks in order, and what is done, answered, begun and told *)"
    yield from steps(writing)
    yield ""
    yield "(** ** What each sees *)"
    yield from views(writing)
    yield ""
    yield "(** ** The start, the core, and what is claimed *)"
    yield from start(writing)
    yield from claim(writing)
    yield "End Statement."
    yield ""
    yield from policy(writing)
