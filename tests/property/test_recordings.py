"""No line stops the reading of a recording; how calls interleave changes nothing of what they say."""

from collections import deque
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from septum.traces.classifying import classify
from septum.traces.events import Call, Ended, KernelEvent, Unread
from septum.traces.following import follow
from septum.traces.reading import read_traces

HEAD = "7 1796000000.000001 close(3) = 0"
CALLS = (
    ("ioctl(10<anon_inode:kvm-vcpu:0>, KVM_RUN", ", 0) = 0"),
    ("ioctl(8<anon_inode:kvm-vm>, KVM_IRQFD, 0x7ffc", ") = 0"),
    ("read(5<anon_inode:[eventfd]>, ", '"\\1\\0", 8) = 8'),
    ("ioctl(11</dev/vfio/vfio>, VFIO_DEVICE_PCI_HOT_RESET or VFIO_IOMMU_MAP_DMA, 0x7f", ") = -1 EEXIST (File exists)"),
    ("exit_group(1", ") = ?"),
)


def events(lines: list[str]) -> list[object]:
    """What a file of these lines says."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "run"
        file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        return list(read_traces([str(file)]))


def said(found: list[object]) -> list[tuple[object, ...]]:
    """Calls without their lines and times, by thread."""
    calls = [one for one in found if isinstance(one, Call)]
    return sorted((c.thread, c.name, str(c.descriptor), c.arguments, str(c.result), str(c.error)) for c in calls)


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, len(CALLS) - 1)), min_size=1, max_size=12),
    st.randoms(use_true_random=False),
)
def test_calls_in_halves_say_what_whole_ones_do(made: list[tuple[int, int]], random: object) -> None:
    whole = [f"{thread} 1796000000.{n:06} {''.join(CALLS[which])}" for n, (thread, which) in enumerate(made)]
    queues: dict[int, deque[str]] = {}
    for thread, which in made:
        first, second = CALLS[which]
        name = first.partition("(")[0]
        queues.setdefault(thread, deque()).extend((f"{first} <unfinished ...>", f"<... {name} resumed>{second}"))
    mixed: list[str] = []
    while queues:
        thread = random.choice(sorted(queues))  # type: ignore[attr-defined]
        mixed.append(f"{thread} 1796000000.{len(mixed):06} {queues[thread].popleft()}")
        if not queues[thread]:
            del queues[thread]
    assert said(events(mixed)) == said(events(whole))


PIECES = st.sampled_from(
    [
        *"<>(){}[],=\"' \t-+.0179",
        "ioctl(",
        "<... ioctl resumed>",
        "<unfinished ...>",
        "+++ exited with 0 +++",
        " = ",
        "KVM_RUN",
        "VFIO_IOMMU_MAP_DMA",
        "/dev/kvm",
        "anon_inode:kvm-vm",
        "openat(",
        "close(",
        "mmap(",
        "clone(",
        "0xae01",
        "_IOC(",
        "{slot=0, flags=",
        "ENOENT",
        "?",
        "\x1b",
        "é",
        "1796000000.000002",
        "7 ",
    ]
)


@given(st.lists(st.lists(PIECES, max_size=12).map("".join), max_size=8))
def test_no_line_stops_the_reading_whatever_stands_in_it(lines: list[str]) -> None:
    found = events([HEAD, *lines])
    for one in found:
        assert isinstance(one, Call | Ended | Unread | KernelEvent)
    assert all(one.kind is not None for one in classify(follow(found)))  # type: ignore[arg-type]


@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_characters="\r\n\x00\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=60
        ),
        max_size=8,
    )
)
def test_lines_of_any_text_beside_kernel_events_are_read_or_reported(lines: list[str]) -> None:
    event = " qemu-7 [000] ..... 1796000000.000009: map: IOMMU: iova=0x0 - 0x1000 paddr=0x5000 size=4096"
    found = events([*[event] * 10, *lines])
    reported = [line for line in lines if line.strip()]
    assert len([one for one in found if isinstance(one, Unread)]) <= len(reported)
    assert isinstance(found[0], KernelEvent)
