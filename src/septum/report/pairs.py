"""What is concluded of a deployment: the verdict on every two tenants, and on the whole, as lines."""

from collections.abc import Sequence

from septum.engines.results import Verdict
from septum.report.certificate.lines import last_line as certificate_last_line
from septum.report.deployment import Judgement, PairVerdict, Shared, host_verdict
from septum.report.layout import entry, wrapped
from septum.report.quantities import plural
from septum.workload import Finding

_NAMED = 2
"""How many channels the last line names; all of them stand in the list of channels."""


def pair_lines(pairs: Sequence[PairVerdict]) -> list[str]:
    """The table of verdicts; pairs with equal ones are one row."""
    if not pairs:
        return entry("pairs", "none: one tenant, and nobody to be isolated from")
    alike: dict[tuple[str, str, str], list[str]] = {}
    several = len({pair.but_for for pair in pairs if not pair.one_trust}) > 1
    for pair in pairs:
        key = (str(pair.write), str(pair.read), _fingerprint(pair, several))
        alike.setdefault(key, []).append("-".join(pair.pair))
    names = [f"  {_merged(found, len(pairs))}" for found in alike.values()]
    width = max(12, *(len(name) for name in names))
    lines = [f"{'pairs':<{width}}  {'write':<8}  {'read':<8}  fingerprint"]
    for name, (write, read, fingerprint) in zip(names, alike, strict=True):
        first = f"{name:<{width}}  {write:<8}  {read:<8}  "
        lines += wrapped(fingerprint, first, len(first))
    return lines


def last_line(judgement: Judgement) -> str:
    """The verdict. Its first word alone fixes the exit status."""
    verdict = judgement.verdict
    if verdict is Verdict.PROVED:
        missing = len(judgement.model.not_covered)
        uncovered = f"; {plural(missing, 'part')} not covered" if missing else ""
        channels = len(judgement.channels)
        accepted = "" if judgement.open_channels else "accepted "
        but_for = f" but for {channels} {accepted}channel{'s' if channels != 1 else ''}" if channels else ""
        return f"proved: write and read; fingerprint{but_for}{uncovered}"
    if judgement.proof.verdict is verdict:
        number = sum(o.verdict is verdict for o in judgement.proof.outcomes)
        return f"{verdict}: the theorem, {plural(number, 'obligation')} of {judgement.model.name}"
    if judgement.certificate is not None and judgement.certificate.verdict is verdict:
        return certificate_last_line(judgement.certificate)
    if host_verdict(judgement.conditions) is verdict:
        faulty = [c for c in judgement.conditions if c.verdict in (Finding.BROKEN, Finding.NOT_RUN)]
        word = "does not hold" if faulty[0].verdict is Finding.BROKEN else "was not run"
        more = f" and {len(faulty) - 1} more" if len(faulty) > 1 else ""
        return f"{verdict}: {faulty[0].identifier}{more} {word} on this host"
    return f"{verdict}: {'; '.join(_reasons(judgement))}"


def _reasons(judgement: Judgement) -> list[str]:
    """What leaves two tenants unproved though the theorem and the host are as they must be."""
    pairs = judgement.pairs
    found: list[str] = []
    shared = ["-".join(pair.pair) for pair in pairs if Shared.SHARED in (pair.write, pair.read, pair.fingerprint)]
    if shared:
        are = "is" if len(shared) == 1 else "are"
        found.append(f"{_merged(shared, 0)} {are} shared, and nothing is claimed there")
    open_ = judgement.open_channels
    if open_:
        concerned = {between.pair for channel in open_ for between in channel.not_accepted}
        names = " ".join(channel.kind.identifier for channel in open_)
        names = names if len(open_) <= _NAMED else f"{len(open_)} channels"
        are = "is" if len(open_) == 1 else "are"
        found.append(f"fingerprint between {plural(len(concerned), 'pair')}, {names} {are} not accepted")
    return found


def _fingerprint(pair: PairVerdict, several: bool) -> str:
    if pair.one_trust and pair.fingerprint is Verdict.PROVED:
        return "proved; channels are their own: one trust"
    if pair.fingerprint is not Verdict.PROVED or not pair.but_for:
        return str(pair.fingerprint)
    if several:
        return f"proved but for [{' '.join(pair.but_for)}]"
    return f"proved but for the {plural(len(pair.but_for), 'channel')}"


def _merged(names: Sequence[str], total: int) -> str:
    if len(names) == total and total > 1:
        return f"all {total}"
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
