"""The corpus as text: which published bugs are caught, by what, and which are not."""

from collections.abc import Iterable, Iterator, Sequence

from septum.engines.corpus.results import Bug, BugResult, BugVerdict, ScriptResult, ScriptVerdict
from septum.engines.corpus.verdicts import CorpusResult
from septum.engines.results import Verdict
from septum.report.attack import render_attack
from septum.report.explanation import Answer
from septum.report.layout import CUT, entry, wrapped
from septum.report.quantities import count, plural
from septum.spec.model import Model

_BUG, _CLASS, _STEPS, _VERDICT = 16, 12, 5, 11


def corpus_lines(result: CorpusResult, model: Model, everything: bool) -> list[str]:
    """All bugs: those that are caught in a table, with all others and why; then scripts that are of no bug."""
    others = result.of_no_bug()
    lines = [f"{_judged(result)}: {plural(len(result.bugs), 'bug')}, {plural(len(result.scripts), 'attack script')}"]
    lines += _caught(result, everything)
    lines += list(_open(result.bugs, BugVerdict.LOST))
    lost = {script.name: script for bug in _with(result.bugs, BugVerdict.LOST) for script in bug.scripts}
    lines += _findings(lost.values(), model)
    lines += list(_open(result.bugs, BugVerdict.NOT_EXPRESSIBLE))
    lines += list(_open(result.bugs, BugVerdict.OUT_OF_SCOPE))
    if others:
        caught = [script for script in others if script.verdict is ScriptVerdict.CAUGHT]
        lines += entry("further", f"{plural(len(caught), 'script')} of no bug in the list, caught")
        lines += _further(caught) if everything else []
        lines += _findings(others, model)
    return [*lines, _last_of_bugs(result)]


def bug_lines(result: CorpusResult, model: Model) -> list[str]:
    """One bug in full: what it is, each of its scripts with its attack, or why there is none."""
    found = result.bugs[0]
    lines = [line for label, text in bug_texts(found.bug) for line in entry(label, text)]
    for script in found.scripts:
        lines += _script_in_full(script, model)
    return [*lines, _last_of_one(found, result)]


def bug_texts(bug: Bug) -> tuple[tuple[str, str], ...]:
    """What is said of a bug, as labelled texts."""
    said = [bug.identifier, *bug.also, str(bug.year), bug.kind, *([bug.likeness] if bug.likeness else [])]
    texts = [("bug", ", ".join(said)), ("mechanism", bug.mechanism), ("source", bug.source)]
    if bug.because:
        texts.append(("left out" if bug.scripts else "because", bug.because))
    if bug.excluded_by:
        texts.append(("excluded by", bug.excluded_by))
    return tuple(texts)


def explain_bug(bug: Bug) -> Answer:
    """A bug as `explain` has it."""
    texts = bug_texts(bug)
    return Answer(
        bug.identifier, "bug", (*texts, ("shown by", f"septum corpus {bug.identifier}")) if bug.scripts else texts
    )


def script_lines(result: CorpusResult, model: Model, everything: bool) -> list[str]:
    """The scripts of a user's file: what each comes to, and the attacks of all where everything is wanted."""
    lines = [f"{_judged(result)}: {plural(len(result.scripts), 'attack script')}"]
    lines.append(f"  {'verdict':<{_VERDICT}}  {'steps':>{_STEPS}}  script, by, at")
    for script in result.scripts:
        caught = script.verdict is ScriptVerdict.CAUGHT
        first = f"  {script.verdict:<{_VERDICT}}  {str(script.steps) if caught else '-':>{_STEPS}}  "
        lines += wrapped(script.name, first, len(first))
        if caught:
            lines += wrapped(" ".join(script.by), " " * len(first), len(first))
            lines += wrapped(script.obligation or "no obligation", " " * len(first), len(first))
    for script in result.scripts:
        if script.verdict is not ScriptVerdict.CAUGHT:
            lines += _finding(script, model)
        elif everything:
            lines += _script_in_full(script, model)
    return [*lines, _last_of_scripts(result)]


def _judged(result: CorpusResult) -> str:
    return f"{result.profile} {result.digest}"


def _caught(result: CorpusResult, everything: bool) -> Iterator[str]:
    caught = _with(result.bugs, BugVerdict.CAUGHT)
    if not caught:
        return
    yield from entry("caught", "each leaks without what is named, and stops there with it; replayed")
    yield f"  {'bug':<{_BUG}}  {'class':<{_CLASS}}  {'steps':>{_STEPS}}  by"
    shown = caught if everything or len(caught) <= CUT + 1 else caught[:CUT]
    for found in shown:
        first = f"  {found.bug.identifier:<{_BUG}}  {found.bug.kind:<{_CLASS}}"
        for script in found.scripts if everything else found.scripts[:1]:
            cells = f"{first}  {script.steps:>{_STEPS}}  "
            yield from wrapped(" ".join(script.by), cells, len(cells))
            first = " " * len(first)
            if everything:
                yield from wrapped(_obligation(script, found), " " * (_BUG + 4), _BUG + 4)
    if len(shown) < len(caught):
        yield f"  … {count(len(caught) - len(shown))} more: --all"


