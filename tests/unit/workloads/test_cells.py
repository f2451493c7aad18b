"""A cell says isolated, open or missing only where a proof, a run or both show it."""

from workload_halls import cell_of, written

from septum.engines.minimal.parts import less_step
from septum.engines.results import Verdict
from septum.engines.workloads.results import Standing
from septum.spec.model import without

LATER = ("    @sees(Guest)\n    def own_desks", "{}    @sees(Guest)\n    def own_desks")
DRAFT = '''    @step(by="guest")
    def scribble(self, guest: Guest, desk: Desk, paper: Paper) -> None:
        """Leave a draft beside one's desk."""
        when(self.has(guest, desk))
        self.draft[desk] = paper

    @step(by="{by}")
    def tidy(self, {by}: Guest, desk: Desk, paper: Paper) -> None:
        """Somebody puts another draft there."""
        {own}self.draft[desk] = paper

'''
DRAWER = (
    "    paper: Map[Desk, Paper] = content()\n",
    "    paper: Map[Desk, Paper] = content()\n    draft: Map[Desk, Paper] = content()\n",
)
LAST = "        self.write(bob, desk, paper)\n        assert self.owner(desk) == bob"
SCRIBBLED = (LAST, "        self.scribble(alice, desk, paper)\n" + LAST)
TOLD = (
    "        self.write(alice, desk, paper)\n        self.hand_over",
    "        self.write(alice, desk, paper)\n        self.scribble(alice, desk, paper)\n        self.hand_over",
)


def drafts(by: str, own: str = "", seen: bool = False) -> list[tuple[str, str]]:
    view = "see(self.draft(desk), where=self.has(viewer, desk))"
    shown = "    @sees(Guest)\n    def own_drafts(self, viewer: Guest, desk: Desk) -> None:\n        " + view + "\n\n"
    step = DRAFT.format(by=by, own=own) + (shown if seen else "")
    # With one paper alone nothing could ever be changed.
    wanted, run = "def a_desk_serves_two(self, alice", "def handed_over(self, alice"
    more = [(text, text.replace("self,", "self, sheet: Paper,")) for text in (wanted, run)]
    return [*more, DRAWER, (LATER[0], LATER[1].format(step)), SCRIBBLED, TOLD]


def test_what_runs_on_a_proved_profile_is_isolated() -> None:
    cell = cell_of(written())
    assert (cell.standing, cell.by, cell.run) == (Standing.ISOLATED, (), "after_cleaning")
    assert cell.actions == 10 and cell.obligations > 0


def test_what_runs_on_a_leaking_profile_is_open_by_the_step_that_leaks_with_an_attack() -> None:
    cell = cell_of(without(written(), "give.DIRTY"))
    assert cell.standing is Standing.OPEN and cell.by == ("give",)
    assert cell.obligation.startswith("give/") and cell.attack is not None and cell.attack.replayed


def test_what_another_changes_unseen_is_open_though_all_is_proved() -> None:
    cell = cell_of(written(*drafts("other")))
    assert cell.standing is Standing.OPEN and cell.by == ("tidy",)
    found = cell.disturbance
    assert found is not None
    assert (found.tenant, found.step, found.by) == ("alice", "tidy", "bob")
    assert found.entry == "draft(desk)" and found.before != found.after


def test_what_the_tenant_alone_changes_is_not_open() -> None:
    assert cell_of(written(*drafts("other", own="when(self.has(other, desk))\n        "))).standing is Standing.ISOLATED


def test_what_a_view_shows_and_another_changes_is_refuted_and_not_called_unseen() -> None:
    cell = cell_of(written(*drafts("other", seen=True)))
    assert cell.standing is Standing.OPEN and cell.disturbance is None and cell.obligation.startswith("tidy/")


def test_a_capability_that_a_profile_lacks_is_missing_by_name_and_proved_to_be() -> None:
    model = written()
    cell = cell_of(model, less_step(model, "wipe"))
    assert (cell.standing, cell.by, cell.exclusion) == (Standing.MISSING, ("wipe",), "")
    assert cell.necessity is not None and cell.necessity.verdict is Verdict.PROVED
    assert cell.necessity.goal == "write(alice, desk, paper)"


def test_the_fewest_of_what_is_lacking_is_named() -> None:
    model = written()
    lacking = less_step(less_step(less_step(model, "wipe"), "paint"), "hand_over")
    assert cell_of(model, lacking).by == ("wipe",)


def test_nothing_is_said_where_no_run_is_known() -> None:
    swaps = (
        ("        self.hand_over(desk, bob)\n        self.write(bob, desk, paper)\n", ""),
        ("        self.give(bob, desk)\n        self.write(bob, desk, paper)\n", ""),
    )
    cell = cell_of(written(*swaps))
    assert cell.standing is Standing.UNKNOWN and "no run" in cell.detail
