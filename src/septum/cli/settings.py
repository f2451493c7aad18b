"""How to prove, as the words of a command line say."""

from septum.cli.options import Arguments
from septum.engines.cache import open_cache
from septum.engines.settings import Settings
from septum.smt.processors import processors


def settings_of(arguments: Arguments) -> Settings:
    """How to prove, as the user wants it."""
    standard = Settings()
    return Settings(
        solvers=arguments.texts("--solver", standard.solvers),
        resources=arguments.number("--budget", standard.resources),
        workers=arguments.number("--workers", processors()),
        cache=None if arguments.flag("--no-cache") else open_cache(),
        independent=arguments.flag("--independent"),
        only=arguments.texts("--only"),
    )
