"""An argument as a term of Rocq: what is used, the conditionals and clauses beside it, and the tree of cases."""

from collections.abc import Callable

from septum.export.rocq.expressions import Printer, Scope
from septum.export.rocq.proofs.formulas import Formulas, renumbered, used_numbers
from septum.export.rocq.proofs.shapes import Shapes
from septum.logic.sorts import BOOLEAN
from septum.logic.terms import Operator, Term, make
from septum.obligations.evidence import Argument, Used


def refuting(
    argument: Argument, prove: Callable[[Used], str], printer: Printer, scope: Scope, shapes: Shapes
) -> tuple[str, str]:
    """A proof of False from `G`, which says that the argument's conclusion does not hold; and of all that it uses.

    In the proof there are two holes: that the tree of cases refutes the formulas, and what is used.
    """
    formulas = Formulas()
    refutation = argument.refutation
    said: list[tuple[Callable[[], str], Callable[[], str]]] = []
    for used in argument.used:
        said.append((lambda u=used: formulas.formula(u.statement), lambda u=used: prove(u)))
    denial = make(Operator.NOT, BOOLEAN, (argument.conclusion,))
    said.append((lambda: formulas.formula(denial), lambda: "G"))
    for term in refutation.conditionals:
        arguments = " ".join(printer.argument(a, scope) for a in term.arguments)
        holds, fails = _meaning(term)
        said.append((lambda h=holds: formulas.formula(h), lambda a=arguments: f"(if_holds {a})"))
        said.append((lambda f=fails: formulas.formula(f), lambda a=arguments: f"(if_fails {a})"))
    for clause, shaped in zip(refutation.clauses, refutation.shapes, strict=True):
        said.append((lambda c=clause: formulas.clause(c), lambda s=shaped: shapes.use(s, printer, scope)))
    needed = sorted(used_numbers(refutation.tree))
    texts = [said[number][0]() for number in needed]
    proofs = "Logic.I"
    for number in reversed(needed):
        proofs = f"(conj {said[number][1]()} {proofs})"
    tree = formulas.tree(renumbered(refutation.tree, {number: index for index, number in enumerate(needed)}))
    atoms = listed("Bool", "NoBool", [f"({printer.value(atom, scope)})" for atom in formulas.atoms])
    return f"refuting {atoms} {listed('Formula', 'NoFormula', texts)} {tree} _ _", proofs


def listed(constructor: str, end: str, texts: list[str]) -> str:
    """A list of one kind."""
    return "".join(f"({constructor} {text} " for text in texts) + end + ")" * len(texts)


def _meaning(term: Term) -> tuple[Term, Term]:
    condition, first, second = term.arguments
    denied = make(Operator.NOT, BOOLEAN, (condition,))
    one, other = (make(Operator.EQUAL, BOOLEAN, (term, t)) for t in (first, second))
    return make(Operator.IMPLIES, BOOLEAN, (condition, one)), make(Operator.IMPLIES, BOOLEAN, (denied, other))
