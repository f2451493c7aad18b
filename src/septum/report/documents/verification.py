"""The verdict on a deployment, as a document."""

from septum.report.deployment import Judgement, PairVerdict, judge_pairs
from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import span_json
from septum.report.documents.proof import proof_json
from septum.report.documents.specification import assumption_json
from septum.spec.model import Model
from septum.workload import ChannelBetween, LifecycleResult, ResidualChannel


def verification_document(judgement: Judgement, status: int) -> Json:
    """The document of `septum verify`."""
    proof = judgement.proof
    content = {
        "deployment": judgement.deployment.file,
        "host": judgement.deployment.host.name.value,
        "tenants": [tenant.name.value for tenant in judgement.deployment.tenants],
        "theorem": proof_json(proof, judgement.model, judgement.failures, len(proof.outcomes)),
        "not_covered": list(judgement.model.not_covered),
        "conditions": [
            {"id": c.identifier, "sentence": c.sentence, "verdict": str(c.verdict), "found": c.found}
            for c in judgement.conditions
        ],
        "lifecycle": _life(judgement.life),
        "assumptions": _assumptions(judgement.model),
        "channels": [_channel(channel) for channel in judgement.channels],
        "pairs": [_pair(pair) for pair in judge_pairs(judgement)],
    }
    return document("verify", "verify", str(judgement.verdict), status, content)


def _life(life: LifecycleResult) -> Json:
    failure = life.failure
    return {
        "verdict": str(life.verdict),
        "steps": life.steps,
        "phases": [{"phase": phase, "steps": steps} for phase, steps in life.phases],
        "replaced": life.replaced,
        "failure": None
        if failure is None
        else {
            "after": failure.number,
            "call": None if failure.call is None else str(failure.call),
            "reason": failure.reason,
        },
    }


def _assumptions(model: Model) -> list[Json]:
    assumed = [model.assumption(name) for name in model.assumes]
    return [{**assumption_json(assumption, model), "on_this_host": "on trust"} for assumption in assumed]


def _channel(channel: ResidualChannel) -> Json:
    kind = channel.kind
    return {
        "id": kind.identifier,
        "sentence": kind.sentence,
        "hardware": kind.hardware,
        "source": kind.source,
        "removed_by": kind.removed_by,
        "between": [_between(between) for between in channel.between],
    }


def _between(between: ChannelBetween) -> Json:
    acceptance = between.acceptance
    return {
        "pair": list(between.pair),
        "through": list(between.through),
        "standing": str(between.standing),
        "until": None if acceptance is None else acceptance.until.value.isoformat(),
        "because": None if acceptance is None else acceptance.because,
        "place": None if acceptance is None else span_json(acceptance.span),
    }


def _pair(pair: PairVerdict) -> Json:
    return {
        "pair": list(pair.pair),
        "write": str(pair.write),
        "read": str(pair.read),
        "fingerprint": str(pair.fingerprint),
        "but_for": list(pair.but_for),
        "one_trust": pair.one_trust,
        "reason": "channel-not-accepted" if pair.open else None,
        "open": list(pair.open),
    }
