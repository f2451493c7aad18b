"""Every obligation that needs a solver as a file of SMT-LIB 2.6: the plain statements, with their quantifiers."""

from septum import __version__
from septum.export.smtlib.terms import Declaration, Writer
from septum.obligations import Obligation, generate
from septum.spec.digest import model_digest
from septum.spec.model import Model

LIST = "obligations.txt"


def emit(model: Model) -> dict[str, str]:
    """One file for each obligation that needs a solver, called after it, and a list of all obligations."""
    writer = Writer()
    origin = f"profile {model.name} {model_digest(model)}, septum {__version__}"
    files: dict[str, str] = {}
    listed = [f"; {origin}", "; what each obligation needs, and its name"]
    for obligation in generate(model):
        listed.append(f"{'untouched' if obligation.untouched else 'solver'} {obligation.identifier}")
        if not obligation.untouched:
            files[f"{obligation.identifier}.smt2"] = _file(obligation, origin, writer)
    return {LIST: "\n".join(listed) + "\n", **files}


def _file(obligation: Obligation, origin: str, writer: Writer) -> str:
    declarations: set[Declaration] = set(writer.needs(obligation.goal))
    for hypothesis in obligation.hypotheses:
        declarations |= writer.needs(hypothesis.term)
    lines = [
        f"; {obligation.identifier}: {obligation.should}",
        f"; {origin}",
        "; The status is what is claimed and expected: that the hypotheses contradict the negated goal. Nothing was",
        "; decided to write this file; a solver that finds a countermodel says that it got another status.",
        "(set-info :smt-lib-version 2.6)",
        "(set-info :status unsat)",
        f"(set-logic {writer.logic(declarations)})",
        *(declaration.text for declaration in sorted(declarations)),
    ]
    for hypothesis in obligation.hypotheses:
        lines += [f"; {hypothesis.name}", f"(assert {writer.text(hypothesis.term)})"]
    lines += [f"; not {obligation.target}", f"(assert (not {writer.text(obligation.goal)}))", "(check-sat)", "(exit)"]
    return "\n".join(lines) + "\n"
