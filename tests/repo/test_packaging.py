"""What is installed is complete."""

import subprocess
import sys
import zipfile
from pathlib import Path


def test_the_wheel_holds_every_file_of_the_package_and_the_licence(
    root: Path, tracked: list[Path], tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    shipped = set(zipfile.ZipFile(wheel).namelist())
    package = root / "src"
    expected = {str(file.relative_to(package)) for file in tracked if file.is_relative_to(package)}
    assert not sorted(expected - shipped)
    assert any(name.endswith("licenses/LICENSE") for name in shipped)


def test_the_command_is_installed() -> None:
    assert (Path(sys.executable).parent / "septum").exists(), "run `make test`, which installs septum in .venv"
