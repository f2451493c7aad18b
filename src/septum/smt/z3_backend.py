"""Z3 for quantifier-free and quantified queries. A fresh context for each; budgets in `rlimit`.

The C interface is called directly: wrapping every node in Python objects would cost more than solving.
"""

# pyright: basic, reportMissingTypeStubs=false

from collections.abc import Sequence
from time import perf_counter

import z3
from attrs import define, field
from z3 import z3core as c

from septum.logic.sorts import BOOLEAN, Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import Operator, Term
from septum.smt.query import Said


@define(eq=False)
class _Context:
    """One context of Z3's that keeps what is made in it until it is deleted."""

    context: object = field(init=False)
    _sorts: dict[Sort, object] = field(init=False, factory=dict)
    _functions: dict[tuple[str, str], object] = field(init=False, factory=dict)
    _terms: dict[Term, object] = field(init=False, factory=dict)
    enumerations: dict[Sort, list[object]] = field(init=False, factory=dict)
    enumerated: list[tuple[object, Sort]] = field(init=False, factory=list)
    quantified: bool = False

    def __attrs_post_init__(self) -> None:
        configuration = c.Z3_mk_config()
        self.context = c.Z3_mk_context(configuration)
        c.Z3_del_config(configuration)

    def delete(self) -> None:
        c.Z3_del_context(self.context)

    def sort(self, sort: Sort) -> object:
        found = self._sorts.get(sort)
        if found is None:
            if sort.is_boolean:
                found = c.Z3_mk_bool_sort(self.context)
            else:
                found = c.Z3_mk_uninterpreted_sort(self.context, self.symbol(sort.name))
            self._sorts[sort] = found
            if sort.is_enumeration:
                self.enumerations[sort] = [self.function(f"{sort.name}.{m}", (), sort, "") for m in sort.members]
        return found

    def symbol(self, name: str) -> object:
        return c.Z3_mk_string_symbol(self.context, name)

    def function(self, name: str, domain: Sequence[Sort], codomain: Sort, state: str) -> object:
        key = (name, state)
        found = self._functions.get(key)
        if found is None:
            sorts = [self.sort(s) for s in domain]
            codomain_sort = self.sort(codomain)
            found = self._functions.get(key)
            if found is None:
                text = f"{name}@{state}" if state else name
                array = (z3.Sort * len(sorts))(*sorts)
                found = c.Z3_mk_func_decl(self.context, self.symbol(text), len(sorts), array, codomain_sort)
                self._functions[key] = found
        return found

    def apply(self, function: object, arguments: Sequence[object]) -> object:
        array = (z3.Ast * len(arguments))(*arguments)
        return c.Z3_mk_app(self.context, function, len(arguments), array)

    def term(self, term: Term) -> object:
        found = self._terms.get(term)
        if found is None:
            found = self._make(term)
            self._terms[term] = found
            if term.sort.is_enumeration and term.operator is not Operator.MEMBER and not self.quantified:
                self.enumerated.append((found, term.sort))
        return found

    def _make(self, term: Term) -> object:
        context = self.context
        if term.bound:
            bound = [self.term(v) for v in term.bound]
            body = self.term(term.arguments[0])
            array = (z3.Ast * len(bound))(*[c.Z3_to_app(context, b) for b in bound])
            make = c.Z3_mk_forall_const if term.operator is Operator.FORALL else c.Z3_mk_exists_const
            return make(context, 1, len(bound), array, 0, (z3.Pattern * 0)(), body)
        arguments = [self.term(a) for a in term.arguments]
        array = (z3.Ast * len(arguments))(*arguments)
        match term.operator:
            case Operator.APPLY:
                symbol: Symbol = term.symbol  # pyright: ignore[reportAssignmentType]
                return self.apply(self.function(symbol.name, symbol.domain, symbol.codomain, term.state), arguments)
            case Operator.VARIABLE:
                return self.apply(self.function(f"{term.name}:{term.sort.name}", (), term.sort, ""), ())
            case Operator.MEMBER:
                self.sort(term.sort)
                return self.apply(self.function(f"{term.sort.name}.{term.name}", (), term.sort, ""), ())
            case Operator.EQUAL:
                return c.Z3_mk_eq(context, arguments[0], arguments[1])
            case Operator.NOT:
                return c.Z3_mk_not(context, arguments[0])
            case Operator.AND:
                return c.Z3_mk_and(context, len(arguments), array)
            case Operator.OR:
                return c.Z3_mk_or(context, len(arguments), array)
            case Operator.IMPLIES:
                return c.Z3_mk_implies(context, arguments[0], arguments[1])
            case Operator.IF:
                return c.Z3_mk_ite(context, arguments[0], arguments[1], arguments[2])
            case Operator.TRUE:
                return c.Z3_mk_true(context)
            case Operator.FALSE:
                return c.Z3_mk_false(context)
            case operator:
                raise ValueError(f"{operator} has no form in Z3")

    def enumeration_facts(self) -> list[object]:
        """Members differ; what has an enumeration for its sort is one of them."""
        found: list[object] = []
        for functions in self.enumerations.values():
            members = [self.apply(f, ()) for f in functions]
            if len(members) > 1:
                found.append(c.Z3_mk_distinct(self.context, len(members), (z3.Ast * len(members))(*members)))
        for term, sort in self.enumerated:
            members = [self.apply(f, ()) for f in self.enumerations[sort]]
            cases = [c.Z3_mk_eq(self.context, term, m) for m in members]
            found.append(c.Z3_mk_or(self.context, len(cases), (z3.Ast * len(cases))(*cases)))
        if self.quantified:
            for sort, functions in self.enumerations.items():
                member = self.apply(c.Z3_mk_fresh_func_decl(self.context, "x", 0, (z3.Sort * 0)(), self.sort(sort)), ())
                cases = [c.Z3_mk_eq(self.context, member, self.apply(f, ())) for f in functions]
                body = c.Z3_mk_or(self.context, len(cases), (z3.Ast * len(cases))(*cases))
                array = (z3.Ast * 1)(c.Z3_to_app(self.context, member))
                found.append(c.Z3_mk_forall_const(self.context, 1, 1, array, 0, (z3.Pattern * 0)(), body))
        return found


