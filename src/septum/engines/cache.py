"""What both solvers proved before.

An entry says: this goal follows from these premises (a smallest set found), by these solver builds, options and
version of septum. It serves every query with the same goal whose premises include them, so that a goal that only gains
hypotheses stays proved. Premises and goals are compared by the digests of their canonical texts. Countermodels are
kept for exactly the same premises. Certifying runs use no cache.

The same file keeps what was read of septum's own specifications: see `readings`.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import define, field, frozen

from septum import __version__

FORMAT = 1


@frozen
class Entry:
    """A decided query: the digests of the premises used, and what is reported about it."""

    goal: str
    premises: frozenset[str]
    follows: bool
    core: tuple[str, ...]
    resources: int
    lines: tuple[str, ...] = ()


@define(eq=False)
class Cache:
    """Entries in an SQLite file. One that cannot be read or written is a cache without entries."""

    path: Path | None
    _connection: sqlite3.Connection | None = field(init=False, default=None)

    def look_up(self, environment: str, goals: Iterable[str]) -> Mapping[str, list[Entry]]:
        """The entries for these goals, made in the same environment."""
        found: dict[str, list[Entry]] = {}
        wanted = sorted(set(goals))
        try:
            connection = self._open()
            if connection is None:
                return found
            for start in range(0, len(wanted), 500):
                chunk = wanted[start : start + 500]
                marks = ",".join("?" * len(chunk))
                rows = connection.execute(
                    f"SELECT goal, record FROM entries WHERE environment = ? AND goal IN ({marks})",
                    (environment, *chunk),
                )
                for goal, record in rows:
                    found.setdefault(goal, []).append(_entry(goal, json.loads(record)))
        except (sqlite3.Error, ValueError, KeyError, TypeError, OSError):
            return {}
        return found

    def store(self, environment: str, entries: Iterable[Entry]) -> None:
        """Add entries; those that are there already are left as they are."""
        rows = [
            (environment, e.goal, json.dumps(sorted(e.premises)), json.dumps(_record(e), sort_keys=True))
            for e in entries
        ]
        try:
            connection = self._open()
            if connection is None or not rows:
                return
            with connection:
                connection.executemany("INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?)", rows)
        except (sqlite3.Error, OSError):
            return

    def recall(self, environment: str, subject: str) -> str | None:
        """The record kept for a subject in the same environment; None where there is none."""
        try:
            connection = self._open()
            if connection is None:
                return None
            row = connection.execute(
                "SELECT record FROM summaries WHERE environment = ? AND subject = ?", (environment, subject)
            ).fetchone()
        except (sqlite3.Error, OSError):
            return None
        return None if row is None else str(row[0])

    def keep(self, environment: str, subject: str, record: str) -> None:
        """Keep a record for a subject, in place of an earlier one."""
        try:
            connection = self._open()
            if connection is None:
                return
            with connection:
                connection.execute("INSERT OR REPLACE INTO summaries VALUES (?, ?, ?)", (environment, subject, record))
        except (sqlite3.Error, OSError):
            return

    def recall_reading(self, subject: str, origin: str) -> bytes | None:
        """What was kept of a subject that was read from the same texts; None where there is nothing."""
        try:
            connection = self._open()
            if connection is None:
                return None
            row = connection.execute(
                "SELECT record FROM readings WHERE subject = ? AND origin = ?", (subject, origin)
            ).fetchone()
        except (sqlite3.Error, OSError):
            return None
        return row[0] if row is not None and isinstance(row[0], bytes) else None

    def keep_reading(self, subject: str, origin: str, record: bytes) -> None:
        """Keep what was read of a subject, in place of what was read of it before."""
        try:
            connection = self._open()
            if connection is None:
                return
            with connection:
                connection.execute("INSERT OR REPLACE INTO readings VALUES (?, ?, ?)", (subject, origin, record))
        except (sqlite3.Error, OSError):
            return

    def reopened(self) -> "Cache":
        """The same cache for another process: its file will be opened anew."""
        return Cache(self.path)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _open(self) -> sqlite3.Connection | None:
        if self._connection is None and self.path is not None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=5)
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute(
                "CREATE TABLE IF NOT EXISTS entries (environment TEXT, goal TEXT, premises TEXT, record TEXT,"
                " PRIMARY KEY (environment, goal, premises)) WITHOUT ROWID"
            )
            connection.execute(
                "CREATE TABLE IF NOT EXISTS summaries (environment TEXT, subject TEXT, record TEXT,"
                " PRIMARY KEY (environment, subject)) WITHOUT ROWID"
            )
            connection.execute(
                "CREATE TABLE IF NOT EXISTS readings (subject TEXT PRIMARY KEY, origin TEXT, record BLOB)"
            )
            self._connection = connection
        return self._connection


def open_cache(path: Path | None = None) -> Cache:
    """The cache at `path`, else where `SEPTUM_CACHE` says, else in the user's cache folder (XDG base directories)."""
    if path is None:
        given = os.environ.get("SEPTUM_CACHE")
        base = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
        path = Path(given) if given else Path(base) / "septum" / f"proofs-{FORMAT}.sqlite"
    return Cache(path)


def environment(solvers: Mapping[str, str], options: str) -> str:
    """The text under which entries are kept: everything but the query that bears on an answer."""
    return json.dumps(
        {"septum": __version__, "format": FORMAT, "solvers": dict(sorted(solvers.items())), "options": options}
    )


def _record(entry: Entry) -> dict[str, object]:
    return {
        "premises": sorted(entry.premises),
        "follows": entry.follows,
        "core": list(entry.core),
        "resources": entry.resources,
        "lines": list(entry.lines),
    }


def _entry(goal: str, record: dict[str, object]) -> Entry:
    premises, core, lines = record["premises"], record["core"], record["lines"]
    if not isinstance(premises, list) or not isinstance(core, list) or not isinstance(lines, list):
        raise ValueError("an entry of another shape")
    resources = record["resources"]
    return Entry(
        goal,
        frozenset(map(str, premises)),  # pyright: ignore[reportUnknownArgumentType]
        record["follows"] is True,
        tuple(map(str, core)),  # pyright: ignore[reportUnknownArgumentType]
        resources if isinstance(resources, int) else 0,
        tuple(map(str, lines)),  # pyright: ignore[reportUnknownArgumentType]
    )
