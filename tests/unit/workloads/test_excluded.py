"""What a profile leaves out by an assumption, and a workload needs, is missing under that assumption's name."""

from workload_halls import cell_of, written

from septum.engines.results import Verdict
from septum.engines.workloads.results import Standing
from septum.spec.model import without

WORDS = (
    "class Guest(Principal, Sort):",
    '''class NoSharing(Assumption):
    """Nobody works at another's desk."""

    identifier = "excluded.sharing"
    kind = "exclusion"
    source = "of this test"


class Guest(Principal, Sort):''',
)
IMPORTS = ("from septum.language import (\n", "from septum.language import (\n    Assumption,\n")
SHARE = (
    '    @step(by="guest")\n    def write',
    '''    @step(by="other", unless=NoSharing)
    def peek(self, guest: Guest, other: Guest, desk: Desk) -> Paper:
        """Look at another's desk."""
        when(self.has(guest, desk))
        return self.paper(desk)

    @step(by="guest")
    def write''',
)
ASSUMED = ("    assumes = []", "    assumes = [NoSharing]")
WANTED = (
    "        self.write(bob, desk, paper)\n        assert self.owner(desk) == bob",
    "        self.peek(alice, bob, desk)\n        self.write(bob, desk, paper)\n        assert self.owner(desk) == bob",
)
RUN = (
    "    @example\n    def handed_over",
    "    @example(without=NoSharing)\n    def handed_over",
)
PEEKED = (
    "        self.write(alice, desk, paper)\n        self.hand_over",
    "        self.write(alice, desk, paper)\n        self.peek(alice, bob, desk)\n        self.hand_over",
)
SWAPS = (IMPORTS, WORDS, SHARE, ASSUMED, WANTED, RUN, PEEKED)


def test_the_excluded_step_is_named_with_the_assumption_and_the_proof() -> None:
    cell = cell_of(written(*SWAPS))
    assert (cell.standing, cell.by, cell.exclusion) == (Standing.MISSING, ("peek",), "excluded.sharing")
    assert cell.run == "handed_over" and cell.actions == 8
    assert cell.necessity is not None and cell.necessity.verdict is Verdict.PROVED


def test_where_it_is_not_excluded_the_workload_runs_and_is_open() -> None:
    cell = cell_of(without(written(*SWAPS), "NoSharing"))
    assert cell.standing is Standing.OPEN and cell.by == ("peek",)
    assert cell.attack is not None and cell.attack.replayed
