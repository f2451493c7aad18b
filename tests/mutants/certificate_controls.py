"""Old proofs for changed statements: developments of small models, and what coqc says when a statement is edited."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from attrs import frozen

from septum.cli.developing import develop
from septum.engines.certify.checking.assumptions import assumptions_file
from septum.engines.certify.checking.messages import rejection
from septum.engines.certify.checking.tools import environment
from septum.engines.prove import judge
from septum.engines.results import Verdict
from septum.engines.settings import Settings
from septum.export.rocq.development import THEORY
from septum.export.rocq.names import Names
from septum.export.rocq.statement import statement_files
from septum.obligations import generate
from septum.obligations.development import VFile
from septum.obligations.spelt_news import in_order
from septum.spec.digest import model_digest
from septum.spec.load import load_profile
from septum.spec.model import Model

HAS_ROCQ = shutil.which("coqc") is not None
ROOT = Path(__file__).parents[2]
STATEMENT = ("World.v", "Excluded.v", "Statement.v")
"""What is printed of a specification. All else of a development is theory or proof."""
_LEMMA = re.compile(r"^Lemma (\w+)\b.*?\bQed\.$", re.MULTILINE | re.DOTALL)
_PROOFS = re.compile(r"Proof\d+\.v")
_PROOF = re.compile(r"^Proof\..*", re.MULTILINE | re.DOTALL)


@frozen
class Rejected:
    """Where coqc stopped: a file, and the lemma in it."""

    file: str
    lemma: str
    message: str


@frozen(eq=False)
class Certified:
    """A development that coqc accepts, compiled in `folder`, and the file of its profile."""

    path: Path
    model: Model
    files: tuple[VFile, ...]
    folder: Path

    @property
    def text(self) -> str:
        """The text of the profile."""
        return self.path.read_text(encoding="utf-8")

    def file(self, name: str) -> VFile:
        """The file of that name."""
        return next(file for file in self.files if file.name == name)

    def linked(self, folder: Path) -> Path:
        """A folder with all that is compiled, but the theorem and what is asked of it."""
        for file in self.files:
            if file.name not in ("Theorem.v", "Assumptions.v"):
                (folder / f"{file.module}.vo").symlink_to(self.folder / f"{file.module}.vo")
        return folder

    def edited(self, old: str, new: str) -> Model:
        """The model with another text in one place of its profile."""
        text = self.text
        assert text.count(old) == 1, f"{self.path.name} has {text.count(old)} times {old!r}"
        return load_profile(str(self.path), {self.model.span.file: text.replace(old, new)})

    def printed(self, edit: Mapping[str, str]) -> dict[str, str]:
        """A file of the statement, with another text in one place of it."""
        text = self.file(edit["file"]).text
        assert text.count(edit["old"]) == 1, f"{edit['file']} has {text.count(edit['old'])} times {edit['old']!r}"
        return {edit["file"]: text.replace(edit["old"], edit["new"])}

    def statement(self, model: Model) -> dict[str, str]:
        """The statement of another model, under this one's digest: what did not change is the same text."""
        ordered = in_order(model)
        texts = dict(statement_files(ordered, Names.of(ordered)))
        new, old = model_digest(ordered), model_digest(in_order(self.model))
        return {name: texts[name].replace(new, old) for name in STATEMENT}

    def rejected(self, changed: Mapping[str, str], folder: Path, only: Iterable[str] | None = None) -> Rejected | None:
        """The first file after the changed ones that coqc does not accept, None where it accepts all.

        What depends on nothing that changed is not compiled again. `only`: with what changed, these are compiled.
        """
        anew: set[str] = set()
        for file in sorted(self.files, key=lambda f: f.name == "Policy.v"):
            old = self.folder / f"{file.module}.vo"
            text = changed.get(file.name, file.text)
            if text == file.text and anew.isdisjoint(file.requires):
                (folder / old.name).symlink_to(old)
                continue
            anew.add(file.name)
            if only is not None and file.name not in changed and file.name not in only:
                continue
            found = compiled(VFile(file.name, text, file.requires), folder)
            if found is not None:
                return found
        return None


def compiled(file: VFile, folder: Path) -> Rejected | None:
    """Compile one file beside those that it requires."""
    (folder / file.name).write_text(file.text, encoding="utf-8")
    command = ["coqc", "-q", "-noglob", "-w", "none", "-R", ".", "Septum", file.name]
    settings = environment(folder)
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode == 0:
        return None
    problem = rejection(file, done.stderr)
    assert problem is not None, done.stderr
    return Rejected(file.name, problem.lemma, problem.text)


def theory(folder: Path) -> None:
    """Compile the theory, which is the same for all models."""
    source = files("septum.export.rocq") / "theory"
    for name in THEORY:
        found = compiled(VFile(name, (source / name).read_text(encoding="utf-8")), folder)
        assert found is None, found


def certified(name: str, theory: Path, folder: Path) -> Certified:
    """The development of a model, compiled beside the theory; all of it must be accepted."""
    path = next(p for p in (ROOT / "tests/unit/models" / f"{name}.py", ROOT / "examples" / f"{name}.py") if p.exists())
    model = load_profile(str(path))
    development = develop(model, Settings(workers=1))
    every = (*development.files, assumptions_file(development))
    for file in every:
        if file.name in THEORY:
            (folder / f"{file.module}.vo").symlink_to(theory / f"{file.module}.vo")
        else:
            found = compiled(file, folder)
            assert found is None, f"{name}: {found}"
    return Certified(path, model, every, folder)


def prefix(identifier: str) -> str:
    """With what the names of the lemmas begin that are about the step and the clause of an obligation."""
    *where, clause, _ = identifier.split("/")
    return "__".join([*(step for steps in where for step in steps.split("+")), clause.removeprefix("o_")])


def alone(development: Iterable[VFile], concerned: str) -> dict[str, str]:
    """Files of proofs with those lemmas only whose names begin so."""
    return _proofs(development, lambda name, text: text if name.startswith(concerned) else "")


def admitted(development: Iterable[VFile]) -> dict[str, str]:
    """Files of proofs in which every lemma of which the theorem speaks is let through, and no other stands."""
    said = "".join(file.text for file in development if file.name == "Theorem.v")
    words = frozenset(re.findall(r"\w+", said))
    return _proofs(development, lambda name, text: _PROOF.sub("Admitted.", text) if name in words else "")


def _proofs(development: Iterable[VFile], lemma: Callable[[str, str], str]) -> dict[str, str]:
    proofs = (file for file in development if _PROOFS.fullmatch(file.name))
    return {file.name: _LEMMA.sub(lambda found: lemma(found[1], found[0]), file.text) for file in proofs}


def violated(model: Model, identifier: str) -> bool:
    """Does septum's own prover refute this obligation?"""
    asked = [o for o in generate(model) if o.identifier == identifier]
    assert asked, f"there is no obligation {identifier}"
    outcomes = judge(asked, Settings(solvers=("z3",), workers=1))
    return any(outcome.verdict is Verdict.VIOLATED for outcome in outcomes)
