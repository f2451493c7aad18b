"""Frozen records as JSON and back, so that what was found can be kept between runs."""

import hashlib
import json
import types
import typing
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

import attrs

from septum.engines.cache import Cache
from septum.engines.code import code_digest
from septum.engines.settings import Settings, cache_environment
from septum.spec.digest import examples_digest, model_digest
from septum.spec.model import Model

Record = TypeVar("Record")
_JUDGING = ("logic", "smt", "spec", "obligations", "interpreter", "engines", "models/leaky")


class Keeper:
    """What was found of the parts of one model: kept under what the files say, how it is judged, and by which code."""

    def __init__(self, model: Model, settings: Settings) -> None:
        self._cache: Cache | None = settings.cache
        texts = "\0".join(f"{name}\0{text}" for name, text in sorted(model.sources.items()))
        subject = (model_digest(model), examples_digest(model), hashlib.sha256(texts.encode()).hexdigest())
        self._environment = json.dumps([cache_environment(settings), code_digest(*_JUDGING), *subject])

    def recall(self, question: str, shape: type[Record]) -> Record | None:
        """The record kept for a question; None where there is none, or none of this shape."""
        text = self._cache.recall(self._environment, question) if self._cache is not None else None
        if text is None:
            return None
        try:
            return structured(json.loads(text), shape)
        except (ValueError, TypeError, KeyError):
            return None

    def keep(self, question: str, record: object) -> None:
        """Keep a record for a question."""
        if self._cache is not None:
            self._cache.keep(self._environment, question, json.dumps(unstructured(record)))


def unstructured(value: object) -> object:
    """A record as JSON: objects for attrs classes, arrays for tuples."""
    if isinstance(value, Enum):
        return value.value
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))  # pyright: ignore[reportArgumentType]
        return {field.name: unstructured(getattr(value, field.name)) for field in fields}
    if isinstance(value, tuple | list):
        return [unstructured(item) for item in typing.cast(tuple[object, ...], value)]
    if isinstance(value, Mapping):
        return {str(key): unstructured(item) for key, item in typing.cast(Mapping[object, object], value).items()}
    return value


def structured(value: Any, shape: Any) -> Any:
    """The record of a type that JSON stands for. Raises ValueError, TypeError or KeyError where it is of another."""
    origin = typing.get_origin(shape)
    if origin in (typing.Union, types.UnionType):
        if value is None:
            return None
        return structured(value, next(arm for arm in typing.get_args(shape) if arm is not type(None)))
    if origin is tuple:
        return _tuple(value, typing.get_args(shape))
    if origin is dict:
        _, of = typing.get_args(shape)
        return {str(key): structured(item, of) for key, item in value.items()}
    if isinstance(shape, type) and issubclass(shape, Enum):
        return shape(value)
    if isinstance(shape, type) and attrs.has(shape):
        hints = typing.get_type_hints(shape)
        return shape(**{name: structured(value[name], hints[name]) for name in hints if name in value})
    if not isinstance(value, shape):
        raise ValueError(f"{value!r} is no {shape}")
    return value


def _tuple(value: Any, shapes: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no array")
    items = typing.cast(list[Any], value)
    if len(shapes) == 2 and shapes[1] is Ellipsis:
        return tuple(structured(item, shapes[0]) for item in items)
    return tuple(structured(item, shape) for item, shape in zip(items, shapes, strict=True))
