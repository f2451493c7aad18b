"""How to prove, how far a proof is, and under what a proof is kept: what those need who have no proof made yet."""

import sys
from functools import cache as remembered
from pathlib import Path

from attrs import field, frozen

from septum.engines.cache import Cache, environment
from septum.engines.code import code_digest
from septum.smt.processors import processors
from septum.smt.query import Options


@frozen
class Settings:
    """How to prove. `resources`: of each solver for each obligation, in its own units. `only`: globs on identifiers."""

    solvers: tuple[str, ...] = ("z3", "cvc5")
    resources: int = 20_000_000
    workers: int = field(factory=processors)
    cache: Cache | None = None
    independent: bool = False
    only: tuple[str, ...] = ()


@frozen
class Progress:
    """How far a proof is: counts of obligations for a solver, and the slowest so far."""

    total: int
    solved: int
    untouched: int
    cached: int
    seconds: float
    slowest: str = ""
    slowest_seconds: float = 0.0


def options(settings: Settings) -> Options:
    """What the solvers are told."""
    return Options(resources=settings.resources, solvers=settings.solvers, independent=settings.independent)


_DECIDING = ("logic", "smt")
"""The folders with the code that decides: a proof made by other code is made again."""


def cache_environment(settings: Settings) -> str:
    """The text under which a run with these settings keeps its proofs."""
    return environment(builds(settings), f"{options(settings)!r} {code_digest(*_DECIDING)}")


def builds(settings: Settings) -> dict[str, str]:
    """The version of each solver that is asked, by its name."""
    packages = {"z3": "z3-solver", "cvc5": "cvc5"}
    return {name: _version(packages[name]) for name in settings.solvers}


@remembered
def _version(package: str) -> str:
    # An installed package is a folder that is called after its version. `importlib.metadata` reads what is in it too,
    # with all of Python's library for mail, and that takes as long as many a proof; it is asked where names don't tell.
    start = f"{package.replace('-', '_')}-"
    folders = {found for place in sys.path for found in Path(place).glob(f"{start}*.dist-info")}
    if len(folders) == 1:
        return folders.pop().name.removeprefix(start).removesuffix(".dist-info")
    from importlib.metadata import version

    return version(package)
