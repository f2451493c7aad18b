"""All scripts of a model, and all bugs that they stand for."""

from collections.abc import Callable, Iterable, Sequence

from attrs import evolve, frozen

from septum.engines.corpus.judging import Judged, judge_script
from septum.engines.corpus.results import Bug, BugResult, BugVerdict, ScriptResult, ScriptVerdict
from septum.engines.minimal.keeping import Keeper
from septum.engines.prove import judge
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.spec.digest import model_digest
from septum.spec.model import Example, Model

Answered = Callable[[int, int, str], None]
"""Hears how many of how many scripts are judged, and the last."""


@frozen
class CorpusResult:
    """The verdicts on bugs, and on all scripts, those of no bug included, in the order of the files."""

    profile: str
    digest: str
    bugs: tuple[BugResult, ...]
    scripts: tuple[ScriptResult, ...]

    @property
    def verdict(self) -> Verdict:
        """PROVED where everything that is to be caught is; NOT_RUN where there is nothing."""
        found = {script.verdict for script in self.scripts}
        if any(bug.verdict is BugVerdict.LOST for bug in self.bugs):
            return Verdict.ERROR if ScriptVerdict.ERROR in found else Verdict.VIOLATED
        for verdict, answer in _ANSWERS:
            if verdict in found:
                return answer
        return Verdict.PROVED if self.scripts else Verdict.NOT_RUN

    def of_no_bug(self) -> tuple[ScriptResult, ...]:
        """The scripts that stand for no bug of the list."""
        used = {script.name for bug in self.bugs for script in bug.scripts}
        return tuple(script for script in self.scripts if script.name not in used)


_ANSWERS = (
    (ScriptVerdict.ERROR, Verdict.ERROR),
    (ScriptVerdict.NOT_STOPPED, Verdict.VIOLATED),
    (ScriptVerdict.NO_LEAK, Verdict.VIOLATED),
    (ScriptVerdict.NOT_PLAYED, Verdict.VIOLATED),
    (ScriptVerdict.BUDGET, Verdict.BUDGET),
)


def judge_corpus(
    model: Model,
    scripts: Iterable[Example],
    bugs: Iterable[Bug],
    settings: Settings,
    answered: Answered | None = None,
) -> CorpusResult:
    """The verdicts on these scripts of a model and on the bugs that name them.

    Raises KeyError where a bug names a script that is not among them.
    """
    results = judge_scripts(model, tuple(scripts), settings, answered)
    by_name = {result.name: result for result in results}
    listed = tuple(_bug(bug, tuple(by_name[name] for name in bug.scripts)) for bug in bugs)
    return CorpusResult(model.name, model_digest(model), listed, results)


def judge_scripts(
    model: Model, scripts: Sequence[Example], settings: Settings, answered: Answered | None = None
) -> tuple[ScriptResult, ...]:
    """The verdict on each script; what was found before is taken from the cache.

    The obligation that a run breaks is put to the solvers as well: they must not prove it.
    """
    keeper = Keeper(model, settings)
    kept: dict[str, ScriptResult] = {}
    fresh: list[Judged] = []
    for number, script in enumerate(scripts, 1):
        found = keeper.recall(f"script {script.name}", ScriptResult)
        if found is not None:
            kept[script.name] = found
            continue
        fresh.append(judge_script(model, script))
        if answered is not None:
            answered(number, len(scripts), script.name)
    for result in _confirmed(fresh, settings):
        kept[result.name] = result
        if result.verdict is not ScriptVerdict.ERROR:
            keeper.keep(f"script {result.name}", result)
    return tuple(kept[script.name] for script in scripts)


def _confirmed(judged: Sequence[Judged], settings: Settings) -> list[ScriptResult]:
    obligations = [(index, one.obligation) for index, one in enumerate(judged) if one.obligation is not None]
    outcomes = judge([obligation for _, obligation in obligations], settings)
    results = [one.result for one in judged]
    for (index, obligation), outcome in zip(obligations, outcomes, strict=True):
        result = results[index]
        if outcome.verdict is Verdict.VIOLATED:
            results[index] = evolve(result, confirmed=True)
        elif outcome.verdict in (Verdict.PROVED, Verdict.ERROR):
            text = f"the run breaks {obligation.identifier}, of which the solvers say: {outcome.verdict}"
            results[index] = evolve(result, verdict=ScriptVerdict.ERROR, detail=text, place=result.span)
    return results


def _bug(bug: Bug, scripts: tuple[ScriptResult, ...]) -> BugResult:
    if not scripts:
        verdict = BugVerdict.OUT_OF_SCOPE if bug.excluded_by else BugVerdict.NOT_EXPRESSIBLE
        return BugResult(bug, verdict)
    caught = all(script.verdict is ScriptVerdict.CAUGHT for script in scripts)
    return BugResult(bug, BugVerdict.CAUGHT if caught else BugVerdict.LOST, scripts)
