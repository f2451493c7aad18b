"""What a command takes: its argument and options, as data."""

from collections.abc import Mapping

from attrs import field, frozen

STANDARD = "minimal"
"""The profile that is meant where none is named, and that the attack scripts are about."""


@frozen
class Option:
    """An option. Without `metavar` it is a flag, which takes no value.

    `numbers`: the least and the largest value where it takes a number. `words`: the values that there are, where it
    takes one of them; `several`: some of them, with commas between. `many`: it may be given more than once, and takes
    several values each time where `metavar` ends in `…`.
    """

    name: str
    sentence: str
    metavar: str = ""
    numbers: tuple[int, int] | None = None
    words: tuple[str, ...] = ()
    several: bool = False
    many: bool = False

    @property
    def usage(self) -> str:
        """`--only GLOB`."""
        return f"{self.name} {self.metavar}" if self.metavar else self.name


FORMAT = Option("--format", "how to print the answer: text or json", "FORMAT", words=("text", "json"))
ALL = Option("--all", "cut nothing, and show what went well too")
HELP = Option("--help", "this page")
SOLVERS = Option(
    "--solver", "who decides: z3,cvc5 (both, the standard), z3 or cvc5", "NAMES", words=("z3", "cvc5"), several=True
)
WORKERS = Option("--workers", "how many processes; standard: one for each processor", "N", numbers=(1, 1024))
BUDGET = Option(
    "--budget",
    "what each solver may use for one obligation, in its own units; standard: 20,000,000",
    "N",
    numbers=(1, 10**12),
)
NO_CACHE = Option("--no-cache", "prove everything again, and keep nothing")


@frozen
class Command:
    """A command. `argument` is its argument's name, empty where it takes none; `[NAME]` where it may be left out.

    Two names with a space between are two arguments; the last can be given several times where it ends in `…`.

    `module` has a function `run(arguments: Arguments, terminal: Terminal) -> Answer`.
    """

    name: str
    argument: str
    sentence: str
    module: str
    options: tuple[Option, ...] = ()
    required: tuple[str, ...] = ()
    details: str = ""

    @property
    def usage(self) -> str:
        """`prove PROFILE`."""
        must = [option.usage for option in self.options if option.name in self.required]
        return " ".join([self.name, *([self.argument] if self.argument else []), *must])


Value = bool | int | str | tuple[str, ...]


@frozen
class Arguments:
    """What the user gave: the argument, empty where it was left out, and the value of each option that was given.

    `second`: the second argument, of a command that takes two; `rest`: it and all after it, where it is taken several
    times.
    """

    argument: str
    values: Mapping[str, Value] = field(factory=dict[str, Value])
    second: str = ""
    rest: tuple[str, ...] = ()

    def flag(self, name: str) -> bool:
        """Whether a flag was given."""
        return self.values.get(name) is True

    def text(self, name: str, default: str = "") -> str:
        """The value of an option that takes a text."""
        value = self.values.get(name, default)
        assert isinstance(value, str)
        return value

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """All values of an option that takes several."""
        value = self.values.get(name, default)
        assert isinstance(value, tuple)
        return value

    def number(self, name: str, default: int) -> int:
        """The value of an option that takes a number."""
        value = self.values.get(name, default)
        assert isinstance(value, int)
        return value
