"""Workloads on profiles, as documents."""

from collections.abc import Sequence

from septum.engines.minimal.results import Necessity
from septum.engines.workloads.results import Cell, Disturbance, Enumeration
from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import attack_json, span_json


def enumeration_document(found: Enumeration, deployment: str, tenants: int, full_size: str, status: int) -> Json:
    """The document of `septum enumerate DEPLOYMENT`."""
    capabilities = found.capabilities
    content = {
        "deployment": deployment,
        "tenants": tenants,
        "workload": found.workload,
        "profile": found.profile,
        "digest": found.digest,
        "stands_for": found.doc,
        "place": span_json(found.span),
        "events": [
            {
                "event": event.name,
                "says": event.doc,
                "place": span_json(event.span),
                "capabilities": [list(one) for one in event.capabilities],
            }
            for event in found.events
        ],
        "unused": list(found.unused),
        "excluded": list(found.excluded),
        "full_size": full_size,
        "complete": capabilities.complete,
        "smallest": capabilities.smallest,
        "undecided": capabilities.missing if not capabilities.complete and not found.missing else "",
        "missing": list(found.missing),
        "exclusion": found.exclusion,
        "necessity": None if found.necessity is None else _necessity(found.necessity),
        "sets": [
            {"capabilities": list(one.capabilities), "run": one.witness, "undecided": list(one.undecided)}
            for one in capabilities.sets
        ],
        "necessities": [_necessity(one) for one in capabilities.necessities],
    }
    return document("workload", "enumerate", None, status, content)


def matrix_document(cells: Sequence[Cell], channels: Sequence[str], status: int) -> Json:
    """The document of `septum profiles --matrix`. `channels`: the residual channels that every cell leaves."""
    content = {"cells": [_cell(cell) for cell in cells], "residual_channels": list(channels)}
    return document("matrix", "profiles", None, status, content)


def _cell(cell: Cell) -> Json:
    return {
        "workload": cell.workload,
        "profile": cell.profile,
        "digest": cell.digest,
        "standing": str(cell.standing),
        "by": list(cell.by),
        "exclusion": cell.exclusion,
        "realised": cell.realised,
        "run": cell.run,
        "actions": cell.actions,
        "obligations": cell.obligations,
        "necessity": None if cell.necessity is None else _necessity(cell.necessity),
        "disturbance": None if cell.disturbance is None else _disturbance(cell.disturbance),
        "obligation": cell.obligation,
        "attack": attack_json(cell.attack),
        "detail": cell.detail,
    }


def _necessity(one: Necessity) -> Json:
    return {
        "without": list(one.dropped),
        "never": one.goal,
        "place": span_json(one.span),
        "after": one.after,
        "facts": list(one.facts),
        "verdict": str(one.verdict),
    }


def _disturbance(one: Disturbance) -> Json:
    return {
        "event": one.event,
        "tenant": one.tenant,
        "step": one.step,
        "action": one.action,
        "by": one.by,
        "entry": one.entry,
        "before": one.before,
        "after": one.after,
    }
