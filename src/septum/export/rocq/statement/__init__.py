"""The statement: what a stranger has to read and believe, in the order and the words of the specification."""

from collections.abc import Callable, Iterator, Mapping

from septum.export.naming import stem_of
from septum.export.rocq.layout import sentence
from septum.export.rocq.names import Names
from septum.export.rocq.statement.claim import claim, premises, start
from septum.export.rocq.statement.policy import completeness, policy
from septum.export.rocq.statement.sorts import sorts, variables
from septum.export.rocq.statement.state import state
from septum.export.rocq.statement.steps import excluded_steps, steps
from septum.export.rocq.statement.views import views
from septum.export.rocq.statement.who import who_and_what, words
from septum.export.rocq.statement.writing import Writing
from septum.spec.digest import model_digest
from septum.spec.model import Model

WORLD, EXCLUDED, STATEMENT, POLICY = "World.v", "Excluded.v", "Statement.v", "Policy.v"


def statement_files(model: Model, names: Names) -> Mapping[str, str]:
    """The files of a statement by name, in the order in which they need each other.

    `World.v` says what there is, `Statement.v` what can happen and what is claimed. `Excluded.v` has the steps that an
    assumption of the profile rules out: nobody has to read what they do to believe a claim under that assumption.
    `Policy.v` proves that the policy at the end of `Statement.v` is complete. Each loads the one before.

    Raises:
        NotExpressible: the model has something for which there are no words.
    """
    writing = Writing(model, names)
    parts: dict[str, Callable[[Writing], Iterator[str]]] = {
        WORLD: _world, EXCLUDED: _excluded, STATEMENT: _statement, POLICY: _policy,
    }  # fmt: skip
    return {name: "\n".join(write(writing)) + "\n" for name, write in parts.items()}


def _world(writing: Writing) -> Iterator[str]:
    yield from _heading(writing, "what there is, and what is said")
    yield "Require Export Words."
    yield "Unset Elimination Schemes."
    yield ""
    yield "(** ** Sorts, constants, and what is assumed of the world *)"
    yield from sorts(writing)
    yield ""
    yield "Section World."
    yield "Context {machine : Machine}."
    yield ""
    yield "(** ** The state *)"
    yield from state(writing)
    yield ""
    yield "(** ** Who observes, and what is asked, answered and told *)"
    yield from variables(writing)
    yield from who_and_what(writing)
    yield "End World."
    yield from words(writing)


def _excluded(writing: Writing) -> Iterator[str]:
    yield from _heading(writing, "what would happen without its assumptions")
    yield from sentence(
        "The first check of each step is that one of the assumptions does not hold. Where it holds, nothing of this"
        " happens, and there is no need to read it."
    )
    yield "Require Export World."
    yield ""
    yield "Section Excluded."
    yield from _given(writing)
    yield from excluded_steps(writing)
    yield "End Excluded."


def _statement(writing: Writing) -> Iterator[str]:
    yield from _heading(writing, writing.model.title)
    yield from sentence(
        "What is claimed is [isolation_is_claimed], at the end; what that means is said in Isolation.v, and the words"
        " of this file in World.v and Words.v. Nothing else has to be believed."
    )
    yield "Require Export Excluded."
    yield ""
    yield "Section Statement."
    yield from _given(writing)
    yield ""
    yield "(** ** Steps: who asks, the checks in order, and what is done, answered, begun and told *)"
    yield from steps(writing)
    yield ""
    yield "(** ** What each sees *)"
    yield from views(writing)
    yield ""
    yield "(** ** The start, the core, and what is claimed *)"
    yield from start(writing)
    yield from premises(writing)
    yield from claim(writing)
    yield "End Statement."
    yield from policy(writing)


def _policy(writing: Writing) -> Iterator[str]:
    yield from _heading(writing, "nobody is told anything but by the policy")
    yield "Require Import Statement."
    yield ""
    yield from completeness(writing)


def _heading(writing: Writing, text: str) -> Iterator[str]:
    yield from sentence(f"* {stem_of(writing.model)} {model_digest(writing.model)}: {text}")


def _given(writing: Writing) -> Iterator[str]:
    yield "Context {machine : Machine} {assumed : Assumed}."
    yield "Implicit Types s : State."
    yield from variables(writing)
