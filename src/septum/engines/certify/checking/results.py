"""What Rocq said of a development. Pure data; `septum.report` prints it."""

from attrs import field, frozen

from septum.engines.results import Verdict, worst


@frozen
class Problem:
    """A reason why a certificate is not proved.

    `verdict`: what it makes of the whole. `text`: what is wrong. `file`, `line` and `column`: where, from 1, and 0
    where no place is known. `lemma`: the lemma at that place, empty where there is none.
    """

    verdict: Verdict
    text: str
    file: str = ""
    line: int = 0
    column: int = 0
    lemma: str = ""


@frozen
class FileOutcome:
    """A file and what `coqc` made of it: PROVED where it was accepted, NOT_RUN where a file that it needs was not."""

    name: str
    verdict: Verdict
    seconds: float = 0.0


@frozen
class Proved:
    """What `Print Assumptions` said of a claim: `assumptions` are its lines, none where the claim is closed."""

    theorem: str
    statement: str
    sentence: str
    assumptions: tuple[str, ...] = ()


@frozen
class Rechecked:
    """What `coqchk` did: the libraries that it checked, the constants in them, and what it lists as taken on trust.

    `own` of the libraries are of the development, the others of Rocq's library.
    """

    libraries: tuple[str, ...] = ()
    own: int = 0
    constants: int = 0
    trusted: tuple[str, ...] = ()


@frozen
class Times:
    """Wall times, in seconds. `coqchk` includes `Print Assumptions`, which is asked beside it."""

    coqc: float = 0.0
    coqchk: float = 0.0


@frozen
class Checked:
    """A development after it was checked.

    `rocq`: the version. `files`: in their order. `claims`: empty where `Print Assumptions` gave no answer. `rechecked`:
    None where `coqchk` gave none.
    """

    rocq: str
    files: tuple[FileOutcome, ...]
    claims: tuple[Proved, ...] = ()
    rechecked: Rechecked | None = None
    problems: tuple[Problem, ...] = ()
    workers: int = 1
    times: Times = field(factory=Times, eq=False)

    @property
    def verdict(self) -> Verdict:
        """PROVED where every file was accepted, every claim is closed, all was checked again, and nothing is wrong."""
        if self.problems:
            return worst([problem.verdict for problem in self.problems])
        accepted = bool(self.files) and all(file.verdict is Verdict.PROVED for file in self.files)
        closed = bool(self.claims) and not any(claim.assumptions for claim in self.claims)
        again = self.rechecked is not None and bool(self.rechecked.constants) and not self.rechecked.trusted
        return Verdict.PROVED if accepted and closed and again else Verdict.UNKNOWN
