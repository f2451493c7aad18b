"""C for conditions and for what a step writes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from septum.engines.explore.actions import Branch, Leaf, Tree, Write
from septum.engines.explore.conditions import Condition, Kind


def constant(number: int) -> str:
    """A word, spelt out."""
    return f"{number:#x}ull"


class Shared:
    """Conditions that are needed more than once in a function are computed once, at its beginning."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self._names: dict[Condition, str] = {}
        counts: dict[Condition, int] = {}
        for condition in conditions:
            _count(condition, counts)
        repeated = [c for c, count in counts.items() if count > 1 and c.kind is Kind.ALL and _heavy(c)]
        self.lines: list[str] = []
        for condition in sorted(repeated, key=lambda c: c.number):
            text = self.expression(condition)
            self._names[condition] = f"c{condition.number}"
            self.lines.append(f"const int c{condition.number} = {text};")

    def expression(self, condition: Condition) -> str:
        """The C expression of a condition on the words `w0`, `w1`, …: 0 or 1."""
        name = self._names.get(condition)
        if name is not None:
            return name
        match condition.kind:
            case Kind.TRUE:
                return "1"
            case Kind.FALSE:
                return "0"
            case Kind.MASKED:
                return _masked(condition)
            case Kind.NOT:
                return f"!{self.expression(condition.parts[0])}"
            case Kind.ALL:
                return f"({' & '.join(self.expression(part) for part in condition.parts)})"


def _masked(condition: Condition) -> str:
    mask, value = condition.mask, condition.value
    if mask.bit_count() == 1:
        bit = f"(int)(w{condition.word} >> {mask.bit_length() - 1} & 1)"
        return f"({bit})" if value else f"({bit} ^ 1)"
    return f"((w{condition.word} & {constant(mask)}) == {constant(value)})"


def _heavy(condition: Condition) -> bool:
    return any(part.kind is not Kind.MASKED for part in condition.parts)


def _count(condition: Condition, counts: dict[Condition, int]) -> None:
    counts[condition] = counts.get(condition, 0) + 1
    if counts[condition] == 1:
        for part in condition.parts:
            _count(part, counts)


def conditions_in(trees: Sequence[Tree]) -> Iterator[Condition]:
    """Every condition that a step's code mentions, as often as it does."""
    for tree in trees:
        if isinstance(tree, Branch):
            yield tree.condition
            yield from conditions_in(tree.inside)
        else:
            for write in tree.writes:
                yield from write.cases.values()


def tree_lines(
    trees: Sequence[Tree], shared: Shared, words: int, numbers: Iterator[int], depth: int = 1
) -> Iterator[str]:
    """Statements that count every way in `c`, and append to `o` what differs from the old state, but for ways asleep.

    `numbers`: of the ways that write, in the order of their leaves.
    """
    indent = "  " * depth
    for tree in trees:
        if isinstance(tree, Leaf):
            yield from (indent + line for line in leaf_lines(tree, shared, words, numbers))
        elif all(isinstance(inner, Leaf) and not inner.writes for inner in tree.inside):
            ways = f"{len(tree.inside)} * " if len(tree.inside) > 1 else ""
            yield f"{indent}c += {ways}{shared.expression(tree.condition)};"
        else:
            yield f"{indent}if ({shared.expression(tree.condition)}) {{"
            yield from tree_lines(tree.inside, shared, words, numbers, depth + 1)
            yield f"{indent}}}"


def leaf_lines(leaf: Leaf, shared: Shared, words: int, numbers: Iterator[int]) -> Iterator[str]:
    """A step that is done. A successor's words are followed by 1 + the number of the way."""
    changed = sorted({write.entry.place.word for write in leaf.writes})
    if not changed:
        yield "c++;"
        return
    yield "{ c++;"
    for word in changed:
        writes = [write for write in leaf.writes if write.entry.place.word == word]
        yield f"  const u64 n{word} = {word_after(word, writes, shared)};"
    for word in range(words):
        yield f"  o[{word}] = {'n' if word in changed else 'w'}{word};"
    number = next(numbers)
    different = " | ".join(f"(n{word} ^ w{word})" for word in changed)
    yield f"  o[{words}] = {number + 1};"
    yield f"  o += ({different}) && !(asleep[{number // 64}] >> {number % 64} & 1) ? {words + 1} : 0; }}"


def word_after(word: int, writes: Sequence[Write], shared: Shared) -> str:
    """The expression of a word afterwards."""
    mask = value = 0
    conditional: list[Write] = []
    for write in writes:
        known = _known(write.cases)
        if known is None:
            conditional.append(write)
        else:
            mask |= write.entry.place.mask
            value |= known << write.entry.place.shift
    cleared = [constant(mask)] if mask else []
    added = [constant(value)] if value else []
    for write in conditional:
        place = write.entry.place
        conditions = [shared.expression(c) for c in write.cases.values()]
        cleared.append(f"(-(u64)({' | '.join(conditions)}) & {constant(place.mask)})")
        for number, condition in write.cases.items():
            if number:
                added.append(f"(-(u64){shared.expression(condition)} & {constant(number << place.shift)})")
    kept = f"(w{word} & ~({' | '.join(cleared)}))" if cleared else f"w{word}"
    return " | ".join([kept, *added])


def _known(cases: Mapping[int, Condition]) -> int | None:
    (number, condition), *rest = cases.items()
    return number if not rest and condition.kind is Kind.TRUE else None
