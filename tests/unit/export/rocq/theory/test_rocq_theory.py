"""The theory of isolation in Rocq: no axioms, not empty, and it refuses cores that do not isolate."""

import re
import shutil
import subprocess
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    shutil.which("coqc") is None or shutil.which("coqchk") is None, reason="there is no Rocq on this machine"
)

HERE = Path(__file__).parent
THEORY = ("Lists", "Isolation", "Unwinding", "Obligations", "Refinement", "Choices")
MUTANTS = tomllib.loads((HERE / "mutants.toml").read_text(encoding="utf-8"))
THEOREMS = {
    "Unwinding": ("unwinding", "by_itself"),
    "Obligations": ("isolation", "always", "nothing_is_lost"),
    "Refinement": ("refinement", "refines_always"),
    "Choices": (
        "fewer_isolated",
        "programmed_isolated",
        "programmed_keeps",
        "restricted_isolates",
        "without_isolates",
    ),
    "Toy": ("toy_isolates", "toy_always"),
    "ToyRun": ("story_runs", "so_it_gets_the_same"),
    "Layers": ("any_allocator", "one_that_remembers", "one_guest_ever", "nobody_sends", "buffer_isolated"),
    "Leaky": ("leaky_leaks", "silent_leaks", "the_door_keeps_its_secret", "the_door_withholds", "the_coin_withholds"),
}


def _run(program: str, *arguments: str, inside: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [program, "-R", str(inside), "Theory", *arguments],
        cwd=inside,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _compile(folder: Path, *names: str) -> str:
    said = ""
    for name in names:
        done = _run("coqc", f"{name}.v", inside=folder)
        assert done.returncode == 0, done.stderr
        said += done.stdout
    return said


@pytest.fixture(scope="module")
def theory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The generic theory, compiled."""
    folder = tmp_path_factory.mktemp("theory")
    for name in THEORY:
        text = (files("septum.export.rocq.theory") / f"{name}.v").read_text(encoding="utf-8")
        (folder / f"{name}.v").write_text(text, encoding="utf-8")
    _compile(folder, *THEORY)
    return folder


def test_the_theory_needs_nothing_but_truth_values() -> None:
    for name in THEORY:
        text = (files("septum.export.rocq.theory") / f"{name}.v").read_text(encoding="utf-8")
        imported = re.findall(r"^From (\w+) Require (?:Import|Export) ([^.]*)\.", text, re.MULTILINE)
        assert imported in ([], [("Coq", "Bool")]), name
        assert not re.search(r"\b(Axiom|Parameter|Admitted|admit|Conjecture)\b", text), name


def test_cores_that_isolate_are_proved_and_cores_that_leak_refuted_without_axioms(theory: Path) -> None:
    for name in ("Toy", "ToyRun", "Layers", "Leaky"):
        shutil.copy(HERE / f"{name}.v", theory)
    _compile(theory, "Toy")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda name: _compile(theory, name), ("ToyRun", "Layers", "Leaky")))

    asked = [(module, name) for module, names in THEOREMS.items() for name in names]
    lines = [f"Require {module}." for module in THEOREMS]
    lines += [f"Print Assumptions Theory.{module}.{name}." for module, name in asked]
    (theory / "Asked.v").write_text("\n".join(lines), encoding="utf-8")
    assert _compile(theory, "Asked").count("Closed under the global context") == len(asked)

    modules = [part for module in (*THEORY, *THEOREMS) for part in ("-norec", f"Theory.{module}")]
    checked = _run("coqchk", "-silent", "-o", *modules, inside=theory)
    assert checked.returncode == 0, checked.stderr
    assert re.search(r"\* Axioms: <none>", checked.stdout + checked.stderr)


@pytest.mark.parametrize("name", MUTANTS)
def test_the_toys_proofs_are_refused_where_the_toy_is_wrong(name: str, theory: Path, tmp_path: Path) -> None:
    mutant = MUTANTS[name]
    text = (HERE / "Toy.v").read_text(encoding="utf-8")
    assert text.count(mutant["old"]) == 1
    text = _only_proof_of(mutant["lemma"], text.replace(mutant["old"], mutant["new"]))
    (tmp_path / "Toy.v").write_text(text, encoding="utf-8")
    done = _run("coqc", "-R", str(theory), "Theory", "Toy.v", inside=tmp_path)
    assert done.returncode == 1
    place = re.search(r'File "./Toy.v", line (\d+), characters [-\d]+:\nError', done.stderr)
    assert place is not None, done.stderr
    assert _lemma_at(int(place[1]), text) == mutant["lemma"], done.stderr


def test_the_same_proofs_pass_where_nothing_is_wrong(theory: Path, tmp_path: Path) -> None:
    """Each that a mutant must fail at, with the others left out: it is not for want of them that mutants fail."""
    text = (HERE / "Toy.v").read_text(encoding="utf-8")
    (tmp_path / "Toy.v").write_text(_only_proof_of("prompt", text), encoding="utf-8")
    done = _run("coqc", "-R", str(theory), "Theory", "Toy.v", inside=tmp_path)
    assert done.returncode == 0, done.stderr


_COSTLY = ("status", "reply", "write", "inv", "news", "own_step")


def _only_proof_of(lemma: str, text: str) -> str:
    """The proofs that take long are left out, but for one: it is that one which must fail."""
    for name in _COSTLY:
        if name != lemma:
            text, changed = re.subn(rf"(?s)(Lemma {name} :.*?\n)Proof\..*?Qed\.", r"\1Admitted.", text, count=1)
            assert changed == 1
    return text


def _lemma_at(line: int, text: str) -> str:
    """The last lemma or theorem that begins before the end of a line."""
    found = re.findall(r"^(?:Lemma|Theorem|Definition|Record) (\w+)", "\n".join(text.splitlines()[:line]), re.MULTILINE)
    return found[-1]
