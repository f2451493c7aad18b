"""`coqchk`: every compiled file is checked again, by a program of its own, with all of Rocq's library that it uses.

The files are shared out between processes. Each checks its share and takes the others for granted, as it finds them by
their digests; together they leave nothing out, which is confirmed by what each says that it did.
"""

import re
from collections.abc import Mapping, Sequence

from attrs import frozen

from septum.engines.certify.checking.processes import End, Ran, result_of
from septum.engines.certify.checking.results import FileOutcome, Problem, Rechecked
from septum.engines.certify.checking.workplace import Workplace
from septum.engines.results import Verdict
from septum.obligations.development import VFile

_CHECKED = re.compile(r"^Checking library: (\S+)$", re.MULTILINE)
_ADMITTED = re.compile(r"^Admitting library: (\S+)$", re.MULTILINE)
_CONSTANT = re.compile(r"^\s*checking cst: ?(\S+)$", re.MULTILINE)
_SUCCESS = "Modules were successfully checked"
_SUMMARY = "CONTEXT SUMMARY"
_ENTRY = re.compile(r"^\* ([^:]+):(.*)$")
_EXPECTED = ("Axioms", "type-in-type", "unsafe (co)fixpoints", "positivity is assumed")
"""What a summary must speak of."""
_PLAIN_THEORY = ("Set is predicative", "Rewrite rules are not allowed")


@frozen
class Summary:
    """What one run of `coqchk` says that it checked, what it took for granted, and what is trusted."""

    checked: frozenset[str]
    admitted: frozenset[str]
    constants: frozenset[str]
    trusted: tuple[str, ...]


def recheck(
    files: Sequence[VFile], outcomes: Sequence[FileOutcome], place: Workplace
) -> tuple[Rechecked | None, tuple[Problem, ...]]:
    """Check all compiled files again, and what is wrong; None where there was no answer.

    `outcomes`: what each took to compile, by which they are shared out.
    """
    took = {outcome.name: outcome.seconds for outcome in outcomes}
    own = {f"{place.prefix}.{file.module}": took[file.name] for file in files}
    base = [f"{place.prefix}.{file.module}" for file in files if not file.requires]
    # The first process checks Rocq's library too, as far as the files that require no other use it.
    running = [place.recheck(share, () if number else base) for number, share in enumerate(shares(own, place.workers))]
    answers = [read_summary(result_of(future)) for future in running]
    left = _left(answers, own)
    if left:
        answers.append(read_summary(result_of(place.recheck(sorted(left)))))
        left = _left(answers, own)
    problems = tuple(answer for answer in answers if isinstance(answer, Problem))
    if problems:
        return None, problems
    if left:
        return None, (Problem(Verdict.ERROR, f"coqchk did not check {', '.join(sorted(left)[:5])}"),)
    summaries = [answer for answer in answers if isinstance(answer, Summary)]
    trusted = tuple(dict.fromkeys(line for summary in summaries for line in summary.trusted))
    checked = sorted({name for summary in summaries for name in summary.checked})
    constants = frozenset[str]().union(*(summary.constants for summary in summaries))
    found = tuple(Problem(Verdict.UNKNOWN, f"coqchk lists {line}") for line in trusted)
    return Rechecked(tuple(checked), len(own), len(constants), trusted), found


def shares(weights: Mapping[str, float], number: int) -> list[list[str]]:
    """Names, in at most so many lists of about the same weight; each in the order given, none empty."""
    lists: list[set[str]] = [set() for _ in range(number)]
    loads = [0.0] * number
    for name in sorted(weights, key=lambda name: (-weights[name], name)):
        least = loads.index(min(loads))
        lists[least].add(name)
        loads[least] += weights[name]
    return [[name for name in weights if name in chosen] for chosen in lists if chosen]


def read_summary(ran: Ran) -> Summary | Problem:
    """What a run of `coqchk -o` said; a problem where it failed, or said less than it should."""
    if ran.end is End.BOUND:
        return Problem(Verdict.BUDGET, f"coqchk was stopped: {ran.detail}")
    if ran.end is End.KILLED:
        return Problem(Verdict.ERROR, f"coqchk gave no answer: {ran.detail}")
    said = f"{ran.out}\n{ran.err}"
    if ran.status != 0:
        words = " ".join(said[max(said.rfind("Fatal Error"), 0) :].split())[:300]
        return Problem(Verdict.ERROR, f"coqchk refuses what coqc made: {words or 'it says nothing'}")
    before, found, after = said.partition(_SUMMARY)
    trusted = _trusted(after)
    if not found or _SUCCESS not in before or trusted is None:
        return Problem(Verdict.ERROR, "coqchk ended well, and did not say what it checked")
    checked, admitted, constants = (frozenset(what.findall(before)) for what in (_CHECKED, _ADMITTED, _CONSTANT))
    return Summary(checked, admitted, constants, trusted)


def _trusted(summary: str) -> tuple[str, ...] | None:
    """All that a summary lists; None where it does not speak of everything."""
    listed: list[str] = []
    titles: list[str] = []
    for line in summary.splitlines():
        entry = _ENTRY.match(line)
        if entry is not None:
            title, rest = entry[1].strip(), entry[2].strip()
            titles.append(title)
            if title == "Theory":
                listed += [] if rest.startswith(_PLAIN_THEORY) else [f"a theory in which {rest}"]
            elif rest not in ("", "<none>"):
                listed.append(f"{title}: {rest}")
        elif line.strip() and not set(line.strip()) <= {"="}:
            listed.append(f"{titles[-1] if titles else 'something'}: {line.strip()}")
    if not all(any(word in title for title in titles) for word in _EXPECTED):
        return None
    return tuple(listed)


def _left(answers: Sequence[Summary | Problem], own: Mapping[str, float]) -> frozenset[str]:
    """What was taken for granted by all; nothing where an answer is missing."""
    summaries = [answer for answer in answers if isinstance(answer, Summary)]
    if len(summaries) < len(answers):
        return frozenset()
    checked = frozenset[str]().union(*(summary.checked for summary in summaries))
    return frozenset[str](own).union(*(summary.admitted for summary in summaries)) - checked
