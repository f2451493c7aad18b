"""The README of a certificate: for somebody who has it, and nothing of septum."""

from collections.abc import Mapping

from septum import __version__
from septum.engines.certify.checking.results import Checked
from septum.engines.results import Verdict
from septum.obligations.development import Development
from septum.report.layout import wrapped
from septum.report.quantities import count, plural

README = "README.md"
_WIDTH = 120


def readme_text(development: Development, checked: Checked | None, files: Mapping[str, str]) -> str:
    """What is claimed, what to read, how to check it, and what was found when it was made."""
    paragraphs = [
        [f"# Certificate of `{development.profile}`"],
        _paragraph(_standing(development, checked)),
        ["## What is claimed"],
        _paragraph(
            "Each theorem in full is in `Assumptions.v`, in the words of "
            + " and ".join(f"`{name}`" for name in development.imports)
            + "; Rocq compares it with what was proved."
        ),
        *(_claim(claim.theorem, claim.statement, claim.sentence) for claim in development.claims),
        ["## What to read"],
        _paragraph("Whoever wants to believe the theorems reads these files, and has to believe nothing else:"),
        [f"- `{name}`, {plural(files[name].count(chr(10)), 'line')}" for name in development.read],
        _paragraph(
            "All other files are proofs. It is enough that Rocq accepts them. What the specification takes for granted "
            "of the hardware is in it as named Boolean assumptions, and each theorem says under which of them it holds."
        ),
        ["## Check it again"],
        ["```text", "make -j2", "make coqchk", "```"],
        _paragraph(
            "The first compiles every file, and prints `Closed under the global context` for each theorem: it rests on "
            "no axiom. The second has `coqchk`, a program of its own, check every compiled file once more, with "
            "all of Rocq's library that they use. It ends with a summary, in which nothing may stand but `<none>`, and "
            "`Set is predicative`."
        ),
        _paragraph(
            "This needs Rocq (`apt-get install coq make` on Debian) and nothing of septum. The directory has no "
            "compiled file as it was made; `make clean` removes those that are there. `_CoqProject` lists the files "
            "in an order in which they can be compiled by hand: `coqc -q -R . "
            f"{development.prefix} FILE`."
        ),
        ["## What this rests on"],
        _paragraph(
            "Rocq's kernel, the files to read, and the machine that checks. Not on septum: it wrote these files, and "
            "where it was wrong, either Rocq refuses a proof or the files to read say something else than you want. "
            "`certificate.json` has the digest of every file; its own digest names the certificate."
        ),
    ]
    return "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"


def _standing(development: Development, checked: Checked | None) -> str:
    made = f"Made by septum {__version__} from the specification `{development.digest}` of `{development.profile}`."
    if checked is None:
        return f"{made} **Rocq was not asked: nothing is proved by it yet.**"
    if checked.verdict is not Verdict.PROVED:
        reasons = "; ".join(dict.fromkeys(problem.text for problem in checked.problems[:3]))
        return f"{made} **This is no certificate: {checked.verdict}.** {reasons}"
    assert checked.rechecked is not None
    number = plural(len(checked.files), "file")
    constants = f"{count(checked.rechecked.constants)} constants"
    return (
        f"{made} Rocq {checked.rocq} accepted all {number}, and `coqchk` checked {constants} again: no axioms, nothing "
        "that was let through."
    )


def _claim(theorem: str, statement: str, sentence: str) -> list[str]:
    return [*_paragraph(f"`{theorem}`: {sentence}"), "", "```coq", *statement.strip().splitlines(), "```"]


def _paragraph(text: str) -> list[str]:
    return wrapped(text, "", 0, _WIDTH)
