"""Each clause of a property, dropped: a small model that leaks would then be proved."""

from attrs import evolve

from septum.engines.losses import hints_of
from septum.engines.minimal.results import Finding, Group, Standing
from septum.engines.prove import judge
from septum.engines.refute.search import search
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.obligations import generate
from septum.spec.load import load_profile
from septum.spec.model import Model, Property, PropertyClause
from septum.spec.source import MODELS


def clauses_of(model: Model) -> tuple[tuple[Property, PropertyClause], ...]:
    """The clauses of all properties that a profile claims."""
    return tuple((stated, clause) for stated in model.properties for clause in stated.clauses)


def unknown_clause(clause: PropertyClause, detail: str) -> Finding:
    """What is said of a clause of which nothing is known, and why."""
    text = clause.doc.partition("\n\n")[0]
    return Finding(clause.name, Group.CLAUSE, "clause", Standing.UNDECIDED, clause.span, text, detail=detail)


def weigh_clause(stated: Property, clause: PropertyClause, settings: Settings) -> Finding:
    """NEEDED where the leaky model of that clause is refuted with it, by a replayed run, and proved without it."""
    finding = unknown_clause(clause, "")
    file = MODELS / "leaky" / f"{clause.name}.py"
    if not file.is_file():
        return evolve(finding, detail="no model that leaks in this way alone comes with septum")
    leaky = load_profile(str(file))
    if stated not in leaky.properties:
        return evolve(finding, detail=f"{leaky.name} is about another property than {stated.name}")
    obligations = generate(leaky)
    judged = list(zip(obligations, judge(obligations, settings), strict=True))
    failing = [(o, r) for o, r in judged if r.verdict is not Verdict.PROVED]
    others = [o.identifier for o, _ in failing if o.clause != clause.name]
    if others or not failing:
        standing = Standing.UNEXPLAINED if not failing else Standing.UNDECIDED
        return evolve(finding, standing=standing, obligation=others[0] if others else "")
    attack = search(leaky, leaky, hints_of(failing))
    if attack is None:
        return evolve(finding, obligation=failing[0][0].identifier, detail=f"no run of {leaky.name} was found")
    return evolve(
        finding, standing=Standing.NEEDED, accepts=leaky.name, attack=attack, obligation=failing[0][0].identifier
    )
