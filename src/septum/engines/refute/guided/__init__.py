"""Attacks near the runs that a profile's examples tell: each is varied, played by number, and made shorter.

A loss is often enough for an attack that is a told run, less a step or with one more. Nothing found here is shown
before the interpreter has replayed it, in a machine of its own.
"""
