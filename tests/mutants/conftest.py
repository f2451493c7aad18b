"""The checks of the differential tests, and the hand-made obligations, judge mutants too."""

import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
for folder in ("property", "differential", "unit/engines"):
    sys.path.insert(0, str(TESTS / folder))
