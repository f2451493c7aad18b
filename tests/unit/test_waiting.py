"""What waits is not refused; but what is refused before it would wait is an answer, and must not tell."""

from pathlib import Path

from septum.engines.prove import prove
from septum.engines.refute.search import search
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.spec.load import load_profile
from septum.spec.model import Model

FILE = Path(__file__).parent / "models" / "lockers.py"
TURN = "        waits(self.turn(guest))\n"
PROBE = '        refuse(SEALED, "somebody has a locker", when=any(self.owned[:]))\n'
FREE = "        waits(not any(self.owned[:]))\n"


def model(*body: str) -> Model:
    text = FILE.read_text()
    assert TURN in text
    return load_profile(str(FILE), {str(FILE): text.replace(TURN, "".join(body))})


def violated(judged: Model) -> set[str]:
    result = prove(judged, Settings(only=("put/o_status/*",)))
    assert result.verdict in (Verdict.PROVED, Verdict.VIOLATED)
    return {o.identifier for o in result.outcomes if o.verdict is Verdict.VIOLATED}


def test_a_refusal_before_the_turn_is_an_answer() -> None:
    judged = model(PROBE, FREE)
    assert violated(judged) == {"put/o_status/SEALED"}
    attack = search(judged, judged)
    assert attack is not None
    assert attack.fall.property == "fingerprint"


def test_a_refusal_after_the_turn_is_answered_when_it_has_come() -> None:
    assert violated(model(FREE, PROBE)) == set()
