"""Conformance sequences in numbers, as a document."""

from septum.engines.conformance.results import CallSequence, Change, Conformance, Mutant
from septum.engines.conformance.targets import Aspect, target_text
from septum.report.conformance import conformance_verdict, mutant_text
from septum.report.documents.envelope import Json, document
from septum.report.sequences import file_name
from septum.spec.model import Model


def conformance_document(result: Conformance, model: Model, seed: int, folder: str | None, status: int) -> Json:
    """The document of `septum tests`, which is the index of the files as well."""
    content: Json = {
        "profile": result.profile,
        "digest": result.digest,
        "seed": seed,
        "states": {"visited": result.states, "limit": result.limit},
        "folder": folder,
        "coverage": {str(aspect): _covered(result, aspect) for aspect in Aspect},
        "missing": [
            {"target": target_text(model, one.target), "aspect": str(one.target.aspect), "why": str(one.absence)}
            for one in result.missing
        ],
        "sequences": [_sequence(one, model) for one in result.sequences],
        "mutants": [_mutant(one, result, model) for one in result.mutants],
    }
    return document("tests", "tests", conformance_verdict(result), status, content)


def _covered(result: Conformance, aspect: Aspect) -> Json:
    covered, every = result.covered(aspect)
    return {"covered": covered, "all": every}


def _sequence(sequence: CallSequence, model: Model) -> Json:
    return {
        "name": sequence.name,
        "file": file_name(sequence),
        "calls": len(sequence.lines),
        "covers": [
            {"target": target_text(model, target), "aspect": str(target.aspect), "call": number}
            for number, line in enumerate(sequence.lines, 1)
            for target in line.covers
        ],
    }


def _mutant(mutant: Mutant, result: Conformance, model: Model) -> Json:
    at = None
    if mutant.line is not None:
        at = {"sequence": result.sequences[mutant.line[0]].name, "call": mutant.line[1] + 1}
    text = mutant_text(model, mutant.step, Change(mutant.change), mutant.guard, mutant.other)
    return {"mutant": text, "change": str(mutant.change), "verdict": str(mutant.notice), "noticed": at}
