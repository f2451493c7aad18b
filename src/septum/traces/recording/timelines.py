"""Which call a thread was in when the kernel did something."""

from bisect import bisect_right

from attrs import field, frozen

from septum.traces.events import Call
from septum.traces.recording.arguments import DmaMap


@frozen
class Under:
    """A call that is under way. `name`: the request; `domain`: the container that it is about, if it is.

    `failed`: the name of its error; `map`: what it maps, where that is known.
    """

    name: str
    domain: str | None
    failed: str | None
    map: DmaMap | None
    ended: int | None


@frozen
class Timelines:
    """For each thread the calls that matter, by the time at which they were entered, and when the next call was."""

    times: dict[int, list[int]] = field(factory=dict[int, list[int]])
    calls: dict[int, list[Under | None]] = field(factory=dict[int, list[Under | None]])

    def enter(self, call: Call, under: Under | None) -> None:
        """A thread enters a call; one that does not matter is None, and several of those in turn are one."""
        calls = self.calls.get(call.thread)
        if calls is None:
            calls = self.calls[call.thread] = []
            self.times[call.thread] = []
        if under is not None or not calls or calls[-1] is not None:
            calls.append(under)
            self.times[call.thread].append(call.time)

    def under(self, thread: int, time: int) -> Under | None:
        """The call that a thread is in at a time, where it is one that matters."""
        times = self.times.get(thread)
        if times is None:
            return None
        at = bisect_right(times, time) - 1
        found = self.calls[thread][at] if at >= 0 else None
        return None if found is None or (found.ended is not None and found.ended < time) else found
