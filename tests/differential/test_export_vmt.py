"""The exported transition system: z3 reads it, and one step of induction on it answers as the prover does."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from cores import core
from scripts import z3_answer

from septum.export.vmt import emit
from septum.obligations import generate
from septum.smt.decide import decide
from septum.smt.query import Answer, Options, Premise, Query
from septum.spec.load import load_profile
from septum.spec.model import Model, without

_load = cache(load_profile)
_EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
_ATOM = re.compile(r"\(|\)|\|[^|]*\||[^\s()|]+")


def _commands(text: str) -> list[list]:
    """The commands of a file, as nested lists of its words."""
    stack: list[list] = [[]]
    lines = [line for line in text.splitlines() if not line.startswith(";")]
    for word in _ATOM.findall("\n".join(lines)):
        if word == "(":
            stack.append([])
        elif word == ")":
            done = stack.pop()
            stack[-1].append(done)
        else:
            stack[-1].append(word)
    assert len(stack) == 1, "parentheses do not match"
    return stack[0]


def _words(expression: object) -> str:
    return expression if isinstance(expression, str) else f"({' '.join(map(_words, expression))})"


def _renamed(expression: object, names: dict[str, str]) -> object:
    if isinstance(expression, str):
        return names.get(expression, expression)
    return [_renamed(part, names) for part in expression]


class _System:
    """A file in VMT-LIB, as a model checker would take it apart."""

    def __init__(self, text: str) -> None:
        self.commands = _commands(text)
        self.plain: list[str] = []
        self.next: dict[str, str] = {}
        self.properties: dict[str, object] = {}
        self.marked: dict[str, object] = {}
        for command in self.commands:
            body = command[-1]
            if command[0] == "define-fun" and isinstance(body, list) and body[0] == "!":
                self._take(command[1], body)
                command = [*command[:-1], body[1]]
            self.plain.append(_words(command))

    def _take(self, name: str, body: list) -> None:
        match body[2]:
            case ":next":
                head = body[1] if isinstance(body[1], str) else body[1][0]
                assert head not in self.next
                self.next[head] = body[3]
            case ":invar-property":
                assert int(body[3]) == len(self.properties), "properties are numbered in order"
                self.properties[name] = body[1]
            case ":init" | ":trans" as mark:
                assert mark not in self.marked
                self.marked[mark] = body[1]
            case other:
                raise AssertionError(f"no annotation {other}")

    def holds(self, *assertions: str) -> bool:
        """Do the assertions contradict each other?"""
        answer = z3_answer("\n".join([*self.plain, *(f"(assert {text})" for text in assertions)]))
        assert answer in ("sat", "unsat"), answer
        return answer == "unsat"

    def starts_with(self, name: str) -> bool:
        return self.holds("init", f"(not {name})")

    def keeps(self, name: str) -> bool:
        after = _words(_renamed(self.properties[name], self.next))
        return self.holds(*self.properties, "trans", f"(not {after})")


def _proved(model: Model) -> Iterator[tuple[str, bool, bool]]:
    """For each invariant: does the prover say that it holds at the start, and that every step keeps it?"""
    verdicts: dict[str, list[bool]] = {}
    for obligation in generate(model):
        if obligation.clause in ("o_init", "o_inv"):
            premises = tuple(Premise(h.name, h.term) for h in obligation.hypotheses)
            holds = obligation.untouched or decide(Query(premises, obligation.goal), Options()).answer is Answer.FOLLOWS
            verdicts.setdefault(f"{obligation.clause}/{obligation.target}", []).append(holds)
    for fact in model.invariants:
        yield f"{fact.kind}.{fact.name}", all(verdicts[f"o_init/{fact.name}"]), all(verdicts[f"o_inv/{fact.name}"])


def _compare(model: Model) -> list[bool]:
    system = _System(next(iter(emit(model).values())))
    kept: list[bool] = []
    for name, starts, keeps in _proved(model):
        assert system.starts_with(name) == starts, name
        assert system.keeps(name) == keeps, name
        kept.append(keeps)
    return kept


@pytest.mark.parametrize("example", ["benign_allocator", "leaky_allocator", "gossip"])
def test_induction_on_the_file_answers_as_the_prover_does(example: str) -> None:
    _compare(_load(str(_EXAMPLES / f"{example}.py")))


def test_induction_on_the_file_fails_where_a_check_is_dropped() -> None:
    model = without(_load(str(_EXAMPLES / "benign_allocator.py")), "grow.NO_FRAME")
    assert _compare(model) == [True, False]


def test_induction_on_the_file_answers_as_the_prover_does_on_random_cores() -> None:
    kept = [keeps for seed in range(25) for keeps in _compare(core(seed))]
    assert True in kept and False in kept


def test_z3_reads_minimal_and_some_invariants_are_inductive_there() -> None:
    model = _load("minimal")
    system = _System(next(iter(emit(model).values())))
    assert list(system.properties) == [f"{fact.kind}.{fact.name}" for fact in model.invariants]
    assert not system.holds("init", "trans"), "nothing can start"
    for name in list(system.properties)[:: max(1, len(system.properties) // 4)]:
        assert system.starts_with(name) and system.keeps(name), name


@pytest.mark.parametrize("profile", ["minimal", str(_EXAMPLES / "benign_allocator.py")])
def test_every_symbol_has_its_next_and_the_start_speaks_of_neither_that_nor_inputs(profile: str) -> None:
    model = _load(profile)
    system = _System(next(iter(emit(model).values())))
    assert set(system.next) == {declared.symbol.name for declared in model.symbols}
    declared = {command[1] for command in system.commands if command[0] == "declare-fun"}
    assert set(system.next) | set(system.next.values()) <= declared
    inputs = declared - set(system.next) - set(system.next.values())
    of_the_start = set(_ATOM.findall(_words(system.marked[":init"])))
    assert not of_the_start & (inputs | set(system.next.values()))
    assert {command[0] for command in system.commands} <= {
        "set-logic", "declare-sort", "declare-datatypes", "declare-fun", "define-fun"
    }  # fmt: skip
