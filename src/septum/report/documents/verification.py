"""The verdict on a deployment, as a document."""

from septum.report.deployment import Judgement, PairVerdict
from septum.report.documents.certificate import certificate_json
from septum.report.documents.envelope import Json, document
from septum.report.documents.parts import span_json
from septum.report.documents.proof import proof_json
from septum.report.documents.specification import assumption_json
from septum.spec.model import Model
from septum.workload import ChannelBetween, Entry, LifecycleResult, ResidualChannel


def verification_document(judgement: Judgement, status: int) -> Json:
    """The document of `septum verify`."""
    proof = judgement.proof
    content = {
        "deployment": judgement.deployment.file,
        "host": judgement.deployment.host.name.value,
        "today": judgement.today.isoformat(),
        "tenants": [tenant.name.value for tenant in judgement.deployment.tenants],
        "theorem": proof_json(proof, judgement.model, judgement.failures, len(proof.outcomes)),
        "certificate": None if judgement.certificate is None else certificate_json(judgement.certificate),
        "not_covered": list(judgement.model.not_covered),
        "conditions": [
            {"id": c.identifier, "sentence": c.sentence, "verdict": str(c.verdict), "found": c.found}
            for c in judgement.conditions
        ],
        "lifecycle": _life(judgement.life),
        "assumptions": _assumptions(judgement.model),
        "shared": [
            {"pair": list(between.pair), "what": list(between.what), "lines": list(between.lines)}
            for between in judgement.shared
        ],
        "channels": [_channel(channel) for channel in judgement.channels],
        "accept": [_entry(entry) for entry in judgement.entries],
        "pairs": [_pair(pair) for pair in judgement.pairs],
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
        "evidence": kind.evidence,
        "known": str(kind.known),
        "shown_on": kind.shown_on,
        "removed_by": kind.removed_by,
        "between": [_between(between) for between in channel.between],
    }


def _between(between: ChannelBetween) -> Json:
    acceptance = between.acceptance
    return {
        "pair": list(between.pair),
        "through": list(between.through),
        "grade": str(between.grade),
        "standing": str(between.standing),
        "until": None if acceptance is None else acceptance.until.value.isoformat(),
        "because": None if acceptance is None else acceptance.because,
        "place": None if acceptance is None else span_json(acceptance.span),
    }


def _entry(entry: Entry) -> Json:
    acceptance = entry.acceptance
    between = acceptance.between
    return {
        "channel": acceptance.channel.value,
        "between": "all" if between is None else [[b.one.value, b.other.value] for b in between],
        "until": acceptance.until.value.isoformat(),
        "because": acceptance.because,
        "place": span_json(acceptance.span),
        "use": str(entry.use),
        "pairs": [list(pair) for pair in entry.pairs],
        "why": entry.why,
    }


def _pair(pair: PairVerdict) -> Json:
    return {
        "pair": list(pair.pair),
        "write": str(pair.write),
        "read": str(pair.read),
        "fingerprint": str(pair.fingerprint),
        "but_for": list(pair.but_for),
        "one_trust": pair.one_trust,
        "reason": pair.reason,
        "open": list(pair.open),
        "shared": list(pair.shared),
    }
