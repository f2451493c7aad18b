"""Which line of a story needs a part: the stories of a profile, played without it."""

from septum.engines.minimal.results import StoryLine
from septum.interpreter.examples import ExampleVerdict, play_example
from septum.logic.show import show
from septum.spec.model import Example, ExampleCall, Model, Outcome


def line_that_fails(weak: Model, step: str) -> StoryLine | None:
    """The first line of a story with that step that does not go as it says in the weakened model; None if all do.

    Attacks, and stories without something, show nothing here: they are about a weakened model themselves.
    """
    for story in _stories(weak):
        if not any(isinstance(line, ExampleCall) and line.step == step for line in story.script):
            continue
        result = play_example(weak, story)
        if result.verdict is ExampleVerdict.FAILS and result.failure is not None:
            failure = result.failure
            return StoryLine(story.name, failure.span, failure.expected, failure.found)
    return None


def line_that_needs(model: Model, step: str) -> StoryLine | None:
    """The first line of a story at which that step is done: it cannot happen in a model without the step."""
    for story in _stories(model):
        for line in story.script:
            if isinstance(line, ExampleCall) and line.step == step and line.expected is Outcome.DONE:
                call = f"{step}({', '.join(map(show, line.arguments))})"
                return StoryLine(story.name, line.span, call, f"there is no {step}")
    return None


def _stories(model: Model) -> list[Example]:
    return [example for example in model.examples if not example.without and not example.leak]