class GroundSolver:
    """An incremental solver for ground statements, each of which can be switched on by its number."""

    def __init__(self, resources: int) -> None:
        self._context = _Context()
        context = self._context.context
        self._solver = c.Z3_mk_simple_solver(context)
        c.Z3_solver_inc_ref(context, self._solver)
        parameters = c.Z3_mk_params(context)
        c.Z3_params_inc_ref(context, parameters)
        c.Z3_params_set_uint(context, parameters, self._context.symbol("rlimit"), resources)
        c.Z3_params_set_uint(context, parameters, self._context.symbol("random_seed"), 0)
        c.Z3_solver_set_params(context, self._solver, parameters)
        c.Z3_params_dec_ref(context, parameters)
        self._switches: list[object] = []
        self._asserted_enumerations = 0
        self._distinct = 0
        self._model: object = None
        self.seconds = 0.0
        self._start = self._used()

    def delete(self) -> None:
        """Free the context."""
        self._forget_model()
        c.Z3_solver_dec_ref(self._context.context, self._solver)
        self._context.delete()

    def add(self, statement: Term) -> None:
        """A further statement; its number is how many there were before."""
        context = self._context.context
        boolean = self._context.sort(BOOLEAN)
        switch = self._context.apply(
            c.Z3_mk_func_decl(context, self._context.symbol(f"!{len(self._switches)}"), 0, (z3.Sort * 0)(), boolean),
            (),
        )
        self._switches.append(switch)
        c.Z3_solver_assert(context, self._solver, c.Z3_mk_implies(context, switch, self._context.term(statement)))

    def check(self, numbers: Sequence[int]) -> str:
        """`unsat`, `sat`, `budget` or `unknown` for the statements of these numbers together."""
        started = perf_counter()
        context = self._context.context
        self._forget_model()
        self._assert_enumerations()
        array = (z3.Ast * len(numbers))(*[self._switches[n] for n in numbers])
        result = c.Z3_solver_check_assumptions(context, self._solver, len(numbers), array)
        self.seconds += perf_counter() - started
        if result == -1:
            return "unsat"
        if result == 1:
            return "sat"
        reason = c.Z3_solver_get_reason_unknown(context, self._solver)
        return "budget" if _exhausted(reason) else "unknown"

    def core(self) -> list[int]:
        """After `unsat`: numbers of statements that suffice."""
        context = self._context.context
        vector = c.Z3_solver_get_unsat_core(context, self._solver)
        c.Z3_ast_vector_inc_ref(context, vector)
        size = c.Z3_ast_vector_size(context, vector)
        found = {c.Z3_get_ast_id(context, c.Z3_ast_vector_get(context, vector, i)) for i in range(size)}
        c.Z3_ast_vector_dec_ref(context, vector)
        return [n for n, switch in enumerate(self._switches) if c.Z3_get_ast_id(context, switch) in found]

    def value(self, term: Term) -> str | bool:
        """After `sat`: what a ground term is in the model; equal things have equal values."""
        context = self._context.context
        if self._model is None:
            self._model = c.Z3_solver_get_model(context, self._solver)
            c.Z3_model_inc_ref(context, self._model)
        result = (z3.Ast * 1)()
        c.Z3_model_eval(context, self._model, self._context.term(term), True, result)
        if term.sort.is_boolean:
            return c.Z3_get_bool_value(context, result[0]) == 1
        return str(c.Z3_get_ast_id(context, result[0]))

    def resources(self) -> int:
        """How many units this solver used."""
        return max(0, self._used() - self._start)

    def _forget_model(self) -> None:
        if self._model is not None:
            c.Z3_model_dec_ref(self._context.context, self._model)
            self._model = None

    def _used(self) -> int:
        context = self._context.context
        statistics = c.Z3_solver_get_statistics(context, self._solver)
        c.Z3_stats_inc_ref(context, statistics)
        used = 0
        for index in range(c.Z3_stats_size(context, statistics)):
            if c.Z3_stats_get_key(context, statistics, index) == "rlimit count":
                used = c.Z3_stats_get_uint_value(context, statistics, index)
        c.Z3_stats_dec_ref(context, statistics)
        return used

    def _assert_enumerations(self) -> None:
        known = (len(self._context.enumerations), len(self._context.enumerated))
        if known != (self._distinct, self._asserted_enumerations):
            self._distinct, self._asserted_enumerations = known
            for fact in self._context.enumeration_facts():
                c.Z3_solver_assert(self._context.context, self._solver, fact)


