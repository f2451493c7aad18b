"""What was read before of the files that come with septum: a reading is made again only where a text has changed.

A reading is kept with the digest of every text and of all code that it was made from, and is thrown away where they
are not the same. Files of the user's own are read each time. What is kept is built again by the constructors of
models and terms, and of nothing else: a file in the cache cannot name other code.
"""

import hashlib
import io
import json
import pickle
import sys
from collections.abc import Callable
from functools import cache as remembered
from importlib import import_module
from typing import TypeVar

from septum import __version__
from septum.engines.cache import Cache
from septum.engines.code import code_digest
from septum.spec.model import Model
from septum.spec.source import MODELS, profile_names

Reading = TypeVar("Reading")

_BUILDERS = (
    "septum.diagnostics.span",
    "septum.logic.sorts",
    "septum.logic.symbols",
    "septum.logic.terms",
    "septum.spec.model",
)
"""The modules whose classes and constructors a reading is made of."""

_MADE_OF = ("__init__.py", "language.py", "diagnostics", "engines/corpus", "logic", "models", "spec")
"""The places of septum with all the texts and code that a reading comes from."""


def read_profile(profile: str, cache: Cache | None) -> Model:
    """The model of a profile, by name or path: see `load_profile`. Raises InputError."""

    def load() -> Model:
        # Imported where it is needed: the reader of specifications is as much code as all else that a command runs.
        from septum.spec.load import load_profile

        return load_profile(profile)

    return read_once(Model, f"profile {profile}", profile, cache, load)


def read_once(
    kind: type[Reading], subject: str, profile: str, cache: Cache | None, read: Callable[[], Reading]
) -> Reading:
    """What `read` returns, which is a `kind`, or the same from an earlier run.

    `subject`: what it is, in words of its own. `profile`: what it is read from, beside files that come with septum.
    """
    if cache is None or profile not in profile_names():
        return read()
    record = cache.recall_reading(subject, _origin())
    found = None if record is None else _rebuilt(record)
    if isinstance(found, kind):
        return found
    made = read()
    body = pickle.dumps(made, protocol=5)
    cache.keep_reading(subject, _origin(), _seal(body) + body)
    return made


@remembered
def _origin() -> str:
    """All that a reading depends on."""
    return json.dumps([__version__, sys.version, str(MODELS), code_digest(*_MADE_OF)])


class _Builder(pickle.Unpickler):
    """Builds models, and refuses whatever else a record asks for."""

    def find_class(self, module_name: str, global_name: str, /) -> object:
        if module_name in _BUILDERS:
            found = vars(import_module(module_name)).get(global_name)
            if getattr(found, "__module__", None) == module_name:
                return found
        raise pickle.UnpicklingError(f"a reading has no {module_name}.{global_name}")


def _rebuilt(record: bytes) -> object:
    """What was kept; None for a record that is damaged, whatever is wrong with it."""
    seal, body = record[:32], record[32:]
    if seal != _seal(body):
        return None
    try:
        return _Builder(io.BytesIO(body)).load()
    except Exception:
        return None


def _seal(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()
