"""Conditions on packed states mean what they were made of, however they are simplified."""

from random import Random

from septum.engines.explore.conditions import Condition, Conditions, Kind, support

_WORDS, _BITS = 2, 4


def _holds(condition: Condition, words: tuple[int, ...]) -> bool:
    match condition.kind:
        case Kind.TRUE:
            return True
        case Kind.FALSE:
            return False
        case Kind.MASKED:
            return words[condition.word] & condition.mask == condition.value
        case Kind.NOT:
            return not _holds(condition.parts[0], words)
        case Kind.ALL:
            return all(_holds(part, words) for part in condition.parts)


def _states() -> list[tuple[int, ...]]:
    return [(a, b) for a in range(1 << _BITS) for b in range(1 << _BITS)]


def test_random_conditions_keep_their_meaning_and_read_nothing_but_their_support() -> None:
    random, make = Random(5), Conditions()
    known: list[tuple[Condition, frozenset[tuple[int, ...]]]] = []
    everything = frozenset(_states())
    for _ in range(400):
        kind = random.choice(("masked", "not", "every", "some"))
        chosen = [random.choice(known) for _ in range(random.randint(1, 4))] if len(known) > 8 else []
        if kind == "masked" or not chosen:
            word, mask = random.randrange(_WORDS), random.randrange(1, 1 << _BITS)
            value = random.randrange(1 << _BITS) & mask
            made = make.masked(word, mask, value)
            meaning = frozenset(s for s in everything if s[word] & mask == value)
        elif kind == "not":
            made, meaning = make.negate(chosen[0][0]), everything - chosen[0][1]
        elif kind == "every":
            made = make.every(c for c, _ in chosen)
            meaning = everything.intersection(*(m for _, m in chosen))
        else:
            made = make.some(c for c, _ in chosen)
            meaning = frozenset[tuple[int, ...]]().union(*(m for _, m in chosen))
        assert frozenset(s for s in everything if _holds(made, s)) == meaning
        reads = support(made)
        for state in meaning:
            other = tuple(w ^ (random.randrange(1 << _BITS) & ~reads.get(i, 0)) for i, w in enumerate(state))
            assert _holds(made, other)
        if 0 < len(meaning) < len(everything):
            known.append((made, meaning))


def test_equal_conditions_are_one_object_and_contradictions_are_seen() -> None:
    make = Conditions()
    one, two = make.masked(0, 3, 1), make.masked(0, 12, 4)
    assert make.every((one, two)) is make.every((two, one)) is make.masked(0, 15, 5)
    assert make.every((one, make.masked(0, 3, 2))) is make.false
    assert make.every((one, make.negate(one))) is make.false and make.some((one, make.negate(one))) is make.true
    assert make.masked(0, 3, 4) is make.false and make.masked(0, 0, 0) is make.true
