"""Interrupt routes and instances of GPUs: who has them, and what must come between two owners."""

from attrs import field, frozen

from septum.traces.recording.physical import Route, Unroute


@frozen
class Held:
    """Something that a guest has since a line."""

    line: int
    guest: str


@frozen
class Passed:
    """Something (`what`) that a guest gets at a line while another has it, or had it and nothing came between."""

    what: str
    former: Held
    guest: str
    line: int


@frozen
class Routes:
    """The interrupts of each function that reach a guest. It lives as long as the judging of one run."""

    at: dict[tuple[str, str], Held] = field(factory=dict[tuple[str, str], Held])
    passed: list[Passed] = field(factory=list[Passed])

    def route(self, line: int, event: Route) -> None:
        """An interrupt reaches a guest; one whose function is not known is not followed."""
        if event.function is None:
            return
        key = (event.function, event.interrupt or "all")
        former = self.at.get(key)
        if former is not None and former.guest != event.guest:
            self.passed.append(Passed(_interrupt(key), former, event.guest, line))
        self.at[key] = Held(line, event.guest)

    def unroute(self, event: Unroute) -> None:
        """An interrupt, or all of a function, reach nobody any more."""
        for key, held in list(self.at.items()):
            function = event.function in (None, key[0])
            interrupt = event.interrupt in (None, key[1])
            if function and interrupt and event.guest in (None, held.guest):
                del self.at[key]

    def end(self, guest: str) -> None:
        """A guest that has ended is reached by nothing."""
        for key, held in list(self.at.items()):
            if held.guest == guest:
                del self.at[key]

    def attach(self, line: int, function: str, guest: str) -> None:
        """A function begins to serve a guest: none of its interrupts may reach another."""
        for key, held in self.at.items():
            if key[0] == function and held.guest != guest:
                self.passed.append(Passed(_interrupt(key), held, guest, line))


@frozen
class Instances:
    """The instances of GPUs that functions serve for guests. It lives as long as the judging of one run.

    `unclean`: for each instance who had it last, and the line at which it was given up, until it is scrubbed.
    """

    bound: dict[str, dict[str, Held]] = field(factory=dict[str, dict[str, Held]])
    unclean: dict[str, Held] = field(factory=dict[str, Held])
    shared: list[Passed] = field(factory=list[Passed])
    not_scrubbed: list[Passed] = field(factory=list[Passed])

    def bind(self, line: int, function: str, instance: str, guest: str) -> None:
        """A function serves an instance for a guest."""
        holders = self.bound.setdefault(instance, {})
        others = [held for held in holders.values() if held.guest != guest]
        self.shared.extend(Passed(f"instance {instance}", held, guest, line) for held in others[:1])
        former = self.unclean.get(instance)
        if former is not None and former.guest != guest:
            self.not_scrubbed.append(Passed(f"instance {instance}", former, guest, line))
        holders[function] = Held(line, guest)

    def unbind(self, line: int, function: str, instance: str) -> None:
        """A function serves an instance no more."""
        held = self.bound.get(instance, {}).pop(function, None)
        if held is not None:
            self.unclean[instance] = Held(line, held.guest)

    def scrub(self, instance: str) -> None:
        """Nothing is left in an instance."""
        self.unclean.pop(instance, None)


def _interrupt(key: tuple[str, str]) -> str:
    function, interrupt = key
    return f"all interrupts of {function}" if interrupt == "all" else f"interrupt {interrupt} of {function}"
