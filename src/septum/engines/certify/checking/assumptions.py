"""What a theorem rests on, by `Print Assumptions`, in a file of its own that says each theorem in full."""

from septum.engines.certify.checking.results import Proved
from septum.obligations.development import RESERVED, Development, VFile

_CLOSED = "Closed under the global context"
_OPENS = ("Axioms:", "Section Variables:", "Opaque constants:", "Transparent constants:")


def all_files(development: Development) -> tuple[VFile, ...]:
    """The files of a development, and the one that says what is claimed."""
    return (*development.files, assumptions_file(development))


def assumptions_file(development: Development) -> VFile:
    """The file that states each claim of a development, takes its theorem as the proof, and asks what that rests on."""
    (name,) = RESERVED
    lines = [
        "(** What is claimed, each theorem in full, and what it rests on. Rocq answers below each with",
        f"    [{_CLOSED}]: with no axiom, nor anything else that was not proved. *)",
    ]
    proofs = dict.fromkeys(claim.theorem.rpartition(".")[0] for claim in development.claims)
    lines += [f"Require {development.prefix}.{module}." for module in proofs]
    lines += [f"Require Import {development.prefix}.{name.removesuffix('.v')}." for name in development.imports]
    for number, claim in enumerate(development.claims, 1):
        statement = "\n  ".join(claim.statement.strip().splitlines())
        lines += [
            "",
            f"(** {claim.sentence} *)",
            f"Definition claim_{number} :\n  {statement}\n  := @{development.prefix}.{claim.theorem}.",
            f"Print Assumptions claim_{number}.",
        ]
    required = dict.fromkeys([*development.imports, *(f"{module}.v" for module in proofs)])
    return VFile(name, "\n".join(lines) + "\n", tuple(required))


def read_assumptions(development: Development, printed: str) -> tuple[Proved, ...]:
    """What was said of each claim; none at all where that is not understood."""
    blocks: list[list[str]] = []
    for line in printed.splitlines():
        said = line.strip()
        if said == _CLOSED:
            blocks.append([])
        elif said in _OPENS:
            blocks.append([said])
        elif said and blocks and blocks[-1]:
            blocks[-1].append(said)
        elif said:
            return ()
    if len(blocks) != len(development.claims):
        return ()
    return tuple(
        Proved(claim.theorem, claim.statement, claim.sentence, tuple(block))
        for claim, block in zip(development.claims, blocks, strict=True)
    )
