"""A step that changes what another sees without a word is reported at the line that does it."""

from pathlib import Path

from septum.obligations import generate
from septum.obligations.places import place_in_step
from septum.spec.load import load_profile

FILE = Path(__file__).parents[3] / "examples" / "gossip.py"


def test_an_untold_change_is_reported_at_the_update_that_makes_it() -> None:
    model = load_profile(str(FILE))
    obligation = next(o for o in generate(model) if o.identifier == "whisper/o_write/own_register")
    place = place_in_step(obligation, model)
    assert place is not None
    assert FILE.read_text().splitlines()[place.line - 1].strip() == "self.register[spy] = word"
    assert place != obligation.target_span


def test_a_refusal_is_reported_at_its_own_line() -> None:
    model = load_profile("minimal")
    obligation = next(o for o in generate(model) if o.identifier == "load/o_status/FAULT")
    assert place_in_step(obligation, model) is None


def test_what_breaks_an_invariant_is_reported_at_the_update() -> None:
    model = load_profile("minimal")
    obligation = next(o for o in generate(model) if o.identifier == "bind/o_inv/the_gpu_serves_as_told")
    place = place_in_step(obligation, model)
    assert place is not None
    assert place.file == "instances.py"
