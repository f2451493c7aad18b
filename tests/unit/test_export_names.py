"""Names that other languages would not read are written so that they do, and stay apart."""

from textwrap import dedent

import cvc5
import pytest
import z3

from septum.export import document, smtlib, tla, vmt
from septum.export.naming import in_ascii, stem_of
from septum.spec.load import load_profile
from septum.spec.model import Model

_PROFILE = '''
    """Names that are in the way of other languages."""

    from septum.language import (
        Concern, Enumeration, Manager, News, Principal, Profile, Relation, Sort, Status, capability, core, initially,
        invariant, refuse, see, sees, tell,
    )
    from septum.models.isolation import Isolation


    class Guest(Principal, Sort):
        """A guest."""


    class Bool(Sort):
        """Called like the truth values of solvers."""


    class Array(Enumeration):
        """Called like a sort of solvers."""

        TRUE, vars = range(2)


    OK = Status()
    ÉCHOUÉ = Status()
    SET = News()


    class Init(Concern):
        """Called like a definition of TLA+."""

        vars: Relation[Guest, Bool, Array] = core()
        Next: Relation[Guest] = core()
        påge: Relation[Guest] = core()

        @initially
        def nothing(self) -> bool:
            return not any(self.vars[:, :, :]) and not any(self.Next[:]) and not any(self.påge[:])

        @capability(by=Manager)
        def MODULE(self, guest: Guest, forall: Bool, let: set[Array]) -> Status:
            """Called like a word of TLA+."""
            refuse(ÉCHOUÉ, "it is so", when=self.Next(guest))
            self.vars[guest, forall, :] = let
            self.Next[guest] = True
            tell(guest, SET, forall, let)
            return OK

        @sees(Guest)
        def own(self, viewer: Guest, forall: Bool, exists: Array) -> None:
            see(self.vars(viewer, forall, exists))

        @sees(Guest)
        def own_next(self, viewer: Guest) -> None:
            see(self.Next(viewer))

        @invariant
        def Inv(self, vars: Guest, TRUE: Bool, å: Array) -> bool:
            return self.Next(vars) or not self.vars(vars, TRUE, å)


    class Names(Profile):
        """Names."""

        includes = [Init]
        observers = [Guest]
        property = Isolation
        assumes = []
'''


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    file = tmp_path_factory.mktemp("names") / "7 nämes.py"
    file.write_text(dedent(_PROFILE).lstrip(), encoding="utf-8")
    return load_profile(str(file))


def test_files_are_called_after_the_profile_in_letters_that_all_can_read(model: Model) -> None:
    assert stem_of(model) == "profile_7_n_mes"
    assert list(vmt.emit(model)) == ["profile_7_n_mes.vmt"]
    assert list(document.emit(model)) == ["profile_7_n_mes.json"]


def test_scripts_with_such_names_are_read_and_decided(model: Model) -> None:
    scripts = {name: text for name, text in smtlib.emit(model).items() if name.endswith(".smt2")}
    assert scripts
    for name, script in scripts.items():
        solver = z3.Solver(ctx=z3.Context())
        solver.from_string(script)
        assert str(solver.check()) == "unsat", name
        other = cvc5.Solver(cvc5.TermManager())
        parser = cvc5.InputParser(other)
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script, name)
        while not (command := parser.nextCommand()).isNull():
            assert command.invoke(other, parser.getSymbolManager()).strip() in ("", "unsat"), name


def test_the_transition_system_with_such_names_is_read(model: Model) -> None:
    solver = z3.Solver(ctx=z3.Context())
    solver.from_string("\n".join([*vmt.emit(model).values(), "(assert init)", "(assert trans)"]))
    assert str(solver.check()) == "sat"


def test_the_module_with_such_names_declares_each_once_and_no_word_of_tla(model: Model) -> None:
    text = tla.emit(model)["profile_7_n_mes.tla"]
    for line in ("CONSTANT Bool", 'Array == {"TRUE", "vars"}', "VARIABLES vars_1, Next_1, p_u00e5ge"):
        assert line in text.replace("  \\* ", "\n"), text
    assert "MODULE_1(guest, forall, let) ==" in text
    assert "Inv_1 ==\n  \\A vars_2 \\in Guest, TRUE_1 \\in Bool, _u00e5 \\in Array :" in text


def test_a_character_that_is_not_of_ascii_is_written_by_its_number() -> None:
    assert in_ascii("påge") == "p_u00e5ge" and in_ascii("page") == "page"
