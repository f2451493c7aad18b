"""The manual says how much of `minimal` its conformance sequences cover.

To find them takes a quarter of a minute: `SEPTUM_MINIMAL=1 pytest` does. Without, it is checked that the manual counts
the targets of this very profile.
"""

import os
from collections import Counter
from pathlib import Path

import pytest

from septum.engines.conformance.generating import generate_sequences
from septum.engines.conformance.results import Absence, Conformance, Notice
from septum.engines.conformance.targets import Aspect, targets_of
from septum.engines.settings import Settings
from septum.spec.load import load_profile

PAGE = Path(__file__).parents[2] / "docs" / "traces.md"


def test_the_manual_counts_the_targets_of_the_profile_as_it_is() -> None:
    counted = Counter(target.aspect for target in targets_of(load_profile("minimal")))
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    wanted = f"all {counted[Aspect.DONE]} steps and {counted[Aspect.STATUS]} statuses are covered"
    assert wanted in text and f" of {counted[Aspect.ORDER]} pairs and {counted[Aspect.WITHHELD]} conditions" in text


@pytest.mark.skipif("SEPTUM_MINIMAL" not in os.environ, reason="takes a quarter of a minute: SEPTUM_MINIMAL=1")
def test_the_manual_says_what_is_found() -> None:
    model = load_profile("minimal")
    assert _sentences(generate_sequences(model, Settings(workers=2))) in " ".join(
        PAGE.read_text(encoding="utf-8").split()
    )


def _sentences(result: Conformance) -> str:
    assert {missing.absence for missing in result.missing} == {Absence.EXCLUDED}
    covered = {aspect: result.covered(aspect) for aspect in Aspect}
    notices = Counter(mutant.notice for mutant in result.mutants)
    assert notices[Notice.MISSED] == 0
    calls = sum(len(sequence.lines) for sequence in result.sequences)
    pairs, every = covered[Aspect.ORDER]
    return (
        f"all {covered[Aspect.DONE][0]} steps and {covered[Aspect.STATUS][0]} statuses are covered, "
        f"{covered[Aspect.ALONE][0]} of these alone, {pairs} of {every} pairs and {covered[Aspect.WITHHELD][0]} "
        f"conditions, by {calls} calls in {len(result.sequences)} sequences; the other {len(result.missing)} targets "
        f"are proved to be out of reach. Of {len(result.mutants)} mutants {notices[Notice.NOTICED]} are noticed, and "
        f"{notices[Notice.ALIKE]} are no different."
    )
