"""The specification language: a subset of Python's syntax, parsed and never executed."""
