"""Which requests may tell which news: so that of two requests with the same news only few pairs are left."""

from collections.abc import Iterator, Sequence

from septum.export.rocq.layout import ITEM, lines
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.joining import Joining, conjunction
from septum.obligations.spelt_news import news_key
from septum.spec.model import Step

NewsKey = tuple[str, ...]


def tellers_of(joining: Joining) -> dict[NewsKey, list[Step]]:
    """The steps that tell each kind of news."""
    told: dict[NewsKey, list[Step]] = {key: [] for key in joining.names.news}
    for step in joining.model.steps:
        for key in dict.fromkeys(map(news_key, step.tells)):
            told[key].append(step)
    return told


def teller(names: Names, step: Step) -> str:
    """What a request of a step that tells something is called."""
    return f"teller_{names.steps[step.name]}"


def tellers(joining: Joining) -> Iterator[str]:
    """Each request that tells something by its name, and those that may tell each news."""
    names, steps = joining.names, joining.model.steps
    telling = [step for step in steps if step.tells]
    yield from lines(f"Inductive Teller := Other | {f' |{ITEM}'.join(teller(names, s) for s in telling)}.")
    cases = [f"{names.steps[s.name]}{' _' * len(s.parameters)} => {teller(names, s)}" for s in telling]
    cases += [] if len(telling) == len(steps) else ["_ => Other"]
    yield from lines(f"Definition teller (r : Request) : Teller := match r with {f' |{ITEM}'.join(cases)} end.")
    yield from _requests(joining, telling)
    told = tellers_of(joining)
    news = [
        f"{names.news[key]}{' _' * (len(key) - 1)} => [{'; '.join(teller(names, s) for s in found)}]"
        for key, found in told.items()
    ]
    yield from lines(f"Definition tellers (n : News) : list Teller := match n with {f' |{ITEM}'.join(news)} end.")
    yield from _tell(joining, told)


def _requests(joining: Joining, telling: Sequence[Step]) -> Iterator[str]:
    names = joining.names
    found: list[str] = []
    for step in telling:
        places = "".join(f" a{number}" for number, _ in enumerate(step.parameters, 1))
        some = f"exists{places}, " if places else ""
        found.append(f"{teller(names, step)} => {some}r = {names.steps[step.name]}{places}")
    yield from lines(
        f"Lemma by_teller r :{ITEM}match teller r with Other => True |{ITEM}{f' |{ITEM}'.join(found)} end."
    )
    yield "Proof."
    yield "  destruct r."
    for step in joining.model.steps:
        proof = "eq_refl"
        for _ in step.parameters:
            proof = f"(ex_intro _ _ {proof})"
        yield f"  {{ exact {proof if step.tells else 'Logic.I'}. }}"
    yield "Qed."


def _tell(joining: Joining, told: dict[NewsKey, list[Step]]) -> Iterator[str]:
    yield from lines(
        f"Lemma is_teller r u c s n l :{ITEM}Isolation.tells core u r c s = n :: l ->{ITEM}"
        "one_of (teller r) (tellers n)."
    )
    yield "Proof."
    yield "  intros N. destruct r."
    for step in joining.model.steps:
        if not step.tells:
            yield "  { discriminate N. }"
            continue
        parts = [_at(told[news_key(tell)].index(step), "eq_refl") for tell in step.tells]
        proof = conjunction([*parts, "Logic.I"])
        yield from lines(f"  {{ exact (first_heard (fun n => one_of _ (tellers n)) _ N {proof}). }}")
    yield "Qed."


def only(joining: Joining, step: Step) -> tuple[list[Step], str]:
    """The steps that tell what a step tells, and how `A` is had: that `r` is one of them, from `N` and `T`."""
    names, told = joining.names, tellers_of(joining)
    others = [s for s in joining.model.steps if any(s in told[news_key(tell)] for tell in step.tells)]
    listed = f"[{'; '.join(teller(names, s) for s in others)}]"
    parts = [f"(fun T => {_wider([others.index(s) for s in told[news_key(t)]])})" for t in step.tells]
    proof = conjunction([*parts, "Logic.I"])
    script = (
        f"assert (A : one_of (teller r) {listed}) by{ITEM}exact (first_heard (fun n =>{ITEM}"
        f"one_of (teller r) (tellers n) -> one_of (teller r) {listed}) _ N {proof} T).{ITEM}"
    )
    return others, script


def _at(index: int, proof: str) -> str:
    """That something is in a list, at this place."""
    text = f"(or_introl {proof})"
    for _ in range(index):
        text = f"(or_intror {text})"
    return text


def _wider(places: list[int]) -> str:
    """From `T`, that something is in a list, that it is in another, where the first's members have these places."""
    text = "(False_ind _ f)"
    for number, place in reversed(list(enumerate(places))):
        source = "f" if number else "T"
        text = f"match {source} with or_introl e => {_at(place, 'e')} | or_intror f => {text} end"
    return text
