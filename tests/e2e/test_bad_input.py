"""Wrong commands and inputs: exit 2, nothing on standard output, each mistake with its code, no traceback."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]

_MISTAKES = {
    "verfiy deploy.yaml": ["SEP-CLI-001 error no command `verfiy`: did you mean `verify`?"],
    "frobnicate": ["SEP-CLI-001 error no command `frobnicate`"],
    "--fromat json": ["SEP-CLI-002 error septum has no option `--fromat`: did you mean `--format`?"],
    "prove minimal --indepndent": [
        "SEP-CLI-002 error `prove` has no option `--indepndent`: did you mean `--independent`?"
    ],
    "prove": ["SEP-CLI-003 error `prove` needs PROFILE: septum prove PROFILE"],
    "verify": ["SEP-CLI-003 error `verify` needs DEPLOYMENT: septum verify DEPLOYMENT"],
    "refute minimal": ["SEP-CLI-003 error `refute` needs --without NAME: septum refute PROFILE --without NAME"],
    "refute": [
        "SEP-CLI-003 error `refute` needs --without NAME: septum refute PROFILE --without NAME",
        "SEP-CLI-003 error `refute` needs PROFILE: septum refute PROFILE --without NAME",
        "2 errors; nothing was run",
    ],
    "prove minimla": ["SEP-CLI-004 error no profile `minimla`: did you mean `minimal`?"],
    "assumptions minimla": ["SEP-CLI-004 error no profile `minimla`: did you mean `minimal`?"],
    "explain take_back --profile minimla": ["SEP-CLI-004 error no profile `minimla`: did you mean `minimal`?"],
    "prove minimal --workers 0": ["SEP-CLI-005 error `--workers` takes a number from 1 to 1,024, not `0`"],
    "prove minimal --workers two": ["SEP-CLI-005 error `--workers` takes a number from 1 to 1,024, not `two`"],
    "prove minimal --workers=-1": ["SEP-CLI-005 error `--workers` takes a number from 1 to 1,024, not `-1`"],
    "prove minimal --budget 99999999999999999999999": [
        "SEP-CLI-005 error `--budget` takes a number from 1 to 1,000,000,000,000, not `99999999999999999999999`"
    ],
    "prove minimal --solver z4": [
        "SEP-CLI-005 error `--solver` does not know `z4`",
        "help: there are z3 and cvc5",
    ],
    "prove minimal --format yaml": [
        "SEP-CLI-005 error `--format` does not know `yaml`",
        "help: there are text and json",
    ],
    "verify examples/a30.yaml --on tomorrow": [
        "SEP-CLI-005 error `--on` takes a day such as 2027-06-30, not `tomorrow`"
    ],
    "prove minimal --budget": ["SEP-CLI-006 error `--budget` has no value: write `--budget N`"],
    "prove minimal --all=yes": ["SEP-CLI-006 error `--all` takes no value"],
    "prove minimal nova": ["SEP-CLI-007 error `nova` is too much: `prove` takes one PROFILE"],
    "profiles minimal": ["SEP-CLI-007 error `minimal` is too much: `profiles` takes no argument"],
    "show minimal.take_bak": ["SEP-CLI-008 error minimal has no step `take_bak`: did you mean `take_back`?"],
    "refute minimal --without take_back.NOT_INVALIDTED": [
        "SEP-CLI-008 error minimal has no `take_back.NOT_INVALIDTED` to drop: "
        "did you mean `take_back.NOT_INVALIDATED`?",
        "help: name a check (step.STATUS), news (step.NEWS), a view, an invariant or an assumption",
    ],
    "refute minimal --without take_back": [
        "SEP-CLI-008 error minimal has no `take_back` to drop",
        "help: of this step: take_back.NOT_LENT take_back.NOT_INVALIDATED take_back.NOT_IO_INVALIDATED take_back.TAKEN",
    ],
    "explain SEP-DEP-999": ["SEP-CLI-009 error no code `SEP-DEP-999`"],
    "explain mig.l3-barrier": [
        "SEP-CLI-009 error nothing is called `mig.l3-barrier` in minimal: did you mean `mig.l2-barrier`?",
        "help: codes, channels, and the names of a profile can be explained; --profile names another one",
    ],
    "corpus XSA-43": [
        "SEP-CLI-009 error no bug `XSA-43` in the corpus: did you mean `XSA-493`?",
        "help: `septum corpus --all` lists the bugs; a file of attack scripts ends in .py",
    ],
    "corpus src/septum/models/memory.py": [
        "SEP-CLI-014 error src/septum/models/memory.py has no attack script",
        'help: write one as a method of a concern: @example(without="step.STATUS", leak=True)',
    ],
    "prove examples/leaky_allocator.py --only tak/*": [
        "SEP-CLI-010 error no obligation of examples/leaky_allocator.py matches `tak/*`",
        "help: there are 6, such as `o_start/own_pages`; quote globs: '*/o_inv/*'",
    ],
    "prove minimal --workers 1 --workers 2": ["SEP-CLI-011 error `--workers` is given as `1` and as `2`: give it once"],
    "prove a b --bogus --workers x": [
        "SEP-CLI-002 error `prove` has no option `--bogus`",
        "SEP-CLI-005 error `--workers` takes a number from 1 to 1,024, not `x`",
        "SEP-CLI-007 error `b` is too much: `prove` takes one PROFILE",
        "3 errors; nothing was run",
    ],
}


@pytest.mark.parametrize("command", _MISTAKES)
def test_a_wrong_command_is_answered_with_its_code_and_the_user_s_own_words(command: str, septum: Run) -> None:
    done = septum(*command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == _MISTAKES[command]


@pytest.mark.parametrize("command", _MISTAKES)
def test_a_wrong_command_prints_one_document_where_json_is_wanted(
    command: str, septum: Run, validate: Validate
) -> None:
    if "--format" in command:
        pytest.skip("the format itself is the mistake")
    done = septum(*command.split(), "--format", "json")
    document = validate(done.stdout)
    assert (done.returncode, document["exit"]) == (2, 2)
    codes = {line.split()[0] for line in _MISTAKES[command] if line.startswith("SEP-")}
    assert {d["code"] for d in document["diagnostics"]} == codes


def _write(folder: Path, name: str, content: bytes) -> str:
    file = folder / name
    file.write_bytes(content)
    return name


@pytest.mark.parametrize("command", ["prove", "show", "assumptions", "refute"])
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.py", b""),
        ("binary.py", bytes(range(256))),
        ("syntax.py", b"class A(:\n"),
        ("nested.py", b"x = " + b"(" * 5000 + b")" * 5000),
        ("huge.py", b"#" * (1 << 21)),
        ("runs.py", b"import os\nos.system('touch ran')\n"),
    ],
)
def test_a_file_that_is_no_profile_is_a_located_error(
    command: str, name: str, content: bytes, septum: Run, tmp_path: Path
) -> None:
    file = _write(tmp_path, name, content)
    words = [command, file, *(["--without", "x"] if command == "refute" else [])]
    done = septum(*words, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, ""), done
    assert f"error {name}" in done.stderr and "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.yaml", b""),
        ("binary.yaml", bytes(range(256))),
        ("cyclic.yaml", b"a: &a [*a]\n"),
        ("deep.yaml", b"[" * 1000),
        ("twice.yaml", b"septum: 1\nseptum: 1\n"),
        ("laughs.yaml", b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"),
    ],
)
def test_a_file_that_is_no_deployment_is_a_located_error(
    name: str, content: bytes, septum: Run, tmp_path: Path, validate: Validate
) -> None:
    file = _write(tmp_path, name, content)
    done = septum("verify", file, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, ""), done
    assert f"error {name}" in done.stderr and "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].endswith("nothing was run")
    document = validate(septum("verify", file, "--format", "json", cwd=tmp_path).stdout)
    assert document["diagnostics"] and all(d["file"] == name for d in document["diagnostics"])


@pytest.mark.parametrize("file", sorted(path.name for path in (ROOT / "examples" / "broken").glob("*.yaml")))
def test_each_broken_example_is_refused_at_the_line_of_its_mistake(file: str, septum: Run) -> None:
    done = septum("verify", f"examples/broken/{file}")
    assert (done.returncode, done.stdout) == (2, "")
    header = re.compile(rf"SEP-DEP-\d{{3}} error examples/broken/{re.escape(file)}:\d+:\d+ \S")
    assert header.match(done.stderr), done.stderr
    assert done.stderr.splitlines()[-1].endswith("nothing was run")


@pytest.mark.parametrize("path", ["missing.yaml", ".", "/proc/self/mem", "/dev/null"])
def test_a_deployment_that_cannot_be_read_is_an_error(path: str, septum: Run) -> None:
    done = septum("verify", path)
    assert (done.returncode, done.stdout) == (2, ""), done
    assert f" {path}" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("path", ["missing.py", "./", "tests/nowhere.py"])
def test_a_profile_that_cannot_be_read_is_an_error(path: str, septum: Run) -> None:
    done = septum("prove", path)
    assert (done.returncode, done.stdout) == (2, ""), done
    assert "SEP-SPEC-004" in done.stderr and "Traceback" not in done.stderr


def test_after_two_dashes_nothing_is_an_option(septum: Run, tmp_path: Path) -> None:
    done = septum("prove", "--", "--all.py", cwd=tmp_path)
    assert done.returncode == 2 and "SEP-SPEC-004 error --all.py" in done.stderr
