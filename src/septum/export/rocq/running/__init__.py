"""What a development does on finite instances: an example of a run, and cases that check the printer."""

from septum.export.rocq.running.run import Claim, Happening, Run

__all__ = ["Claim", "Happening", "Run"]
