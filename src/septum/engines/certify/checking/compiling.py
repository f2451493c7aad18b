"""All files of a development through `coqc`, several at once, each after those that it requires."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future

from attrs import define, field, frozen

from septum.engines.certify.checking.messages import rejection
from septum.engines.certify.checking.processes import End, Ran, first_done
from septum.engines.certify.checking.results import FileOutcome, Problem
from septum.engines.certify.checking.workplace import Workplace
from septum.engines.results import Verdict
from septum.obligations.development import VFile


@frozen
class Compiled:
    """What came of each file, in their order, why those that were not accepted were not, and what the others print."""

    files: tuple[FileOutcome, ...]
    problems: tuple[Problem, ...]
    printed: Mapping[str, str]


def compile_files(files: Sequence[VFile], place: Workplace, told: Callable[[FileOutcome], None]) -> Compiled:
    """Compile files that lie in the workplace; `told` hears of each in the order in which they end.

    A file that requires one that was not accepted is not run; the others are, so that all mistakes are known at once.
    """
    work = _Work(files, place, told)
    work.run()
    return Compiled(
        tuple(work.done[file.name] for file in files),
        tuple(work.problems[file.name] for file in files if file.name in work.problems),
        work.printed,
    )


@define(eq=False)
class _Work:
    files: Sequence[VFile]
    place: Workplace
    told: Callable[[FileOutcome], None]
    done: dict[str, FileOutcome] = field(init=False, factory=dict[str, FileOutcome])
    problems: dict[str, Problem] = field(init=False, factory=dict[str, Problem])
    printed: dict[str, str] = field(init=False, factory=dict[str, str])

    def run(self) -> None:
        waiting = sorted(self.files, key=_urgency(self.files))
        running: dict[Future[Ran], VFile] = {}
        while waiting or running:
            for file in [file for file in waiting if all(name in self.done for name in file.requires)]:
                if any(self.done[name].verdict is not Verdict.PROVED for name in file.requires):
                    waiting.remove(file)
                    self._note(file, FileOutcome(file.name, Verdict.NOT_RUN), None)
                elif len(running) < self.place.workers:
                    waiting.remove(file)
                    running[self.place.compile(file.name)] = file
            for future in first_done(running):
                file = running.pop(future)
                ran = future.result()
                problem = self._problem(file, ran)
                verdict = Verdict.PROVED if problem is None else problem.verdict
                self.printed[file.name] = ran.out
                self._note(file, FileOutcome(file.name, verdict, ran.seconds), problem)

    def _note(self, file: VFile, outcome: FileOutcome, problem: Problem | None) -> None:
        self.done[file.name] = outcome
        if problem is not None:
            self.problems[file.name] = problem
        self.told(outcome)

    def _problem(self, file: VFile, ran: Ran) -> Problem | None:
        """Why a file is not accepted; None where it is, and something was made of it."""
        if ran.end is End.BOUND:
            return Problem(Verdict.BUDGET, f"coqc was stopped: {ran.detail}", file.name)
        if ran.end is End.KILLED:
            return Problem(Verdict.ERROR, f"coqc gave no answer: {ran.detail}", file.name)
        if ran.status != 0:
            said = ran.err.strip() or ran.out.strip() or "it says nothing"
            first = said.splitlines()[0][:200]
            return rejection(file, ran.err) or Problem(
                Verdict.ERROR, f"coqc ended with {ran.status}: {first}", file.name
            )
        made = self.place.folder / f"{file.module}.vo"
        if not made.is_file() or not made.stat().st_size:
            return Problem(Verdict.ERROR, f"coqc made no {made.name}, and did not say why", file.name)
        return None


def _urgency(files: Sequence[VFile]) -> Callable[[VFile], tuple[int, int]]:
    """First those on which most depends, as far as lengths of texts tell."""
    after = dict.fromkeys((file.name for file in files), 0)
    for file in reversed(files):
        for name in file.requires:
            after[name] = max(after[name], after[file.name] + len(file.text))
    place = {file.name: number for number, file in enumerate(files)}
    return lambda file: (-after[file.name] - len(file.text), place[file.name])
