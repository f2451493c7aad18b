"""Two files that must not pass: programs that let them are not believed in anything else."""

from septum.engines.certify.checking.messages import rejection
from septum.engines.certify.checking.processes import End
from septum.engines.certify.checking.rechecking import Summary, read_summary
from septum.engines.certify.checking.results import Problem
from septum.engines.certify.checking.workplace import Workplace
from septum.engines.results import Verdict
from septum.obligations.development import VFile

PREFIX = "Control"
_AXIOM = f"{PREFIX}.Assumed.assumed"
_WRONG = VFile("Wrong.v", "Lemma wrong : 1 = 2.\nProof. reflexivity. Qed.\n")
_ASSUMED = VFile("Assumed.v", "Axiom assumed : 1 = 2.\nLemma used : 2 = 1.\nProof. symmetry. exact assumed. Qed.\n")


def run_controls(place: Workplace) -> tuple[Problem, ...]:
    """Whether `coqc` refuses a wrong proof, and `coqchk` names an axiom. The folder of the workplace is its own."""
    for file in (_WRONG, _ASSUMED):
        (place.folder / file.name).write_text(file.text, encoding="utf-8")
    wrong, assumed = place.compile(_WRONG.name), place.compile(_ASSUMED.name)
    problems: list[Problem] = []
    ran = wrong.result()
    if ran.end is End.EXITED and (ran.status == 0 or rejection(_WRONG, ran.err) is None):
        problems.append(Problem(Verdict.ERROR, "this coqc does not refuse a wrong proof: nothing it says is believed"))
    if assumed.result().status == 0:
        summary = read_summary(place.recheck([f"{PREFIX}.{_ASSUMED.module}"]).result())
        if isinstance(summary, Summary) and not any(_AXIOM in line for line in summary.trusted):
            problems.append(Problem(Verdict.ERROR, "this coqchk does not name an axiom: nothing it says is believed"))
    return tuple(problems)
