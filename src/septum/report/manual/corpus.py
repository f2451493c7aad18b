"""The corpus as tables of the manual."""

from collections import Counter
from collections.abc import Iterator, Sequence

from septum.engines.corpus.results import BugResult, BugVerdict, Likeness, ScriptResult
from septum.engines.corpus.verdicts import CorpusResult
from septum.report.manual.markup import table

_CAUGHT = ("bug", "what happens", "stopped by", "at the obligation", "script")
_OPEN = ("bug", "what happens", "verdict", "because")
_ABSTRACTED = ("caught as a class", "what its script leaves out")
_FURTHER = ("further attack", "stopped by", "at the obligation", "script")


def corpus_tables(result: CorpusResult) -> str:
    """What is caught, with the script, by what and at which obligation; then what is not, and why."""
    caught = [found for found in result.bugs if found.verdict is BugVerdict.CAUGHT]
    others = [found for verdict in list(BugVerdict)[1:] for found in result.bugs if found.verdict is verdict]
    counts = Counter(found.verdict for found in result.bugs)
    alike = Counter(found.bug.likeness for found in caught)
    parts = " + ".join(f"{counts[verdict]} {verdict}" for verdict in BugVerdict if counts[verdict])
    abstracted = [(found.bug.identifier, found.bug.because) for found in caught if found.bug.likeness is Likeness.CLASS]
    text = [
        f"{len(result.bugs)} bugs = {parts}. Of those caught, {alike[Likeness.MECHANISM]} have the same mechanism in "
        f"the script, and {alike[Likeness.CLASS]} are caught as a class.",
        "",
        *table(_CAUGHT, [row for found in caught for row in _scripts(found)]),
        *table(_OPEN, [_open(found) for found in others]),
        *table(_ABSTRACTED, abstracted),
        "Attacks of the same classes, of no bug in the list:",
        "",
        *table(_FURTHER, [(" ".join(script.doc.split()), *_stopped(script)) for script in result.of_no_bug()]),
    ]
    return "\n".join(text)


def _scripts(found: BugResult) -> Iterator[Sequence[str]]:
    """A row for each script; what is said of the bug stands in the first."""
    bug = found.bug
    mark = "" if bug.likeness is Likeness.MECHANISM else r" \*"
    said = (bug.identifier + mark, bug.mechanism)
    for script in found.scripts:
        yield *said, *_stopped(script)
        said = ("", "")


def _stopped(script: ScriptResult) -> Sequence[str]:
    return (" ".join(f"`{guard}`" for guard in script.by), f"`{script.obligation}`", f"`{script.name}`")


def _open(found: BugResult) -> Sequence[str]:
    bug = found.bug
    by = f"`{bug.excluded_by}`: " if bug.excluded_by else ""
    return (bug.identifier, bug.mechanism, str(found.verdict), f"{by}{bug.because}")
