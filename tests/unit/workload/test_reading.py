"""Files that are no deployments at all are refused with a located message, and read in bounded time."""

from pathlib import Path

import pytest

from septum.diagnostics import InputError
from septum.workload import Deployment, parse_deployment, read_deployment
from septum.workload.reading.files import LARGEST
from septum.workload.reading.traps import misread_as

SOUND = (Path(__file__).parents[3] / "examples" / "two-tenants.yaml").read_text(encoding="utf-8")


def _codes(path: Path | str) -> list[str]:
    with pytest.raises(InputError) as raised:
        read_deployment(str(path), ("minimal",))
    assert all(d.span is not None and d.span.file == str(path) for d in raised.value.diagnostics)
    return [diagnostic.code for diagnostic in raised.value.diagnostics]


def _header(path: Path) -> str:
    with pytest.raises(InputError) as raised:
        read_deployment(str(path), ("minimal",))
    return raised.value.diagnostics[0].header()


def test_a_missing_file_is_reported_by_its_path(tmp_path: Path) -> None:
    assert _header(tmp_path / "none.yaml").endswith("none.yaml cannot be read: no such file or directory")


def test_a_directory_is_no_deployment(tmp_path: Path) -> None:
    assert _codes(tmp_path) == ["SEP-DEP-001"]


def test_a_file_without_permission_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert _codes(tmp_path / "locked.yaml") == ["SEP-DEP-001"]


def test_a_path_with_a_nul_is_no_path() -> None:
    assert _codes("a\0b") == ["SEP-DEP-001"]


def test_more_than_a_mebibyte_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    file.write_text(SOUND + "#\n" * LARGEST)
    assert _codes(file) == ["SEP-DEP-033"]
    file.write_text(SOUND + "\n" * (LARGEST - len(SOUND)))
    assert len(read_deployment(str(file), ("minimal",)).tenants) == 2


def test_an_endless_file_is_refused() -> None:
    assert _codes("/dev/zero") == ["SEP-DEP-033"]


def test_very_many_values_are_not_read(tmp_path: Path) -> None:
    file = tmp_path / "many.yaml"
    file.write_text(SOUND + "channels: [" + "1,\n " * 20_000 + "1]\n")
    assert _codes(file) == ["SEP-DEP-033"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_refused_without_recursion(tmp_path: Path, opening: str) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text(opening * 100)
    assert _codes(file) == ["SEP-DEP-032"]
    file.write_text("\n".join(" " * depth + opening for depth in range(1000)))
    assert _codes(file) == ["SEP-DEP-032"]


def test_an_endless_line_is_refused_at_once(tmp_path: Path) -> None:
    file = tmp_path / "line.yaml"
    file.write_text(SOUND + "!" * 500_000)
    assert _codes(file) == ["SEP-DEP-033"]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (SOUND.encode("utf-16"), "1:1 byte 0xff"),
        (SOUND.replace("alice", "aliçe", 1).encode("latin-1"), "byte 0xe7"),
        (b"septum: 1\nhost: \x00\n", "2:7 character U+0000"),
        (b"septum: 1\n\x1b[31mhost: 2\n", "2:1 character U+001B"),
        ("septum: 1\nho\u2028st: 2\n".encode(), "2:3 character U+2028"),
        (b"\x7fELF\x02\x01\x01\x00", "1:1 character U+007F"),
    ],
    ids=["utf-16", "latin-1", "nul", "escape", "line-separator", "binary"],
)
def test_what_is_not_text_is_shown_by_its_first_byte(tmp_path: Path, data: bytes, place: str) -> None:
    file = tmp_path / "binary.yaml"
    file.write_bytes(data)
    assert _codes(file) == ["SEP-DEP-034"]
    assert place in _header(file)


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"# nothing\n", b"---\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "empty.yaml"
    file.write_bytes(data)
    with pytest.raises(InputError) as raised:
        read_deployment(str(file), ("minimal",))
    # `---` alone is a document that holds nothing, not a file that does.
    assert raised.value.diagnostics[0].code in {"SEP-DEP-035", "SEP-DEP-006"}


def test_line_ends_and_byte_order_marks_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "dos.yaml"
    plain = parse_deployment(SOUND, str(file), ("minimal",))
    for data in (SOUND.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + SOUND.encode()):
        file.write_bytes(data)
        other = read_deployment(str(file), ("minimal",))
        assert other == plain
        assert other.tenants[1].memory.span == plain.tenants[1].memory.span


def test_values_keep_their_places(tmp_path: Path) -> None:
    deployment = parse_deployment(SOUND, "d.yaml", ("minimal",))
    lines = SOUND.split("\n")
    for located in _located(deployment):
        span = located.span
        text = lines[span.line - 1][span.column - 1 : span.end_column - 1].strip('"')
        assert text.casefold() == str(located.value) or text.endswith("GiB") or text.startswith("0x1_0000")


def _located(deployment: Deployment) -> list:  # type: ignore[type-arg]
    found = [deployment.host.name, deployment.host.cpus, deployment.host.memory[0].base]
    for tenant in deployment.tenants:
        found += [tenant.name, tenant.trust, tenant.vcpus, tenant.memory]
        found += [v for part in tenant.slices for v in (part.gpu, part.profile, part.start)]
        found += [v for device in tenant.devices for v in (device.kind, device.function)]
    return found + [v for acceptance in deployment.accepts for v in (acceptance.channel, acceptance.until)]


def test_the_profiles_of_the_package_are_known() -> None:
    assert read_deployment(str(Path(__file__).parents[3] / "examples" / "two-tenants.yaml")).profile.value == "minimal"
    with pytest.raises(InputError, match="SEP-DEP-039"):
        parse_deployment(SOUND + "profile: minimla\n", "d.yaml", ("minimal",))


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("no", "false"),
        ("Off", "false"),
        ("y", "true"),
        ("~", "nothing"),
        ("", "nothing"),
        ("1:30", "a number to base 60"),
        ("190:20:30.15", "a number to base 60"),
        ("0000:41:00.4", "a number to base 60"),
        ("010", "a number to base 8"),
        ("0x1F", "a number"),
        ("1_000", "a number"),
        ("1e3", "a number"),
        (".inf", "a number"),
        ("2026-11-21", "a date"),
        ("1g.10gb", None),
        ("0000:c1:00.2", None),
        ("alice", None),
        ("H100-80GB", None),
        ("north", None),
        ("4GiB", None),
    ],
)
def test_traps_of_yaml_are_known(text: str, meaning: str | None) -> None:
    assert misread_as(text) == meaning


def test_all_mistakes_are_reported_in_one_run_in_the_order_of_the_file() -> None:
    text = SOUND.replace("vcpus: 2", "vcpus: -2", 1).replace("name: bob", "name: no").replace("16GiB", "16G")
    with pytest.raises(InputError) as raised:
        parse_deployment(text, "d.yaml", ("minimal",))
    found = [(d.code, d.span.line) for d in raised.value.diagnostics if d.span is not None]
    assert [code for code, _ in found] == ["SEP-DEP-007", "SEP-DEP-009", "SEP-DEP-008"]
    assert [line for _, line in found] == sorted(line for _, line in found)
