"""`septum enumerate --trace` on a small run, in every way in which it could have been recorded."""

import gzip
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent / "recordings"
STRACE, FTRACE = HERE / "monitor.strace", HERE / "monitor.ftrace"
RECORDINGS = os.environ.get("SEPTUM_RECORDINGS", "")
Run = Callable[..., Any]
Validate = Callable[[str], dict[str, Any]]


@pytest.fixture
def enumerated(septum: Run, validate: Validate) -> Callable[..., dict[str, Any]]:
    """The document of a recording."""

    def enumerate_files(*files: Path | str) -> dict[str, Any]:
        done = septum("enumerate", "--trace", *map(str, files), "--format", "json")
        document = validate(done.stdout)
        assert done.returncode == document["exit"] and document["verdict"] is None
        return document

    return enumerate_files


def names(document: dict[str, Any]) -> dict[tuple[str, ...], dict[str, int]]:
    """What realises which capabilities, and how often."""
    return {
        tuple(row["capabilities"]): {seen["name"]: seen["count"] for seen in row["by"]} for row in document["realised"]
    }


def _accounted(document: dict[str, Any]) -> int:
    """How many ioctls have a place in the answer."""
    rows = [row["by"] for row in document["realised"]] + [row["of"] for row in document["outside"]]
    rows += [row["of"] for row in document["no_capability"]] + [document["unclassified"]]
    number = sum(
        seen["count"]
        for row in rows
        for seen in row
        if seen["recorded"] == "call" and not seen["name"].islower() and seen["name"] != "first KVM_RUN"
    )
    return number + sum(one["count"] for one in document["failed"])


def test_every_ioctl_and_every_iommu_event_has_one_place(enumerated: Callable[..., dict[str, Any]]) -> None:
    document = enumerated(STRACE, FTRACE)
    assert document["exit"] == 0 and document["unclassified"] == [] and document["unread_lines"] == 0
    assert (document["guests"], document["ioctls"], document["iommu_events"]) == (1, 33, 4)
    assert _accounted(document) == 33
    kernel = [s for row in document["realised"] for s in row["by"] if s["name"].startswith("iommu:")]
    assert sum(seen["count"] for seen in kernel) == 4


def test_each_row_proves_itself_by_its_first_line(enumerated: Callable[..., dict[str, Any]]) -> None:
    document = enumerated(STRACE, FTRACE)
    for row in document["realised"]:
        for seen in row["by"]:
            lines = Path(seen["first"]["file"]).read_text(encoding="utf-8").splitlines()
            word = {"first KVM_RUN": "KVM_RUN", "exit": "exited"}.get(seen["name"], seen["name"].split(":")[-1])
            assert word in lines[seen["first"]["line"] - 1]


def test_failed_calls_realise_nothing(enumerated: Callable[..., dict[str, Any]]) -> None:
    document = enumerated(STRACE)
    assert {(one["name"], one["error"], one["count"]) for one in document["failed"]} == {
        ("KVM_GET_SUPPORTED_CPUID", "E2BIG", 1),
        ("KVM_RUN", "EINTR", 1),
        ("VFIO_IOMMU_MAP_DMA", "EEXIST", 1),
    }
    assert names(document)["map_io",] == {"VFIO_IOMMU_MAP_DMA": 1}


def test_what_the_profile_leaves_out_names_the_assumption(enumerated: Callable[..., dict[str, Any]]) -> None:
    (outside,) = enumerated(STRACE)["outside"]
    assert (outside["excluded_by"], outside["of"][0]["name"]) == ("excluded.overcommit", "madvise")


