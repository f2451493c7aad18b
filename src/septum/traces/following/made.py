"""What calls other than ioctl do to processes and their descriptors: open, close, dup, clone, exec."""

from septum.traces.events import Call
from septum.traces.following.descriptors import Descriptors
from septum.traces.following.objects import Kind, Object, kind_of
from septum.traces.following.processes import Process, Processes
from septum.traces.following.returned import returned_descriptor

_OPENS = {"openat": 1, "openat2": 1, "open": 0, "creat": 0}
_CLONES = frozenset(("clone", "clone3", "fork", "vfork", "__clone2"))
_DUPLICATES = frozenset(("dup", "dup2", "dup3"))
_GIVES_A_DESCRIPTOR = frozenset(
    (
        "socket",
        "accept",
        "accept4",
        "epoll_create",
        "epoll_create1",
        "timerfd_create",
        "signalfd",
        "signalfd4",
        "inotify_init",
        "inotify_init1",
        "memfd_create",
        "userfaultfd",
        "pidfd_open",
        "io_uring_setup",
        "perf_event_open",
        "fanotify_init",
    )
)


def made_by(call: Call, processes: Processes, descriptors: Descriptors) -> Object | None:
    """Let a call have its effect on the descriptors of its process; what it made, where that is something to follow."""
    name = call.name
    if call.error is not None or call.result is None:
        return None
    if name == "close":
        _close(call, processes)
    elif name in _OPENS:
        return _opened(call, processes, descriptors)
    elif name == "eventfd2" or name == "eventfd":
        return _made(call, processes, descriptors, Kind.EVENTFD)
    elif name in _DUPLICATES or (name == "fcntl" and "F_DUPFD" in (call.arguments or ("",))[0]):
        return _duplicated(call, processes, descriptors)
    elif name in _CLONES:
        _cloned(call, processes)
    elif name == "close_range":
        _close_range(call, processes)
    elif name in ("execve", "execveat"):
        # What a monitor opens is closed on exec: KVM's and VFIO's own descriptors always are.
        process = processes.known(call.thread)
        if process is not None:
            process.table.clear()
    elif name in _GIVES_A_DESCRIPTOR:
        process, (number, _) = processes.known(call.thread), returned_descriptor(call)
        if process is not None and number is not None:
            process.table.pop(number, None)
    return None


def _close(call: Call, processes: Processes) -> None:
    process = processes.known(call.thread)
    if process is None or call.descriptor is None:
        return
    slot = process.table.get(call.descriptor.number)
    # What was put there after the call was entered is another's: the number is free as soon as the kernel begins.
    if slot is not None and slot.since <= call.time:
        del process.table[call.descriptor.number]


def _close_range(call: Call, processes: Processes) -> None:
    process = processes.known(call.thread)
    if process is None or len(call.arguments) < 2 or (len(call.arguments) > 2 and "CLOEXEC" in call.arguments[2]):
        return
    first, last = _integer(call.arguments[0]), _integer(call.arguments[1])
    if first is not None:
        for number in [n for n in process.table if n >= first and (last is None or n <= last)]:
            del process.table[number]


def _opened(call: Call, processes: Processes, descriptors: Descriptors) -> Object | None:
    place = _OPENS[call.name]
    path = call.arguments[place].strip('"') if len(call.arguments) > place else ""
    number, target = returned_descriptor(call)
    if number is None:
        return None
    shown = kind_of(target or path)
    process = processes.known(call.thread)
    if shown is None:
        if process is not None:
            process.table.pop(number, None)
        return None
    process = process or processes.new(call.thread)
    kind, label = shown
    thing = descriptors.new(kind, label)
    descriptors.put(process, number, thing, target, call.time)
    return thing


def _made(call: Call, processes: Processes, descriptors: Descriptors, kind: Kind) -> Object | None:
    number, target = returned_descriptor(call)
    if number is None:
        return None
    process = processes.known(call.thread) or processes.new(call.thread)
    thing = descriptors.new(kind)
    descriptors.put(process, number, thing, target, call.time)
    return thing


def _duplicated(call: Call, processes: Processes, descriptors: Descriptors) -> Object | None:
    process = processes.known(call.thread)
    number, target = returned_descriptor(call)
    if process is None or call.descriptor is None or number is None:
        return None
    slot = process.table.get(call.descriptor.number)
    descriptors.put(process, number, slot.thing if slot is not None else None, target, call.time)
    return None


def _cloned(call: Call, processes: Processes) -> None:
    child = _integer(call.result or "")
    if child is None or child <= 0:
        return
    parent: Process = processes.known(call.thread) or processes.new(call.thread)
    shares = any("CLONE_FILES" in argument or "CLONE_THREAD" in argument for argument in call.arguments)
    if shares:
        processes.join(child, parent)
    else:
        processes.forked(parent, child)


def _integer(text: str) -> int | None:
    try:
        return int(text.split("<")[0], 0)
    except ValueError:
        return None
