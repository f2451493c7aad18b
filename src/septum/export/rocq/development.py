"""The whole development of a proved model: theory, statement, proofs, theorem and example, as files."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files

from septum.export.naming import stem_of
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.invariants import OPENING, invariants
from septum.export.rocq.proofs.joining import Joining, keyed
from septum.export.rocq.proofs.lemmas import Lemmas
from septum.export.rocq.proofs.requests import owed, owed_of_two
from septum.export.rocq.proofs.shapes import Shapes
from septum.export.rocq.proofs.theorem.theorem import claimed, routine, theorem
from septum.export.rocq.running import Run
from septum.export.rocq.running.example import example_claim, example_text
from septum.export.rocq.statement import statement_files
from septum.obligations.development import Claim, Development, VFile
from septum.obligations.evidence import Evidence
from septum.obligations.obligation import Obligation
from septum.obligations.spelt import Speller
from septum.obligations.spelt_news import in_order
from septum.spec.digest import model_digest
from septum.spec.model import Model

THEORY = (
    "Lists.v", "Isolation.v", "Unwinding.v", "Obligations.v", "Refinement.v", "Choices.v", "Words.v", "Refuting.v",
    "Proofs.v", "Deciding.v",
)  # fmt: skip
READ = ("Statement.v", "World.v", "Words.v", "Isolation.v")
IMPORTS = ("Isolation.v", "Statement.v", "Example.v")
_SENTENCES = {
    "isolation": "No guest reads, writes or learns of another, in every run: isolation as Isolation.v says it.",
    "always": "What is claimed of every reachable state beside isolation holds.",
}
_ENOUGH = 400_000
"""Characters of proofs in one file: files are compiled side by side."""


def development(
    model: Model, obligations: Sequence[Obligation], evidence: Mapping[str, Evidence], run: Run
) -> Development:
    """The development of a model.

    `obligations`: all of them. `evidence`: of each that is not untouched, by `evidence_key`. `run`: what the example
    tells. Raises NotExpressible or NotAPiece where something cannot be said in Rocq.
    """
    digest = model_digest(model)
    model = in_order(model)
    names = Names.of(model)
    texts = {name: _theory(name) for name in THEORY}
    texts.update(statement_files(model, names))
    texts["Invariants.v"] = invariants(model, names)
    joining = Joining(model, names, keyed(obligations))
    proofs, shapes = _proofs(joining, obligations, evidence)
    texts["Shapes.v"] = shapes.text()
    texts["Routine.v"] = routine(joining)
    texts.update(proofs)
    modules = tuple(name.removesuffix(".v") for name in proofs)
    texts["Theorem.v"] = theorem(joining, modules)
    texts["Example.v"] = example_text(model, names, run)
    claims = (*_claims(model), example_claim(model, names, run))
    return Development(model.name, digest, tuple(_files(texts)), claims, read=READ, imports=IMPORTS)


def expressed(model: Model) -> None:
    """See that a model can be said in Rocq, before its proofs are looked for. Raises NotExpressible."""
    statement_files(model, Names.of(model))


def evidence_key(obligation: Obligation) -> str:
    """By what the evidence for an obligation is known: identifiers of two observers may be alike."""
    return f"{obligation.identifier} {obligation.observer or ''}"


def _theory(name: str) -> str:
    return (files("septum.export.rocq") / "theory" / name).read_text(encoding="utf-8")


def _proofs(
    joining: Joining, obligations: Sequence[Obligation], evidence: Mapping[str, Evidence]
) -> tuple[dict[str, str], Shapes]:
    """Files of lemmas, those of one step together, and the shapes that they use."""
    model, shapes = joining.model, Shapes()
    lemmas = Lemmas(model, joining.names, Speller(model), shapes)
    parts: dict[str, list[str]] = {}
    for obligation in obligations:
        if not obligation.untouched:
            lines = lemmas.lemma(obligation, evidence[evidence_key(obligation)])
            parts.setdefault(obligation.step or "", []).append("\n".join(lines))
    for step in model.steps:
        parts.setdefault(step.name, []).append("\n".join(owed(joining, step)))
    pairs = {(o.clause, o.step, o.other_step): None for o in obligations if o.other_step is not None}
    for clause, first, second in pairs:
        assert first is not None and second is not None
        lines = owed_of_two(joining, clause, model.step(first), model.step(second))
        parts[first].append("\n".join(lines))
    return {f"Proof{n}.v": text for n, text in enumerate(_filled(model, parts), 1)}, shapes


def _filled(model: Model, parts: Mapping[str, list[str]]) -> Iterator[str]:
    """The texts of files, each about as long as is enough."""
    total = sum(len(text) for texts in parts.values() for text in texts)
    count = max(1, round(total / _ENOUGH))
    bins: list[list[str]] = [[] for _ in range(count)]
    for texts in sorted(parts.values(), key=lambda texts: -sum(map(len, texts))):
        smallest = min(bins, key=lambda found: sum(map(len, found)))
        smallest.extend(texts)
    for found in bins:
        opening = [f"(** * Proofs of {model.name}. *)", "Require Import Shapes Invariants.", *OPENING]
        yield "\n".join([*opening, *found, "End Proofs."]) + "\n"


def _files(texts: Mapping[str, str]) -> Iterable[VFile]:
    for name, text in texts.items():
        words = [
            word for line in re.findall(r"^Require (?:Import|Export) ([^.]*)\.", text, re.M) for word in line.split()
        ]
        yield VFile(name, text, tuple(f"{word}.v" for word in dict.fromkeys(words) if f"{word}.v" in texts))


def _claims(model: Model) -> tuple[Claim, ...]:
    stem = stem_of(model)
    premises = f"forall (machine : Machine) (assumed : Assumed), constants_are_as_stated -> assumptions_of_{stem} ->"
    return tuple(
        Claim(f"Theorem.{claim}_of_{stem}", f"{premises} {claim}_is_claimed", _SENTENCES[claim])
        for claim in claimed(model)
    )
