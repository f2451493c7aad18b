"""Files of a recording together: formats by content, order by time, arguments from a dump, and bad files."""

import gzip
import lzma
import os
import tracemalloc
from pathlib import Path

import pytest
from recorded_lines import written

from septum.diagnostics import InputError
from septum.traces.events import Call, KernelEvent
from septum.traces.reading import Clock, Format, open_sources, read_sources, read_traces

CREATE = "7 1795248236.000001 ioctl(3</dev/kvm>, KVM_CREATE_VM, 0) = 8<anon_inode:kvm-vm>"
MAP = "7 1795248236.000005 ioctl(11</dev/vfio/vfio>, VFIO_DEVICE_PCI_HOT_RESET or VFIO_IOMMU_MAP_DMA, 0x7ffe) = 0"
EVENT = " q-7 [001] ..... 1795248236.000003: map: IOMMU: iova=0x0 - 0x1000 paddr=0x5000 size=4096"
DUMPED = (
    "1795248236.000009 7 fd=11 req=0x3b71 type=0x3b nr=0x71 size=0 arg=0x7ffe "
    "in=2000000003000000 out=same ret=0 errno=0"
)
FAILED = (
    "1795248236.000007 9 fd=3 req=0xffffffffc004ae02 type=0xae nr=0x02 size=4 arg=0x7ffe "
    "in=00000000 out=61000000 ret=-1 errno=7"
)


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    """The codes of what was reported."""
    return [one.code for one in error.value.diagnostics]


def test_what_a_file_is_its_lines_say_and_not_its_name(tmp_path: Path) -> None:
    names = [
        written(tmp_path, "a.txt", CREATE),
        written(tmp_path, "b.strace", EVENT),
        written(tmp_path, "c.ftrace", DUMPED),
    ]
    found = open_sources(names)
    assert [one.format for one in found] == [Format.STRACE, Format.FTRACE, Format.DUMP]
    assert {one.clock for one in found} == {Clock.EPOCH}


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_compressed_files_are_read_whatever_they_are_called(pack: object, tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes(pack(f"{CREATE}\n".encode()))  # type: ignore[operator]
    assert len(list(read_traces([str(path)]))) == 1


def test_files_are_merged_by_time(tmp_path: Path) -> None:
    names = [written(tmp_path, "a", CREATE, MAP), written(tmp_path, "b", EVENT)]
    for order in (names, names[::-1]):
        assert [type(one) for one in read_traces(order)] == [Call, KernelEvent, Call]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    name = written(tmp_path, "a", CREATE)
    assert len(list(read_traces([name, name]))) == 1


def test_a_dump_gives_the_bytes_behind_a_pointer(tmp_path: Path) -> None:
    names = [written(tmp_path, "a", CREATE, MAP), written(tmp_path, "b", DUMPED)]
    create, mapping = (one for one in read_traces(names) if isinstance(one, Call))
    assert (create.given, mapping.given, mapping.returned) == (None, bytes.fromhex("2000000003000000"), mapping.given)


def test_a_record_of_another_request_is_not_given_to_a_call(tmp_path: Path) -> None:
    other = DUMPED.replace("req=0x3b71", "req=0x3b72")
    found = list(read_traces([written(tmp_path, "a", MAP), written(tmp_path, "b", other)]))
    assert [(one.at.file[-1], one.given is None) for one in found if isinstance(one, Call)] == [
        ("a", True),
        ("b", False),
    ]


def test_a_dump_alone_is_calls(tmp_path: Path) -> None:
    found = [one for one in read_traces([written(tmp_path, "b", FAILED, DUMPED)]) if isinstance(one, Call)]
    assert [(one.arguments[0], one.error, one.result) for one in found] == [
        ("0xc004ae02", "E2BIG", "-1"),
        ("0x3b71", None, "0"),
    ]
    assert found[0].returned == bytes.fromhex("61000000")


def test_text_in_a_dump_is_text(tmp_path: Path) -> None:
    line = DUMPED.replace("0x3b71", "0x3b6a").replace("in=2000000003000000 out=same", 'in="0000:01:00.1" out=')
    (found,) = (one for one in read_traces([written(tmp_path, "b", line)]) if isinstance(one, Call))
    assert found.given == b"0000:01:00.1\0"


def test_everything_wrong_with_any_file_is_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "binary").write_bytes(b"\x17\x08\x44tracing\x00\x00\n\x00\n")
    names = [
        str(tmp_path / "missing"),
        written(tmp_path, "empty"),
        str(tmp_path / "binary"),
        written(tmp_path, "notes", "hello", "world"),
    ]
    with pytest.raises(InputError) as error:
        read_traces(names)
    assert sorted(codes(error)) == ["SEP-TRC-001", "SEP-TRC-002", "SEP-TRC-004", "SEP-TRC-005"]
    assert all(one.span is not None and one.span.file in names for one in error.value.diagnostics)


def test_a_folder_is_reported(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        read_traces([str(tmp_path)])
    assert codes(error) == ["SEP-TRC-001"]


def test_a_pipe_is_reported_and_not_read_by_halves(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(InputError) as error:
        read_traces([str(pipe)])
    assert codes(error) == ["SEP-TRC-001"] and "pipe" in error.value.diagnostics[0].message


def test_a_compressed_file_that_breaks_off_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "cut.gz"
    text = "".join(
        f"7 1795248236.{n:06} ioctl(3</dev/kvm>, KVM_CHECK_EXTENSION, {n * 7919 % 5077}) = 0\n" for n in range(20000)
    )
    path.write_bytes(gzip.compress(text.encode())[:-2000])
    seen = 0
    with pytest.raises(InputError) as error:
        for _ in read_traces([str(path), written(tmp_path, "a", EVENT)]):
            seen += 1
    assert codes(error) == ["SEP-TRC-003"] and seen > 1000
    span = error.value.diagnostics[0].span
    assert span is not None and span.line >= seen


def test_files_whose_clocks_differ_are_not_merged(tmp_path: Path) -> None:
    names = [
        written(tmp_path, "a", CREATE.replace("1795248236", "01:02:03")),
        written(tmp_path, "b", EVENT.replace("1795248236", "83")),
        written(tmp_path, "c", EVENT),
    ]
    with pytest.raises(InputError) as error:
        read_traces(names)
    assert codes(error) == ["SEP-TRC-006", "SEP-TRC-006"]
    assert "time of the day" in error.value.diagnostics[0].message
    assert len(list(read_sources(open_sources(names)))) == 3


def test_a_file_alone_needs_no_clock(tmp_path: Path) -> None:
    assert len(list(read_traces([written(tmp_path, "a", "ioctl(3</dev/kvm>, KVM_CREATE_VM, 0) = 8")]))) == 1


def test_a_long_recording_is_read_without_being_kept(tmp_path: Path) -> None:
    count = 25_000
    lines = (f"7 1795248236.{n:06} ioctl(8<anon_inode:kvm-vm>, KVM_IRQFD, 0x7f{n:06x}) = 0" for n in range(count))
    name = written(tmp_path, "run", *lines)
    tracemalloc.start()
    assert sum(1 for _ in read_traces([name])) == count
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000  # what is remembered of frequent texts; all events would be three times as much
