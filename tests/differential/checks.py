"""What is checked of one random core. Each check raises AssertionError where prover and brute force disagree."""

from collections import Counter
from random import Random

from attrs import evolve
from breaches import breaches
from cores import core
from isolation_oracle import Explorer, first_interference
from judging import ask, unproved
from realized import shows

from septum.interpreter import Instance, Machine, sample_initial, sample_state
from septum.obligations import generate
from septum.obligations.obligation import Obligation
from septum.smt.query import Answer
from septum.spec.model import Model


def machine_of(model: Model, random: Random, pages: int = 1) -> Machine:
    """Two guests, one page or two."""
    elements = {"Guest": ("alice", "bob"), "Page": ("one", "two")[:pages]}
    return Machine(model, Instance(elements, {"Core.first": {(): random.choice(("alice", "bob"))}}))


def every_breach_is_refuted(seed: int) -> Counter[str]:
    """Whatever a single step breaks, from whatever state, its own obligation does not prove. Counts by clause."""
    model, random = core(seed), Random(seed)
    machine = machine_of(model, random, 1 + seed % 2)
    found: set[tuple[str, str]] = set()
    for _ in range(6):
        state, unlike = sample_state(machine, random), sample_state(machine, random)
        if not machine.check(state) and not machine.check(unlike):
            found |= set(breaches(machine, state, unlike, random))
    obligations = {(o.identifier, o.observer): o for o in generate(model)}
    for name in sorted(found):
        assert name in obligations, (seed, name, "is not asked")
        # Undecided is no proof either; what is undecided, and how often, is no concern of this check.
        assert ask(obligations[name]).answer in (Answer.FAILS, Answer.UNKNOWN, Answer.BUDGET), (seed, name)
    return Counter(name.split("/")[1] for name, _ in found)


def every_refutation_is_real(seed: int) -> Counter[str]:
    """Every countermodel is two states and steps of the interpreter that break what is said. Counts by clause."""
    model = core(seed)
    found: Counter[str] = Counter()
    for obligation, decision in unproved(generate(model)):
        if decision.answer is Answer.FAILS:
            assert decision.structure is not None
            assert shows(model, obligation, decision.structure), (seed, obligation.identifier, obligation.observer)
            found[obligation.clause] += 1
    return found


def runs_that_interfere_are_not_proved(seed: int) -> str:
    """Whole runs: what two of them show, or an invariant that they break, leaves an obligation unproved."""
    model = core(seed)
    explorer = _explorer(model, seed)
    broken = explorer.broken()
    interference = first_interference(explorer)
    if interference is not None:
        assert next(unproved(generate(model)), None) is not None, (seed, interference)
    if broken:
        about = [o for o in generate(model) if o.clause in ("o_init", "o_inv") and o.target in broken]
        assert next(unproved(about), None) is not None, (seed, broken)
    return "quiet" if interference is None else "interferes"


def what_is_left_of_a_core_once_it_proves_never_interferes(seed: int) -> str:
    """Views, steps and invariants that fail are left out until all is proved; then no two runs may differ."""
    model = core(seed)
    while failing := [obligation for obligation, _ in unproved(generate(model))]:
        for obligation in failing:
            model = _less(model, obligation)
    explorer = _explorer(model, seed)
    assert first_interference(explorer) is None, seed
    assert not explorer.broken(), seed
    return "something" if model.steps and model.views else "nothing"


def _less(model: Model, obligation: Obligation) -> Model:
    if obligation.clause in ("o_reply", "o_status"):
        return evolve(model, steps=tuple(s for s in model.steps if s.name != obligation.step))
    if obligation.clause in ("o_init", "o_inv"):
        return evolve(model, invariants=tuple(i for i in model.invariants if i.name != obligation.target))
    return evolve(model, views=tuple(v for v in model.views if v.name != obligation.target))


def _explorer(model: Model, seed: int) -> Explorer:
    random = Random(seed)
    machine = machine_of(model, random)
    return Explorer(machine, [sample_initial(machine, random) for _ in range(3)], 300)
