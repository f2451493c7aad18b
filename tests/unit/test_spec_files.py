"""Files that are no specification, and specifications that are too much: always a diagnostic, soon."""

import os
import subprocess
import sys
from pathlib import Path
from types import FunctionType

import pytest

from septum import language
from septum.diagnostics import Diagnostic, InputError
from septum.diagnostics.render import render
from septum.spec.load import load_profile
from septum.spec.words import WORDS

MINIMUM = """
from septum.language import Concern, Principal, Profile, Relation, Sort, core, invariant
from septum.models.isolation import Isolation


class Guest(Principal, Sort):
    pass


class Mine(Concern):
    lent: Relation[Guest] = core()

    @invariant
    def it_holds(self, guest: Guest) -> bool:
        return EXPRESSION


class Whole(Profile):
    includes = [Mine]
    observers = [Guest]
    property = Isolation
    assumes = []
"""


def reported(path: Path | str) -> list[Diagnostic]:
    with pytest.raises(InputError) as raised:
        load_profile(str(path))
    assert render(raised.value)[-1].endswith("nothing was run")
    return list(raised.value.diagnostics)


def only(path: Path | str, code: str) -> str:
    found = reported(path)
    assert [diagnostic.code for diagnostic in found] == [code]
    return found[0].message


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return tmp_path / "mine.py"


def test_the_words_are_those_of_the_language() -> None:
    public = {name for name, value in vars(language).items() if isinstance(value, type | FunctionType)}
    own = {name for name in public if vars(language)[name].__module__ == language.__name__}
    assert {name for name in own if not name.startswith("_")} == WORDS


# --- SEP-SPEC-004


def test_a_file_that_is_not_there(mine: Path) -> None:
    assert only(mine, "SEP-SPEC-004") == "cannot be read: No such file or directory"


def test_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder.py"
    folder.mkdir()
    assert only(folder, "SEP-SPEC-004") == "this is a folder, not a file"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(mine: Path) -> None:
    mine.write_text("")
    mine.chmod(0)
    assert only(mine, "SEP-SPEC-004") == "cannot be read: Permission denied"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.py"
    os.mkfifo(pipe)
    assert only(pipe, "SEP-SPEC-004") == "this is not an ordinary file"


def test_a_device_without_end() -> None:
    assert only("/dev/zero", "SEP-SPEC-004") == "this is not an ordinary file"


def test_a_text_in_another_encoding(mine: Path) -> None:
    mine.write_bytes("# Größe\n".encode("latin-1"))
    assert only(mine, "SEP-SPEC-004") == "byte 4 is not UTF-8: this is not a text"


def test_a_program(mine: Path) -> None:
    mine.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(64))
    assert [d.code for d in reported(mine)] == ["SEP-SPEC-001"]


def test_a_link_to_itself(mine: Path) -> None:
    mine.symlink_to(mine)
    assert only(mine, "SEP-SPEC-004").startswith("cannot be read")


def test_a_path_that_no_file_can_have() -> None:
    assert only("no\0file.py", "SEP-SPEC-004").startswith("cannot be read")


def test_a_file_of_more_than_a_mebibyte(mine: Path) -> None:
    mine.write_text("#" * (2**20 + 1))
    assert only(mine, "SEP-SPEC-004") == "the file has 1,048,577 bytes, more than 1,048,576"


def test_a_byte_order_mark_is_no_mistake(mine: Path) -> None:
    mine.write_text("\ufeff" + MINIMUM.replace("EXPRESSION", "self.lent(guest)"), encoding="utf-8")
    assert load_profile(str(mine)).name == str(mine)


# --- nothing of a specification is run


def test_a_specification_is_never_run(mine: Path) -> None:
    marker = mine.parent / "ran"
    mine.write_text(f"from pathlib import Path\nPath({str(marker)!r}).touch()\n")
    assert reported(mine)
    assert not marker.exists()


def test_the_same_mistakes_give_the_same_text_in_any_process(mine: Path) -> None:
    mine.write_text(MINIMUM.replace("EXPRESSION", "self.lnet(gest) and self.lent(self.lent) == nobody"))
    program = (
        "import sys\nfrom septum.diagnostics import InputError\nfrom septum.diagnostics.render import render\n"
        "from septum.spec.load import load_profile\n"
        "try:\n    load_profile(sys.argv[1])\nexcept InputError as error:\n    print('\\n'.join(render(error)))\n"
    )
    source = str(Path(language.__file__).parents[1])
    said = {
        subprocess.run(
            [sys.executable, "-c", program, str(mine)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": source, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(said) == 1
    assert "error" in said.pop()
