"""What happened to real memory, real functions and their interrupts. Plain data: a class for each kind of event.

Addresses and sizes are in bytes. A `guest` that is None is nobody known, or the host itself; a `domain` is a table of
the IOMMU, by any name, and None where the recording does not tell tables apart. `error` is the name of the error where
the call failed: then nothing has changed.
"""

from collections.abc import Mapping
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from septum.traces.events import Place

ACCESS: Mapping[str, str] = {"kind": "access"}
ADDRESS: Mapping[str, str] = {"kind": "address"}
COUNT: Mapping[str, str] = {"kind": "count"}
NAME: Mapping[str, str] = {"kind": "name"}
PLACE: Mapping[str, str] = {"kind": "place"}
SIZE: Mapping[str, str] = {"kind": "size"}
TEXT: Mapping[str, str] = {"kind": "text"}


@frozen(kw_only=True)
class Happened:
    """What all physical events have. `at`: the place in the source that it was made from; `time`: microseconds."""

    word: ClassVar[str] = ""
    at: Place | None = field(default=None, metadata=PLACE)
    time: int | None = field(default=None, metadata=COUNT)
    error: str | None = field(default=None, metadata=NAME)
    note: str | None = field(default=None, metadata=TEXT)


@frozen(kw_only=True)
class Create(Happened):
    """A guest begins. Its name is not used again in the run."""

    word = "create"
    guest: str = field(metadata=NAME)


@frozen(kw_only=True)
class Start(Happened):
    """A guest begins to run."""

    word = "start"
    guest: str = field(metadata=NAME)


@frozen(kw_only=True)
class Destroy(Happened):
    """A guest ends, and its monitor with it: nothing of it can act any more."""

    word = "destroy"
    guest: str = field(metadata=NAME)


@frozen(kw_only=True)
class Slot(Happened):
    """Guest addresses from `address` lead to the monitor's memory from `user_address`; size 0 removes the slot.

    `frame`: the physical address behind it, where it is known and one piece; `access`: `r` or `rw`.
    """

    word = "slot"
    guest: str = field(metadata=NAME)
    slot: int = field(metadata=COUNT)
    address: int = field(metadata=ADDRESS)
    size: int = field(metadata=COUNT)
    user_address: int | None = field(default=None, metadata=ADDRESS)
    frame: int | None = field(default=None, metadata=ADDRESS)
    access: str | None = field(default=None, metadata=ACCESS)


@frozen(kw_only=True)
class Map(Happened):
    """Device addresses from `iova` lead to `frame`, for the functions attached to `domain`.

    `access`: `r`, `w` or `rw`, None where it is not known. `user_address`: where the monitor sees the memory.
    """

    word = "map"
    iova: int = field(metadata=ADDRESS)
    size: int = field(metadata=SIZE)
    frame: int | None = field(default=None, metadata=ADDRESS)
    guest: str | None = field(default=None, metadata=NAME)
    function: str | None = field(default=None, metadata=NAME)
    domain: str | None = field(default=None, metadata=NAME)
    access: str | None = field(default=None, metadata=ACCESS)
    user_address: int | None = field(default=None, metadata=ADDRESS)


@frozen(kw_only=True)
class Unmap(Happened):
    """Device addresses from `iova` lead nowhere any more. `unmapped`: how much was there, None for all of it.

    It can be more than `size`, where a large page was there.
    """

    word = "unmap"
    iova: int = field(metadata=ADDRESS)
    size: int = field(metadata=SIZE)
    unmapped: int | None = field(default=None, metadata=COUNT)
    guest: str | None = field(default=None, metadata=NAME)
    function: str | None = field(default=None, metadata=NAME)
    domain: str | None = field(default=None, metadata=NAME)


@frozen(kw_only=True)
class Flush(Happened):
    """No cache of the IOMMU, nor of a device, remembers what was unmapped before; without `domain`, of any domain."""

    word = "flush"
    guest: str | None = field(default=None, metadata=NAME)
    function: str | None = field(default=None, metadata=NAME)
    domain: str | None = field(default=None, metadata=NAME)


@frozen(kw_only=True)
class Attach(Happened):
    """A function uses the tables of `domain` from here on, on the account of `guest`."""

    word = "attach"
    function: str = field(metadata=NAME)
    guest: str | None = field(default=None, metadata=NAME)
    domain: str | None = field(default=None, metadata=NAME)


@frozen(kw_only=True)
class Detach(Happened):
    """A function uses the tables of `domain` no more, and reaches nothing."""

    word = "detach"
    function: str = field(metadata=NAME)
    guest: str | None = field(default=None, metadata=NAME)
    domain: str | None = field(default=None, metadata=NAME)


@frozen(kw_only=True)
class Route(Happened):
    """An interrupt of a function reaches a guest. `interrupt`: which of the function's; `vector`: as what."""

    word = "route"
    guest: str = field(metadata=NAME)
    function: str | None = field(default=None, metadata=NAME)
    interrupt: str | None = field(default=None, metadata=NAME)
    vector: int | None = field(default=None, metadata=COUNT)


@frozen(kw_only=True)
class Unroute(Happened):
    """An interrupt of a function reaches nobody any more; without `interrupt`, none of the function's does."""

    word = "unroute"
    guest: str | None = field(default=None, metadata=NAME)
    function: str | None = field(default=None, metadata=NAME)
    interrupt: str | None = field(default=None, metadata=NAME)


@frozen(kw_only=True)
class Reset(Happened):
    """A function is reset: it keeps nothing of what it was told or shown."""

    word = "reset"
    function: str = field(metadata=NAME)
    guest: str | None = field(default=None, metadata=NAME)


@frozen(kw_only=True)
class Bind(Happened):
    """A function serves an instance of a GPU."""

    word = "bind"
    function: str = field(metadata=NAME)
    instance: str = field(metadata=NAME)
    guest: str | None = field(default=None, metadata=NAME)


@frozen(kw_only=True)
class Unbind(Happened):
    """A function serves an instance of a GPU no more."""

    word = "unbind"
    function: str = field(metadata=NAME)
    instance: str = field(metadata=NAME)
    guest: str | None = field(default=None, metadata=NAME)


@frozen(kw_only=True)
class Lend(Happened):
    """Frames are a guest's own from here on."""

    word = "lend"
    guest: str = field(metadata=NAME)
    frame: int = field(metadata=ADDRESS)
    size: int = field(metadata=SIZE)


@frozen(kw_only=True)
class TakeBack(Happened):
    """Frames are a guest's own no more."""

    word = "take_back"
    guest: str = field(metadata=NAME)
    frame: int = field(metadata=ADDRESS)
    size: int = field(metadata=SIZE)


@frozen(kw_only=True)
class Scrub(Happened):
    """Nothing that was in the frames, or in the instance, can be read any more."""

    word = "scrub"
    frame: int | None = field(default=None, metadata=ADDRESS)
    size: int | None = field(default=None, metadata=SIZE)
    instance: str | None = field(default=None, metadata=NAME)


PhysicalEvent: TypeAlias = (
    Create
    | Start
    | Destroy
    | Slot
    | Map
    | Unmap
    | Flush
    | Attach
    | Detach
    | Route
    | Unroute
    | Reset
    | Bind
    | Unbind
    | Lend
    | TakeBack
    | Scrub
)

PHYSICAL: tuple[type[PhysicalEvent], ...] = (
    Create,
    Start,
    Destroy,
    Slot,
    Map,
    Unmap,
    Flush,
    Attach,
    Detach,
    Route,
    Unroute,
    Reset,
    Bind,
    Unbind,
    Lend,
    TakeBack,
    Scrub,
)
