"""What steps write, and that all else stays as it was."""

from collections.abc import Mapping, Sequence

from septum.engines.refute.circuit import FALSE, Circuit
from septum.engines.refute.evaluate import Entries, Environment, Evaluator, Value
from septum.engines.refute.layout import Layout
from septum.engines.refute.observe import bits_of
from septum.logic import Symbol, Term
from septum.spec.model import Update

Writes = dict[tuple[Symbol, tuple[int, ...]], list[tuple[int, int, Value]]]
"""For each entry: the literal of a step, the literal that it writes there, and what."""


def writes_of(
    updates: Sequence[Update], evaluator: Evaluator, environment: Environment
) -> list[tuple[tuple[Symbol, tuple[int, ...]], int, Value]]:
    """Every entry that the updates may write, with the literal that they do and the value; the last update wins."""
    circuit, scope = evaluator.circuit, evaluator.scope
    found: list[tuple[tuple[Symbol, tuple[int, ...]], int, Value]] = []
    later: dict[tuple[Symbol, tuple[int, ...]], list[int]] = {}
    for update in reversed(updates):
        bound = {v.bare for v in update.bound}
        for at in scope.tuples(update.symbol):
            inner = dict(environment)
            places: list[tuple[Term, int]] = []
            possible = True
            for term, index in zip(update.at, at, strict=True):
                v = term.bare
                if v in bound and v not in inner:
                    inner[v] = evaluator.constant(v.sort, index)
                elif v in bound:
                    possible = possible and inner[v] == evaluator.constant(v.sort, index)
                else:
                    places.append((v, index))
            if not possible:
                continue
            rest = [v for v in update.bound if v.bare not in inner]
            cases: list[tuple[int, Value]] = []
            for assignment in evaluator.assignments(rest, inner) if rest else [inner]:
                literals = [evaluator.is_element(v, index, assignment) for v, index in places]
                if FALSE in literals:
                    continue
                literals.append(evaluator.truth(update.condition, assignment))
                written = circuit.conjunction(literals)
                if written != FALSE:
                    cases.append((written, evaluator.value(update.value, assignment)))
            entry = (update.symbol, at)
            hidden = tuple(-literal for literal in later.get(entry, ()))
            found.extend((entry, circuit.conjunction((written, *hidden)), value) for written, value in cases)
            later.setdefault(entry, []).extend(written for written, _ in cases)
    return found


def frame(
    circuit: Circuit,
    layout: Layout,
    after: Entries,
    writes: Mapping[tuple[Symbol, tuple[int, ...]], Sequence[tuple[int, int, Value]]],
) -> None:
    """What is written has the value written, all else stays as it was."""
    for symbol, entries in layout.state.items():
        for at, value in entries.items():
            now, then = bits_of(value), bits_of(after[symbol][at])
            # Steps that write the same value under the same condition are one writer.
            writers: dict[tuple[int, tuple[int, ...]], list[int]] = {}
            for chosen, written, new in writes.get((symbol, at), ()):
                writers.setdefault((written, bits_of(new)), []).append(chosen)
            acts = [
                (circuit.conjunction((circuit.disjunction(group), written)), bits)
                for (written, bits), group in writers.items()
            ]
            for act, bits in acts:
                for bit, new in zip(bits, then, strict=True):
                    circuit.require(-act, -bit, new)
                    circuit.require(-act, bit, -new)
            kept = [act for act, _ in acts]
            for old, new in zip(now, then, strict=True):
                circuit.require(*kept, -old, new)
                circuit.require(*kept, old, -new)
