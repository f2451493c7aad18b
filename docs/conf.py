"""How Sphinx makes the manual: `make docs`."""

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from profile_pages import profile_pages, write_pages

write_pages(profile_pages(), Path(__file__).parent / "profile")

_project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]

project = "septum"
author = _project["authors"][0]["name"]
release = version = _project["version"]
project_copyright = author

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = "septum"
html_show_sphinx = False