def test_the_order_of_files_and_their_packing_change_nothing(
    enumerated: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    packed = tmp_path / "run"
    packed.write_bytes(gzip.compress(STRACE.read_bytes()))
    assert names(enumerated(FTRACE, packed)) == names(enumerated(STRACE, FTRACE))


def test_a_request_that_nobody_knows_is_shown_and_leaves_the_answer_open(septum: Run, tmp_path: Path) -> None:
    written = tmp_path / "run"
    line = "500  1796000000.900000 ioctl(8<anon_inode:kvm-vm>, _IOC(_IOC_NONE, 0xae, 0xff, 0), 0) = 0\n"
    lines = STRACE.read_text(encoding="utf-8").splitlines(keepends=True)
    written.write_text("".join([*lines[:-2], line, *lines[-2:]]), encoding="utf-8")
    done = septum("enumerate", "--trace", str(written))
    assert done.returncode == 3
    assert "1 unclassified" in done.stdout and "strace:44" in done.stdout and "0xff" in done.stdout


def test_a_line_that_nobody_reads_is_shown_and_leaves_the_answer_open(septum: Run, tmp_path: Path) -> None:
    written = tmp_path / "run"
    written.write_text(STRACE.read_text(encoding="utf-8") + "500 179600\x1b[31m\n", encoding="utf-8")
    done = septum("enumerate", "--trace", str(written))
    assert done.returncode == 3
    assert "not read      strace:46" in done.stdout and "\x1b" not in done.stdout


def test_a_capability_that_a_profile_lacks_is_named(septum: Run) -> None:
    done = septum("enumerate", "--trace", str(STRACE), "--profile", "examples/benign_allocator.py")
    assert done.returncode == 0
    lacking = " ".join(done.stdout.split("lacking ")[1].split())
    assert "create, by KVM_CREATE_VM" in lacking and "map_io, by VFIO_IOMMU_MAP_DMA" in lacking


def test_files_whose_clocks_differ_are_read_one_after_the_other_and_that_is_said(septum: Run, tmp_path: Path) -> None:
    written = tmp_path / "run"
    lines = FTRACE.read_text(encoding="utf-8")
    written.write_text(lines.replace(" 1796000000.", " 12."), encoding="utf-8")
    done = septum("enumerate", "--trace", str(STRACE), str(written))
    assert done.returncode == 0 and "their clocks do not agree" in " ".join(done.stdout.split())


def test_bad_files_are_reported_together(septum: Run, validate: Validate, tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("", encoding="utf-8")
    done = septum("enumerate", "--trace", str(tmp_path / "empty"), str(tmp_path / "missing"), "--format", "json")
    document = validate(done.stdout)
    assert [one["code"] for one in document["diagnostics"]] == ["SEP-TRC-002", "SEP-TRC-001"]


@pytest.mark.parametrize("words", [(), ("examples/seven-tenants.yaml", "--trace", str(STRACE))])
def test_a_deployment_or_recordings_are_needed_and_not_both(words: tuple[str, ...], septum: Run) -> None:
    done = septum("enumerate", *words)
    assert done.returncode == 2 and "SEP-CLI-003" in done.stderr


def _recorded(folder: Path) -> list[tuple[str, ...]]:
    """The files of a recording, alone and together."""
    found = {kind: [str(file) for file in sorted(folder.glob(f"*{kind}*"))] for kind in ("strace", "ftrace", "iodump")}
    straced, traced = found["strace"], found["ftrace"]
    dumped = [file for file in found["iodump"] if Path(file).name.startswith("iodump")]
    sets = [straced, traced, dumped, straced + traced, straced + dumped, straced + traced + dumped]
    return [tuple(files) for files in dict.fromkeys(map(tuple, sets)) if files]


@pytest.mark.skipif(not RECORDINGS, reason="SEPTUM_RECORDINGS names no folder of recordings")
@pytest.mark.parametrize("folder", sorted(Path(RECORDINGS).iterdir()) if RECORDINGS else [], ids=lambda one: one.name)
def test_recordings_of_real_monitors_are_accounted_for_as_a_whole(
    folder: Path, enumerated: Callable[..., dict[str, Any]]
) -> None:
    for files in _recorded(folder):
        document = enumerated(*files)
        assert document["exit"] == 0, files
        assert document["unclassified"] == [] and document["unread_lines"] == 0
        assert _accounted(document) == document["ioctls"]
