"""Every part of a profile, dropped in turn, on several processes; what is found does not depend on their number."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import define, evolve, field

from septum.engines.cache import Cache
from septum.engines.capabilities.find import find_capabilities
from septum.engines.known import Known, know
from septum.engines.minimal.clauses import clauses_of, unknown_clause, weigh_clause
from septum.engines.minimal.events import losses_with_attacks, weight_of
from septum.engines.minimal.keeping import Keeper
from septum.engines.minimal.observations import accepted_without_view, broken_without, is_implied
from septum.engines.minimal.parts import Part, less, outside, parts_of
from septum.engines.minimal.results import Capabilities, Finding, Group, MinimalResult
from septum.engines.minimal.second_line import backed_by, is_check, pairs_to_try
from septum.engines.minimal.standings import MEANS, Other, finding_of
from septum.engines.minimal.trials import Bench, Trial, try_model, try_part
from septum.engines.settings import Settings
from septum.smt.processes import share_out
from septum.spec.digest import model_digest
from septum.spec.model import Example, Model

Progress = Callable[[int, int, str], None]
"""Called with how many questions are answered, how many there are so far, and the last of them."""
Answer = TypeVar("Answer")


def weigh(model: Model, settings: Settings, progress: Progress | None = None) -> MinimalResult:
    """What each part of a profile and of its property is for, and which capabilities its workloads need.

    Nothing is dropped from a profile that is not proved: `unproved` says why.
    """
    known = know(model, settings)
    digest = model_digest(model)
    if known.unproved:
        return MinimalResult(model.name, digest, (), unproved=known.unproved)
    findings = _Table(model, settings, progress, known).findings()
    capabilities = tuple(_needed(model, wanted, settings, progress) for wanted in model.workloads)
    return MinimalResult(model.name, digest, findings, capabilities, outside=outside(model))


def _needed(model: Model, wanted: Example, settings: Settings, progress: Progress | None) -> Capabilities:
    keeper = Keeper(model, settings)
    question = f"capabilities: {wanted.name}"
    found = keeper.recall(question, Capabilities)
    if found is None:
        found = find_capabilities(model, wanted, settings, progress)
        keeper.keep(question, found)
    return found


@define(eq=False)
class _Table:
    model: Model
    settings: Settings
    progress: Progress | None
    known: Known
    _answered: int = field(init=False, default=0)
    _asked: int = field(init=False, default=0)

    def findings(self) -> tuple[Finding, ...]:
        parts = parts_of(self.model)
        bench = Bench(self.model, self.known, self._inside())
        keeper = Keeper(self.model, self.settings)
        names = [f"{part.group}: {part.identifier}" for part in parts]
        found = self._each(keeper, names, Trial, lambda i: try_part(bench, parts[i]), _untried)
        trials = dict(zip(parts, found, strict=True))
        partners = self._partners(bench, keeper, trials)
        others = self._others(bench, keeper, trials)
        weighed = [finding_of(self.model, part, trial, partners, others) for part, trial in trials.items()]
        clauses = clauses_of(self.model)
        names = [f"{Group.CLAUSE}: {stated.name} {clause.name}" for stated, clause in clauses]
        inside = self._inside()
        judged = self._each(
            keeper,
            names,
            Finding,
            lambda i: weigh_clause(*clauses[i], inside),
            lambda i, how: unknown_clause(clauses[i][1], how),
        )
        return (*weighed, *judged)

    def _inside(self) -> Settings:
        """How to prove within one of several processes: with a connection of its own, and no more processes."""
        cache = self.settings.cache
        return evolve(self.settings, workers=1, cache=None if cache is None else Cache(cache.path))

    # -- questions that need the first answers

    def _partners(self, bench: Bench, keeper: Keeper, trials: dict[Part, Trial]) -> dict[str, Other]:
        pairs = list(pairs_to_try(self.model, _surviving_checks(trials)))
        names = [f"pair: {one.identifier} {other.identifier}" for one, other in pairs]

        def attempt(index: int) -> Trial:
            one, other = pairs[index]
            return try_model(bench, less(less(self.model, one), other), one, other)

        found: dict[str, Other] = {}
        for (one, other), trial in zip(pairs, self._each(keeper, names, Trial, attempt, _untried), strict=True):
            if trial.attack is not None:
                found.setdefault(one.identifier, Other(other.identifier, trial.attack))
                found.setdefault(other.identifier, Other(one.identifier, trial.attack))
        return found

    def _others(self, bench: Bench, keeper: Keeper, trials: dict[Part, Trial]) -> dict[tuple[Group, str], Other]:
        losses = losses_with_attacks(trials)
        survivors = _surviving_checks(trials)
        asked = [part for part, trial in trials.items() if _asks_more(part, trial)]
        names = [f"of {part.group}: {part.identifier}" for part in asked]

        def answer(index: int) -> Other:
            part = asked[index]
            if part.group is Group.EVENT:
                other = weight_of(bench, part, losses)
                return Other() if other is None else Other(other.identifier, trials[other].attack)
            if part.group is Group.INVARIANT:
                check = backed_by(bench, part, survivors)
                return Other() if check is None else Other(check.identifier)
            search = accepted_without_view if part.group is Group.OBSERVATION else broken_without
            shown = search(bench, part, losses)
            if shown is not None:
                return Other(*shown)
            implied = part.group is Group.OBSERVATION and is_implied(bench, part)
            return Other(note="equal wherever the other entries are equal" if implied else "")

        answers = self._each(keeper, names, Other, answer, lambda _, how: Other(failed=how))
        return {(part.group, part.identifier): other for part, other in zip(asked, answers, strict=True)}

    # -- work on several processes

    def _each(
        self,
        keeper: Keeper,
        names: Sequence[str],
        shape: type[Answer],
        perform: Callable[[int], Answer],
        killed: Callable[[int, str], Answer],
    ) -> list[Answer]:
        """The answers to questions, in their order; what was kept is not asked again.

        `killed`: the answer where the process was killed at a question; it is not kept.
        """
        answers: dict[int, Answer] = {}
        for index, name in enumerate(names):
            kept = keeper.recall(name, shape)
            if kept is not None:
                answers[index] = kept
        missing = [index for index in range(len(names)) if index not in answers]
        self._asked += len(names)
        self._answered += len(answers)

        def done(position: int, answer: Answer) -> None:
            index = missing[position]
            answers[index] = answer
            keeper.keep(names[index], answer)
            self._answered += 1
            if self.progress is not None:
                self.progress(self._answered, self._asked, names[index])

        def died(position: int, how: str) -> None:
            answers[missing[position]] = killed(missing[position], f"its process was {how}")

        share_out(len(missing), lambda position: perform(missing[position]), self.settings.workers, done, died)
        return [answers[index] for index in range(len(names))]


def _untried(_: int, how: str) -> Trial:
    return Trial(detail=how)


def _surviving_checks(trials: dict[Part, Trial]) -> list[tuple[Part, Trial]]:
    return [(part, trial) for part, trial in trials.items() if trial.harmless and is_check(part)]


def _asks_more(part: Part, trial: Trial) -> bool:
    if part.group is Group.EVENT:
        return not part.adverse
    return part.group in MEANS and trial.harmless
