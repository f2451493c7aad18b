"""Recorded runs of real monitors and cores: read, followed, classified and judged."""
