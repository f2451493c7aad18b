"""Names of a development: the model's own, short where that is clear, and none of those that are taken."""

import pytest
from rocq_statements import loaded

from septum.export.rocq.names import Names
from septum.export.rocq.reserved import reserved, words
from septum.logic import build
from septum.logic.sorts import Sort


@pytest.mark.parametrize(
    "word", ["refuse", "mod", "Request", "o_write", "Carried_out", "choice", "same_iff", "Words", "Atom", "some_more"]
)
def test_words_of_rocq_and_of_the_theory_are_reserved(word: str) -> None:
    assert (word in reserved()) == (word != "some_more")


def test_all_that_a_file_of_the_theory_defines_is_found() -> None:
    text = """
      (* Definition no. *) Lemma l : True. Proof. exact I. Qed.
      Inductive shape := Circle | Square (side : nat) | Line.
      Record box := make_box { #[canonical=no] top : nat; bottom : nat }.
    """
    assert words(text) >= {"l", "shape", "Circle", "Square", "Line", "box", "make_box", "top", "bottom"}
    assert "no" not in words(text)


@pytest.mark.parametrize("name", ["minimal", "driver_in_guest", "clashing", "doorbells"])
def test_no_two_definitions_have_one_name_and_none_is_reserved(name: str) -> None:
    names = Names.of(loaded(name))
    tables = (names.sorts, names.members, names.symbols, names.steps, names.statuses, names.news, names.views)
    every = [word for table in (*tables, names.assumptions, names.observers, names.actors) for word in table.values()]
    every += [names.act(step) for step in names.steps]
    assert len(every) == len(set(every))
    assert not set(every) & reserved()


def test_a_name_that_means_something_else_is_changed_and_said_in_ascii() -> None:
    names = Names.of(loaded("clashing"))
    assert set(names.sorts.values()) == {"Set1", "Guest", "Type1", "Gr_u00f6_u00dfe"}
    assert (names.steps["done"], names.act("match")) == ("done1", "match1_act")


def test_names_are_short_where_nothing_else_is_called_so() -> None:
    names = Names.of(loaded("minimal"))
    symbols = {symbol.name: name for symbol, name in names.symbols.items()}
    assert symbols["Guests.phase"] == "phase"
    assert (symbols["Pci.registers"], symbols["Scheduling.registers"]) == ("Pci_registers", "Scheduling_registers")
    assert "RUNNING" in names.members.values()
    assert names.views["own_pages"] == "seen_own_pages"


def test_a_variable_hides_nothing_and_keeps_its_root() -> None:
    names = Names.of(loaded("minimal"))
    cpu, vmid = Sort("Cpu"), Sort("Vmid")
    first, second, third = (build.variable(name, cpu) for name in ("cpu", "cpu_1", "cpu_2"))
    scope = names.bind([first, second, third, build.variable("vmid", vmid)], {})
    assert list(scope.values()) == ["cpu", "cpu1", "cpu2", "vmid1"]
