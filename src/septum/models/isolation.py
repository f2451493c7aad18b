"""Isolation, stated once for every profile, as obligations on single steps.

They are enough for whole runs: that nobody changes what another sees without the other's input, that two runs in
which somebody has the same inputs look the same to him, and that what he can do on his own in the one he can do in
the other. `u` observes, `e` is a step in one run and `f` a step in another; of the two runs nothing else is known.
Each obligation also supposes that its steps are possible, and that the invariants hold before them.
"""

from septum.language import (
    Event,
    Observer,
    Property,
    State,
    after,
    before,
    begins,
    initial,
    invariants,
    own,
    same_news,
    same_reply,
    same_request,
    same_status,
    same_view,
    suppose,
    told,
)


class Isolation(Property):
    """Nobody changes what another sees, or learns what another does, but by what he is told."""

    def o_init(self, s: State) -> bool:
        """The invariant holds at the start.

        Otherwise nothing that is proved by it is known of the first states of a run.
        """
        suppose(initial(s))
        return invariants(s)

    def o_inv(self, e: Event) -> bool:
        """Every step keeps the invariant.

        Otherwise a step may lead to a state of which nothing is known, and from there anything may follow.
        """
        return invariants(after(e))

    def o_start(self, u: Observer, s: State, t: State) -> bool:
        """All starts look alike, with any memory.

        Otherwise an observer may see at once what was left in the machine before it began.
        """
        suppose(initial(s), initial(t))
        return same_view(u, s, t)

    def o_write(self, u: Observer, e: Event) -> bool:
        """Nobody's view changes untold.

        Otherwise somebody may write what belongs to the observer, or signal to it unannounced.
        """
        suppose(not own(u, e), not told(u, e))
        return same_view(u, before(e), after(e))

    def o_own(self, u: Observer, e: Event, f: Event) -> bool:
        """Own steps depend on one's own view alone.

        Otherwise it may learn by acting what others do or hold.
        """
        suppose(same_view(u, before(e), before(f)), own(u, e), same_request(e, f))
        return same_view(u, after(e), after(f))

    def o_reply(self, u: Observer, e: Event, f: Event) -> bool:
        """Answers depend on one's own view alone.

        Otherwise an answer may carry what others do or hold.
        """
        suppose(same_view(u, before(e), before(f)), own(u, e), same_request(e, f))
        return same_reply(e, f)

    def o_status(self, u: Observer, e: Event, f: Event) -> bool:
        """Refusals depend on one's own view alone.

        Otherwise success and failure may carry what others do or hold.
        """
        suppose(same_view(u, before(e), before(f)), own(u, e), same_request(e, f))
        return same_status(e, f)

    def o_told(self, u: Observer, e: Event, f: Event) -> bool:
        """The same news change a view alike.

        Otherwise a step may show the observer more than the policy tells it.
        """
        suppose(same_view(u, before(e), before(f)), not own(u, e), not own(u, f), told(u, e), same_news(u, e, f))
        return same_view(u, after(e), after(f))

    def o_birth(self, u: Observer, e: Event, f: Event) -> bool:
        """A life begins alike, whatever was before.

        Otherwise a guest may find what a former guest of its name has left.
        """
        suppose(begins(u, e), begins(u, f))
        return same_view(u, after(e), after(f))
