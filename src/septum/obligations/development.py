"""A development in Rocq, as data: its files, what each needs, and the theorems for which it is made.

Exporters make it, and what checks it needs to know nothing else.
"""

from attrs import field, frozen

RESERVED = ("Assumptions.v",)
"""Files that are made when a development is checked."""


@frozen
class VFile:
    """A file `Statement.v` with its text. `requires`: the names of the files of the development that it loads."""

    name: str
    text: str = field(repr=False)
    requires: tuple[str, ...] = ()

    @property
    def module(self) -> str:
        """`Statement`."""
        return self.name.removesuffix(".v")


@frozen
class Claim:
    """A theorem to be believed.

    `theorem`: its name with that of its file, `Theorem.isolation_of_minimal`. `statement`: the whole of it, in terms
    of what a reader knows; Rocq compares it with what was proved. `sentence`: what it says, for people.
    """

    theorem: str
    statement: str
    sentence: str


@frozen
class Development:
    """All files, each after those that it requires, and what they prove; the first claim is the main one.

    `profile` and `digest` name the model. `prefix`: the logical name under which the files are known to Rocq. `read`:
    the files that a reader has to believe. `imports`: the files in whose words the claims are stated, in the order in
    which Rocq imports them. Raises ValueError where something does not fit.
    """

    profile: str
    digest: str
    files: tuple[VFile, ...]
    claims: tuple[Claim, ...]
    read: tuple[str, ...] = ("Statement.v", "Isolation.v")
    imports: tuple[str, ...] = ("Isolation.v", "Statement.v")
    prefix: str = "Septum"

    def __attrs_post_init__(self) -> None:
        known: set[str] = set()
        for file in self.files:
            if not file.name.endswith(".v") or not file.module.isidentifier() or file.name in RESERVED:
                raise ValueError(f"{file.name} is no name of a file of a development")
            if file.name in known:
                raise ValueError(f"there are two files {file.name}")
            missing = [name for name in file.requires if name not in known]
            if missing:
                raise ValueError(f"{file.name} stands before {missing[0]}, which it requires")
            known.add(file.name)
        for name in (*self.read, *self.imports):
            if name not in known:
                raise ValueError(f"there is no file {name}")
        if not self.claims:
            raise ValueError("a development without a claim shows nothing")
        for claim in self.claims:
            module, _, name = claim.theorem.rpartition(".")
            if f"{module}.v" not in known or not name:
                raise ValueError(f"{claim.theorem} is in no file")
