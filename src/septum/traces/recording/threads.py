"""Whose a thread was at a time: numbers of threads are used again, and lines can stand out of order."""

from attrs import define, field, frozen


@define
class Life:
    """A thread from its first call to its end. `guest`: whose monitor it is part of."""

    guest: int | None = None
    ended: int | None = None


@frozen
class Threads:
    """It lives as long as the reading of one recording."""

    lives: dict[int, list[Life]] = field(factory=dict[int, list[Life]])

    def call(self, thread: int, guest: int | None) -> None:
        """A thread has made a call."""
        lives = self.lives.get(thread)
        if lives is None:
            lives = self.lives[thread] = [Life()]
        if lives[-1].ended is not None:
            lives.append(Life())
        if guest is not None:
            lives[-1].guest = guest

    def end(self, thread: int, time: int) -> None:
        """A thread has ended."""
        if thread in self.lives:
            self.lives[thread][-1].ended = time

    def guest(self, thread: int, time: int, otherwise: int | None) -> int | None:
        """The guest whose thread it was at a time; `otherwise` where no call of it says."""
        for life in self.lives.get(thread, ()):
            if life.ended is None or life.ended >= time:
                return life.guest if life.guest is not None else otherwise
        return otherwise
