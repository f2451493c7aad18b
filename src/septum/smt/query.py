"""What solvers are asked, and what they answer."""

from enum import StrEnum

from attrs import field, frozen

from septum.logic.terms import Term


@frozen(cache_hash=True)
class Premise:
    """A closed statement that may be used, with a name for people."""

    name: str
    term: Term


@frozen(eq=False)
class Query:
    """Does `goal` follow from the premises? Free variables stand for arbitrary things, alike everywhere."""

    premises: tuple[Premise, ...]
    goal: Term


class Answer(StrEnum):
    """What is known of a query. FOLLOWS and FAILS are certain; the rest is why nothing is."""

    FOLLOWS = "follows"
    FAILS = "fails"
    UNKNOWN = "unknown"
    BUDGET = "budget"
    ERROR = "error"


@frozen
class Options:
    """How hard to try. `resources`: each solver's own units (`rlimit`), never seconds."""

    resources: int = 20_000_000
    rounds: int = 60
    instances: int = 4_000
    solvers: tuple[str, ...] = ("z3", "cvc5")
    independent: bool = False


@frozen
class Said:
    """One solver's answer to what it was sent: `unsat`, `sat`, `unknown`, `budget` or `error`."""

    solver: str
    answer: str
    resources: int = 0
    seconds: float = 0.0
    detail: str = ""


@frozen
class Structure:
    """A finite structure: a countermodel.

    `elements`: of each sort, how many, called `0, 1, …`. `functions`: for each symbol and state tag, the values at
    tuples of elements; elsewhere `defaults` holds. `constants`: the values of free variables. Truth values are
    Python's, members of an enumeration their position.
    """

    elements: dict[str, int]
    functions: dict[tuple[str, str], dict[tuple[int, ...], int | bool]]
    defaults: dict[tuple[str, str], int | bool]
    constants: dict[str, int | bool]


@frozen
class Decision:
    """The answer to a query, what each solver said, and the evidence.

    `core`: where it follows, the names of premises used with the terms put for their variables, a smallest set found.
    `premises`: the positions of the premises in the core. `structure`: where it fails, a countermodel that our own
    evaluation confirmed.
    """

    answer: Answer
    said: tuple[Said, ...] = ()
    core: tuple[str, ...] = ()
    premises: tuple[int, ...] = ()
    structure: Structure | None = None
    instances: int = 0
    seconds: float = 0.0
    detail: str = field(default="")


@frozen
class Part:
    """One instance in a core. `origin`: the position of the premise that it is of, -1 for the denied goal.

    `values` stand for `variables`, as the clauses call them (`septum.smt.clauses`), in `clause`; `body` is what was
    sent.
    """

    origin: int
    variables: tuple[Term, ...]
    values: tuple[Term, ...]
    clause: Term
    body: Term
