"""What a step does is known to the property tests, by the letter."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "property"))
