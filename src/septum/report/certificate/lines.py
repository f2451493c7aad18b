"""A certificate, as text."""

from septum.engines.certify.checking.results import Checked, Problem
from septum.engines.results import Verdict
from septum.report.certificate.certificate import Certificate
from septum.report.layout import cut, entry
from septum.report.quantities import count, plural


def certificate_lines(certificate: Certificate, folder: str, everything: bool) -> list[str]:
    """What to read, what Rocq said, and the verdict. `folder`: where it was written, empty where it was not."""
    lines: list[str] = []
    development = certificate.development
    if development is not None:
        within = f"{folder.rstrip('/')}/" if folder else ""
        texts = {file.name: file.text for file in development.files}
        read = [f"{within}{name}, {plural(texts[name].count(chr(10)), 'line')}" for name in development.read]
        lines += entry("read", "; ".join(read))
        if certificate.checked is not None:
            lines += checked_lines(certificate.checked, within, everything)
    return [*lines, last_line(certificate)]


def checked_lines(checked: Checked, within: str, everything: bool, indent: str = "") -> list[str]:
    """What each program said. `within`: the folder of the files, with a slash, or nothing. `indent`: of the labels."""
    refused = [file for file in checked.files if file.verdict not in (Verdict.PROVED, Verdict.NOT_RUN)]
    waiting = [file for file in checked.files if file.verdict is Verdict.NOT_RUN]
    number = plural(len(checked.files), "file")
    said = f"accepted, {number}"
    if refused:
        said = f"{count(len(refused))} of {number} not accepted, {count(len(waiting))} not run for want of them"
    lines = entry(f"{indent}coqc {checked.rocq}", said)
    lines += cut([line for p in checked.problems for line in _problem(p, within)], everything, 2)
    if checked.rechecked is not None:
        trusted = "; ".join(checked.rechecked.trusted) or "none"
        again = f"{count(checked.rechecked.constants)} constants checked again"
        lines += entry(f"{indent}coqchk", f"axioms: {trusted}; {again}")
    for number, claim in enumerate(checked.claims):
        closed = "closed under the global context" if not claim.assumptions else " ".join(claim.assumptions)
        if number == 0:
            lines += entry(f"{indent}theorem", f"{claim.theorem} {closed}")
        else:
            lines += entry(f"{indent}shown", claim.sentence if not claim.assumptions else f"{claim.theorem} {closed}")
    return lines


def _problem(problem: Problem, within: str) -> list[str]:
    place = f"{within}{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    lemma = f"{problem.lemma}: " if problem.lemma else ""
    return entry(f"  {problem.verdict}", f"{place}  {lemma}{problem.text}" if place else f"{lemma}{problem.text}")


def last_line(certificate: Certificate) -> str:
    """The verdict. Its first word alone fixes the exit status."""
    of = f"{certificate.verdict}: certificate of {certificate.profile} {certificate.digest}"
    checked = certificate.checked
    if certificate.verdict is Verdict.PROVED and certificate.sha256 is not None:
        return f"{of}, sha256 {certificate.sha256[:12]}"
    if checked is None:
        return f"{of}, {certificate.why or 'Rocq was not asked'}"
    return f"{of}, {_reason(checked)}"


def _reason(checked: Checked) -> str:
    worst = [problem for problem in checked.problems if problem.verdict is checked.verdict]
    if not worst:
        return "Rocq did not say all that was asked"
    first = worst[0]
    more = f" and {len(worst) - 1} more" if len(worst) > 1 else ""
    if first.lemma:
        return f"Rocq rejects the proof of {first.lemma}{more}"
    about = f"{first.file}: " if first.file else ""
    text = f"{about}{first.text}"
    return f"{text if len(text) <= 200 else text[:200] + ' …'}{more}"


def standing_lines(certificate: Certificate, everything: bool) -> list[str]:
    """A certificate among other lists."""
    if certificate.verdict is not Verdict.PROVED or certificate.sha256 is None:
        checked = certificate.checked
        reason = certificate.why or ("Rocq was not asked" if checked is None else _reason(checked))
        lines = entry("certificate", f"{certificate.verdict}: {reason}")
    else:
        lines = entry("certificate", f"{certificate.profile} {certificate.digest}, sha256 {certificate.sha256[:12]}")
    if certificate.checked is not None:
        lines += checked_lines(certificate.checked, "", everything, "  ")
    return lines
