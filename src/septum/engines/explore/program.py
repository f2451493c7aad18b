"""The generated half of the C program: all steps from a state, and whether a state breaks an invariant."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from attrs import frozen

from septum.engines.explore.actions import Tree, ground_step, leaves
from septum.engines.explore.c_text import Shared, conditions_in, constant, tree_lines
from septum.engines.explore.conditions import Condition, support
from septum.engines.explore.grounding import Grounding
from septum.engines.explore.independence import Way, asleep, ways_of
from septum.engines.explore.packing import Packing
from septum.interpreter import Machine
from septum.spec.model import Fact

MOST_BITS = 2_048
MOST_CONDITIONS = 2_000_000
MOST_WAYS = 60_000
"""Beyond these an instance is left to the generated Python: the C compiler would take longer than it saves."""

_CHUNK = 250
"""Statements that one C function has at most, about: compilers are slow with long ones."""


@frozen
class Program:
    """The text, how the states are packed, and how many ways there are to do a step."""

    text: str
    packing: Packing
    ways: int


def write_program(machine: Machine) -> Program:
    """The program of a machine. Raises ValueError where the instance is too large for it."""
    packing = Packing(machine, MOST_BITS)
    grounding = Grounding(machine, packing, MOST_CONDITIONS)
    lines = [
        f"#define WORDS {packing.words}",
        f"#define LAST_BITS {packing.last_bits}",
        f"#define STEPS {len(machine.active_steps)}",
        "",
    ]
    calls: list[str] = []
    count = 0
    ways: list[Way] = []
    for number, step in enumerate(machine.active_steps):
        trees = ground_step(grounding, step)
        for part, chunk in enumerate(_chunks(trees)):
            name = f"step_{number}_{part}"
            count += sum(1 for _ in leaves(chunk))
            lines += [f"/* {_comment(step.name)} */", *_step_function(name, chunk, packing.words, len(ways)), ""]
            ways += ways_of(chunk)
            calls.append(f"  o = {name}(s, o, asleep, &counts[{number}]);")
        if count > MOST_WAYS:
            raise ValueError(f"there are more than {MOST_WAYS:,} ways to do a step on this instance")
    lines += [f"#define MOST_SUCCESSORS {len(ways)}", *_asleep(ways), ""]
    lines += ["static u64 *expand(const u64 *s, u64 *o, const u64 *asleep, u64 *counts) {"]
    lines += [*calls, "  return o;", "}", ""]
    lines += _checks(grounding, machine.model.invariants, packing.words)
    return Program("\n".join(lines) + "\n", packing, count)


def _comment(name: str) -> str:
    return "".join(c if c.isascii() and (c.isalnum() or c in "_ ~") else "_" for c in name)


def _chunks(trees: Sequence[Tree]) -> Iterator[list[Tree]]:
    chunk: list[Tree] = []
    size = 0
    for tree in trees:
        chunk.append(tree)
        size += sum(1 for _ in leaves([tree]))
        if size >= _CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _words(words: int, name: str) -> list[str]:
    return [f"  const u64 {name}{word} = {name}[{word}]; (void){name}{word};" for word in range(words)]


def _asleep(ways: Sequence[Way]) -> Iterator[str]:
    """For no way and for each, the ways that are asleep behind it."""
    rows = max(1, -(-len(ways) // 64))
    yield f"static const u64 asleep_behind[{len(ways) + 1}][{rows}] = {{"
    for number, row in enumerate(asleep(ways)):
        if row:
            yield f"  [{number + 1}] = {{{', '.join(_row(row, rows))}}},"
    yield "};"


def _row(bits: int, words: int) -> Iterator[str]:
    return (constant(bits >> 64 * i & (1 << 64) - 1) for i in range(words))


def _step_function(name: str, trees: Sequence[Tree], words: int, first: int) -> Iterator[str]:
    shared = Shared(conditions_in(trees))
    yield f"static NOT_INLINE u64 *{name}(const u64 *w, u64 *o, const u64 *asleep, u64 *count) {{"
    yield from _words(words, "w")
    yield "  u64 c = 0;"
    yield from (f"  {line}" for line in shared.lines)
    yield from tree_lines(trees, shared, words, itertools.count(first))
    yield "  *count += c;"
    yield "  return o;"
    yield "}"


def _checks(grounding: Grounding, facts: Sequence[Fact], words: int) -> Iterator[str]:
    """A function for each fact, or for parts of long ones; and for each bit of a state, which of them read it."""
    names: list[str] = []
    readers: dict[int, int] = {}
    for number, fact in enumerate(facts):
        instances = list(_instances(grounding, fact))
        for part in range(0, len(instances), _CHUNK):
            name = f"fact_{number}_{part // _CHUNK}"
            chunk = instances[part : part + _CHUNK]
            shared = Shared(chunk)
            yield f"/* {_comment(fact.name)} */"
            yield f"static NOT_INLINE int {name}(const u64 *w) {{"
            yield from _words(words, "w")
            yield from (f"  {line}" for line in shared.lines)
            yield from (f"  if (!{shared.expression(c)}) return 1;" for c in chunk)
            yield "  return 0;"
            yield "}"
            yield ""
            for bit in {bit for c in chunk for bit in _bits(support(c))}:
                readers[bit] = readers.get(bit, 0) | 1 << len(names)
            names.append(name)
    rows = max(1, -(-len(names) // 64))
    yield f"#define FACTS {len(names)}"
    yield f"#define FACT_WORDS {rows}"
    yield f"static int (*const facts[FACTS + 1])(const u64 *) = {{{', '.join([*names, '0'])}}};"
    yield "static const u64 readers[WORDS * 64][FACT_WORDS] = {"
    for bit in sorted(readers):
        yield f"  [{bit}] = {{{', '.join(_row(readers[bit], rows))}}},"
    yield "  [0] = {0}," if not readers else ""
    yield "};"


def _bits(masks: Mapping[int, int]) -> Iterator[int]:
    for word, mask in masks.items():
        yield from (64 * word + bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def _instances(grounding: Grounding, fact: Fact) -> Iterator[Condition]:
    """The different conditions that a fact makes, but for those that always hold."""
    names = [p.bare for p in fact.parameters]
    seen: set[Condition] = {grounding.conditions.true}
    for numbers in product(*(range(grounding.size(v)) for v in names)):
        condition = grounding.condition(fact.body, dict(zip(names, numbers, strict=True)))
        if condition not in seen:
            seen.add(condition)
            yield condition