def _further(scripts: Iterable[ScriptResult]) -> Iterator[str]:
    """Scripts that are caught and stand for no bug."""
    for script in scripts:
        first = f"  {script.steps:>{_STEPS}}  "
        yield from wrapped(script.name, first, len(first))
        yield from wrapped(" ".join(script.by), " " * len(first), len(first))
        yield from wrapped(script.obligation or "no obligation", " " * len(first), len(first))


def _obligation(script: ScriptResult, found: BugResult) -> str:
    return f"{found.bug.likeness}: {script.obligation or 'no obligation'}"


def _with(bugs: Iterable[BugResult], verdict: BugVerdict) -> list[BugResult]:
    return [bug for bug in bugs if bug.verdict is verdict]


def _open(bugs: Iterable[BugResult], verdict: BugVerdict) -> Iterator[str]:
    """Bugs that are not caught, each with the reason."""
    listed = _with(bugs, verdict)
    if listed:
        yield str(verdict)
    for found in listed:
        bug = found.bug
        first = f"  {bug.identifier:<{_BUG}}  {bug.kind:<{_CLASS}}  "
        reason = {
            BugVerdict.LOST: ", ".join(f"{script.name}: {script.verdict}" for script in found.scripts),
            BugVerdict.OUT_OF_SCOPE: f"{bug.excluded_by}: {bug.because}",
        }.get(verdict, bug.because)
        yield from wrapped(reason, first, len(first))


def _findings(scripts: Iterable[ScriptResult], model: Model) -> list[str]:
    return [line for s in scripts if s.verdict is not ScriptVerdict.CAUGHT for line in _finding(s, model)]


def _finding(script: ScriptResult, model: Model) -> list[str]:
    """Why a script is not caught, and where."""
    place = script.place or script.span
    lines = entry(str(script.verdict), f"{script.name}, {place}")
    if script.detail:
        lines += entry("", script.detail)
    if script.verdict is ScriptVerdict.NOT_STOPPED and script.attack is not None:
        lines += render_attack(script.attack, model)
    return lines


def _script_in_full(script: ScriptResult, model: Model) -> list[str]:
    lines = entry("script", f"{script.name}, {script.span.file}:{script.span.line}")
    lines += entry("", " ".join(script.doc.split()))
    if script.verdict is not ScriptVerdict.CAUGHT:
        return [*lines, *_finding(script, model)]
    lines += entry("without", " ".join(script.by))
    if script.attack is not None:
        lines += render_attack(script.attack, model)
    for stop in script.stops:
        how = f"{stop.outcome} {stop.status or ''}".rstrip()
        lines += entry("with it", f"step {stop.number}, {stop.step}, is {how}: {stop.by}, {stop.span.short}")
    agreed = "violated for the solvers as well" if script.confirmed else "shown by the run alone"
    return [*lines, *entry("obligation", f"{script.obligation or 'none'}, {agreed}")]


def _last_of_bugs(result: CorpusResult) -> str:
    lost = _with(result.bugs, BugVerdict.LOST)
    caught, cannot, out = (
        len(_with(result.bugs, verdict))
        for verdict in (BugVerdict.CAUGHT, BugVerdict.NOT_EXPRESSIBLE, BugVerdict.OUT_OF_SCOPE)
    )
    if result.verdict is Verdict.PROVED:
        parts = f"{caught} caught, replayed + {cannot} not expressible + {out} out of scope"
        return f"proved: {plural(len(result.bugs), 'bug')} = {parts}"
    if lost:
        return f"{result.verdict}: {len(lost)} of {plural(len(lost) + caught, 'bug')} to be caught {_is(lost)} not"
    return _last_of_scripts(result)


def _last_of_one(found: BugResult, result: CorpusResult) -> str:
    match found.verdict:
        case BugVerdict.CAUGHT:
            return f"proved: {found.bug.identifier} is caught, replayed"
        case BugVerdict.LOST:
            return f"{result.verdict}: {found.bug.identifier} is not caught"
        case verdict:
            return f"not run: {found.bug.identifier} is {verdict}"


def _last_of_scripts(result: CorpusResult) -> str:
    lost = [script for script in result.scripts if script.verdict is not ScriptVerdict.CAUGHT]
    if not lost:
        return f"{result.verdict}: {plural(len(result.scripts), 'script')}, all caught, replayed"
    return f"{result.verdict}: {len(lost)} of {plural(len(result.scripts), 'script')} {_is(lost)} not caught"


def _is(things: Sequence[object]) -> str:
    return "is" if len(things) == 1 else "are"
