"""A run knows the procedures that its own text calls, with their lines."""

from pathlib import Path

from septum.spec.load import load_profile

TEXT = (Path(__file__).parent / "models" / "desks.py").read_text(encoding="utf-8")
PROCEDURES = '''    def work(self, guest: Guest, desk: Desk, paper: Paper) -> None:
        """A guest works.

        For as long as it likes.
        """
        self.write(guest, desk, paper)

    def nothing(self) -> None:
        """Nothing happens."""

    def replace(self, guest: Guest, desk: Desk, paper: Paper) -> None:
        """Another works there."""
        self.work(guest, desk, paper)
        assert self.owner(desk) == guest

    @workload
'''
BODY = """        self.write(alice, desk, paper)
        self.write(bob, desk, paper)
        assert self.owner(desk) == bob
"""


def test_a_workload_knows_its_events_in_order_with_their_lines_and_not_those_inside_them() -> None:
    body = """        self.work(alice, desk, paper)
        self.nothing()
        self.write(alice, desk, paper)
        self.replace(bob, desk, paper)
"""
    assert TEXT.count(BODY) == 1
    text = TEXT.replace(BODY, body).replace("    @workload\n", PROCEDURES)
    workload = load_profile("mine.py", {"mine.py": text}).workloads[0]
    found = [(h.name, h.doc, h.first, h.end) for h in workload.happenings]
    assert found == [
        ("work", "A guest works.", 0, 1),
        ("nothing", "Nothing happens.", 1, 1),
        ("replace", "Another works there.", 2, 4),
    ]
    assert len(workload.script) == 4
    line = text.splitlines().index("        self.replace(bob, desk, paper)") + 1
    assert workload.happenings[2].span.line == line


def test_lines_that_are_no_procedures_are_no_events() -> None:
    assert load_profile("mine.py", {"mine.py": TEXT}).workloads[0].happenings == ()
