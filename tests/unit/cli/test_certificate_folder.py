"""The directory of a certificate is written as a whole, and nothing of anybody else is lost."""

import json
from pathlib import Path

import pytest

from septum.cli.certificate_folder import check_folder, write_folder
from septum.diagnostics import InputError
from septum.report.certificate.manifest import KIND, MANIFEST


def files(**texts: str) -> dict[str, str]:
    """Files of a certificate, with their manifest; `Proof_v` stands for `Proof.v`."""
    named = {name.replace("_", "."): text for name, text in texts.items()}
    manifest = {"schema": KIND, "files": [{"path": name} for name in named]}
    return {**named, MANIFEST: json.dumps(manifest)}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_earlier_certificate_is_replaced_with_what_was_compiled_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "cert"
    write_folder(folder, files(Old_v="old", Makefile="m"))
    for made in ("Old.vo", "Old.vok", "Old.vos", "Old.glob", ".Old.aux"):
        (folder / made).touch()
    write_folder(folder, files(New_v="new"))
    assert names(folder) == ["New.v", MANIFEST] and names(folder.parent) == ["cert"]


def test_an_empty_directory_and_a_link_to_one_are_taken(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_folder(tmp_path / "link", files(New_v="new"))
    assert (tmp_path / "link").is_symlink() and names(tmp_path / "real") == ["New.v", MANIFEST]


@pytest.mark.parametrize("extra", ["Other.vo", "notes", ".git/config", "Old.v/x"])
def test_a_directory_with_anything_else_is_refused(extra: str, tmp_path: Path) -> None:
    write_folder(tmp_path / "cert", files(Old_v="old"))
    path = tmp_path / "cert" / extra
    if extra == "Old.v/x":
        path.parent.unlink()
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    before = names(tmp_path / "cert")
    for act in (check_folder, lambda folder: write_folder(folder, files(New_v="new"))):
        with pytest.raises(InputError) as refused:
            act(tmp_path / "cert")
        assert [d.code for d in refused.value.diagnostics] == ["SEP-CLI-015"]
        assert extra.split("/")[0] in refused.value.diagnostics[0].message
    assert names(tmp_path / "cert") == before and path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    "manifest", ["", "{", "[]", "{}", '{"schema": "x", "files": []}', json.dumps({"schema": KIND})]
)
def test_what_only_looks_like_a_certificate_is_left_alone(manifest: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(manifest, encoding="utf-8")
    (tmp_path / "Proof.v").touch()
    with pytest.raises(InputError):
        check_folder(tmp_path)


def test_a_certificate_that_cannot_be_written_leaves_the_earlier_one(tmp_path: Path) -> None:
    folder = tmp_path / "cert"
    write_folder(folder, files(Old_v="old"))
    with pytest.raises(InputError) as refused:
        write_folder(folder, {"New.v": "new", "no/such/folder.v": "x"})
    assert [d.code for d in refused.value.diagnostics] == ["SEP-CLI-013"]
    assert names(folder) == ["Old.v", MANIFEST] and names(tmp_path) == ["cert"]
