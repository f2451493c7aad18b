"""Who observes, and what is asked, answered and told."""

from collections.abc import Iterator

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.statement.writing import Writing, called
from septum.export.rocq.vocabulary import actors, news_of, observer_of


def who_and_what(writing: Writing) -> Iterator[str]:
    """Observers, statuses, news, replies, requests, and who asks."""
    names, model = writing.names, writing.model
    kinds = [names.observers[o.name] + (f" (u : {names.sort(o.sort)})" if o.sort else "") for o in model.observers]
    yield from _inductive("Observer", kinds)
    yield from _inductive("Status", list(names.statuses.values()) or ["NO_STATUS"])
    news: list[str] = []
    for key, tell in news_of(model).items():
        sorts = [names.sort(carried.value.sort) for carried in tell.carries]
        news.append(called(names.news[key], [f"(_ : {sort})" for sort in sorts]))
    yield from _inductive("News", news or ["NO_NEWS"])
    replies = [f"{reply} (_ : {names.sort(sort)})" for sort, reply in names.replies.items()]
    yield from _inductive("Reply", replies or ["NO_REPLY"])
    requests: list[str] = []
    for step in model.steps:
        scope = names.bind(step.parameters, {})
        requests.append(names.steps[step.name] + writing.typed(step.parameters, scope))
    yield "Set Elimination Schemes."
    yield from _inductive("Request", requests)
    yield "Unset Elimination Schemes."
    yield from _actors(writing)


def words(writing: Writing) -> Iterator[str]:
    """The types of steps, of those too that choose something."""
    yield "Notation Act := (AnAct Observer News Status Reply State)."
    yield "Notation step_choosing A := (@an_act Observer News Status Reply State A)."
    yield "Notation step := (step_choosing unit)."
    if not writing.model.steps:
        yield "Definition nothing_to_ask {machine : Machine} (_ : Request) : Act := step (asks (fun _ => false) [])."


def _inductive(name: str, constructors: list[str]) -> Iterator[str]:
    yield from lines(f"Inductive {name} := {f' |{ITEM}'.join(constructors)}.")


def _actors(writing: Writing) -> Iterator[str]:
    names, model = writing.names, writing.model
    several = len(model.observers) > 1
    for actor in actors(model):
        observer = observer_of(model, actor)
        name = names.actors[actor]
        if observer is None:
            yield f"Definition {name} : Observer -> bool := fun _ => false.  (* observes nothing *)"
            continue
        constructor = names.observers[observer.name]
        other = " | _ => false" if several else ""
        if observer.sort is None:
            yield f"Definition {name} (u : Observer) : bool := match u with {constructor} => true{other} end."
            continue
        sort = names.sort(observer.sort)
        yield from lines(
            f"Definition each_{observer.name} (c : {sort} -> bool) (u : Observer) : bool := "
            f"match u with {constructor} v => c v{other} end."
        )
        yield f"Definition {name} (x : {sort}) : Observer -> bool := each_{observer.name} (fun v : {sort} => v == x)."