def _exhausted(reason: str) -> bool:
    """Z3 says `canceled` of a check that ran out of `rlimit`; nothing else here cancels one."""
    return "canceled" in reason or "resource" in reason


def decide_quantified(statements: Sequence[Term], resources: int) -> Said:
    """Z3's answer to closed statements together, as they are."""
    started = perf_counter()
    wrapped = _Context(quantified=True)
    context = wrapped.context
    solver = c.Z3_mk_solver(context)
    c.Z3_solver_inc_ref(context, solver)
    parameters = c.Z3_mk_params(context)
    c.Z3_params_inc_ref(context, parameters)
    c.Z3_params_set_uint(context, parameters, wrapped.symbol("rlimit"), resources)
    c.Z3_solver_set_params(context, solver, parameters)
    for statement in statements:
        c.Z3_solver_assert(context, solver, wrapped.term(statement))
    for fact in wrapped.enumeration_facts():
        c.Z3_solver_assert(context, solver, fact)
    result = c.Z3_solver_check(context, solver)
    answer = {-1: "unsat", 1: "sat"}.get(result, "unknown")
    detail = ""
    if answer == "unknown":
        detail = c.Z3_solver_get_reason_unknown(context, solver)
        answer = "budget" if _exhausted(detail) else "unknown"
    c.Z3_params_dec_ref(context, parameters)
    c.Z3_solver_dec_ref(context, solver)
    wrapped.delete()
    return Said("z3", answer, 0, perf_counter() - started, detail)
