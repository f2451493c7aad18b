"""Solvers as others use them: they read a script as text, and answer."""

import cvc5
import z3


def z3_answer(script: str) -> str:
    """What z3 says of a script's assertions. Raises where it cannot read them."""
    solver = z3.Solver(ctx=z3.Context())
    solver.from_string(script)
    return str(solver.check())


_STRATEGIES = ({}, {"enum_inst": "true"}, {"finite_model_find": "true"})


def cvc5_answer(script: str) -> str:
    """What cvc5 prints for a script, with the first way to instantiate that is enough. Raises where it cannot read."""
    for strategy in _STRATEGIES:
        answer = _printed(script, **strategy)
        if answer != "unknown":
            break
    return answer


def _printed(script: str, **options: str) -> str:
    manager = cvc5.TermManager()
    solver = cvc5.Solver(manager)
    for name, value in options.items():
        solver.setOption(name.replace("_", "-"), value)
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script, "script")
    symbols = parser.getSymbolManager()
    printed: list[str] = []
    while not (command := parser.nextCommand()).isNull():
        printed.append(command.invoke(solver, symbols))
    return "".join(printed).strip()
