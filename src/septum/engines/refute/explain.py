"""From a skeleton to an attack: who did what, what changed, what was told, where it falls, in the users' names."""

from septum.engines.refute.beginnings import constants_read, starts_apart
from septum.engines.refute.falls import Difference, find_fall, watcher
from septum.engines.refute.goals import Goal, GoalKind
from septum.engines.refute.naming import name_elements
from septum.engines.refute.play import Game, Played, play
from septum.engines.refute.skeleton import Skeleton
from septum.engines.refute.texts import entry_text, shown
from septum.engines.results import Attack, Change, Event, Fall, Moment
from septum.spec.model import Model, Outcome, Step


def explain(model: Model, original: Model, goal: Goal, skeleton: Skeleton, shortest: bool) -> Attack:
    """The attack that the skeleton is, played by the interpreter.

    `model` is weakened, `original` is not. Raises NotReplayedError where it is no attack.
    """
    names = name_elements(model, skeleton)
    game = play(model, skeleton, names)
    fall = find_fall(model, goal, game)
    shortest = shortest and fall.moment == len(skeleton.runs[0])
    game = game.until(fall.moment)
    constants, start = constants_read(model, game, skeleton), starts_apart(game, skeleton)
    return attack_of(model, original, goal, game, fall, constants, start, shortest)


def attack_of(
    model: Model,
    original: Model,
    goal: Goal,
    game: Game,
    fall: Difference,
    constants: tuple[Change, ...],
    start: tuple[Change, ...],
    shortest: bool = False,
) -> Attack:
    """The attack that played runs are, up to the moment at which they show `fall`.

    `constants` and `start`: what the instance is, and in what two starts differ, as reports print it.
    """
    game = game.until(fall.moment)
    return Attack(
        model=model.name,
        moments=tuple(
            Moment(*(_event(game, model, original, played) for played in pair)) for pair in zip(*game.runs, strict=True)
        ),
        fall=_fall(model, goal, game, fall),
        two_runs=len(game.runs) == 2,
        shortest=shortest,
        replayed=True,
        broken=_broken(original, game),
        instance=game.names.order,
        constants=constants,
        start=start,
    )


def _party(step: Step, played: Played) -> str:
    """On whose account the step is done."""
    parameter = step.actor.parameter
    if parameter is None:
        return step.actor.principal or step.by
    places = [p.bare for p in step.parameters]
    return str(played.effect.arguments[places.index(parameter.bare)])


def _actor(step: Step, played: Played) -> str:
    """Who acts: the principal that asks, or the guest by name."""
    parameter = step.actor.parameter
    if parameter is not None and step.by and step.by != parameter.name:
        return step.by
    return _party(step, played)


def _event(game: Game, model: Model, original: Model, played: Played | None) -> Event | None:
    if played is None:
        return None
    effect = played.effect
    step = model.step(effect.step)
    variables = (*step.parameters, *step.choices)
    values = (*effect.arguments, *effect.choices)
    return Event(
        actor=_actor(step, played),
        step=step.name,
        arguments=tuple((v.name, shown(value)) for v, value in zip(variables, values, strict=False)),
        outcome=str(effect.outcome),
        status=effect.status,
        returned=None if effect.returned is None else shown(effect.returned),
        changes=tuple(Change(entry_text(e), shown(e.before), shown(e.after)) for e in effect.changed),
        told=tuple((news.news, news.recipient or news.principal) for news in effect.told),
        loosened=_loosened(game, step, original, played),
        span=step.span,
    )


def _loosened(game: Game, step: Step, original: Model, played: Played) -> bool:
    """Would something that was dropped have stopped it, or told of it?"""
    whole = original.step(step.name)
    if whole.unless is not None and whole.unless in original.assumes:
        return True
    # What was refused may have chosen less than the step can.
    variables = (*step.parameters, *step.choices)
    environment = dict(
        zip((v.bare for v in variables), (*played.effect.arguments, *played.effect.choices), strict=False)
    )
    kept = {(guard.identifier, guard.condition) for guard in step.guards}
    for guard in whole.guards:
        dropped = (guard.identifier, guard.condition) not in kept
        known = all(v in environment for v in guard.condition.free)
        if dropped and known and not game.machine.evaluate(played.before, guard.condition, environment):
            return True
    if played.effect.outcome is not Outcome.DONE:
        return False
    told = {tell.identifier for tell in step.tells}
    # A dropped `tell` marks the step: what it would have said is missing from then on.
    return any(tell.identifier not in told for tell in whole.tells)


def _fall(model: Model, goal: Goal, game: Game, found: Difference) -> Fall:
    victim = "" if goal.observer is None else watcher(goal, game.names).name
    arguments = ", ".join(shown(a) for a in found.arguments)
    return Fall(
        property=found.property,
        victim=victim,
        source=_source(model, goal, game, victim),
        moment=found.moment,
        entry=f"{found.name}({arguments})" if arguments else found.name,
        first=found.first,
        second=found.second,
        span=found.span,
        reason=found.reason,
    )


def _source(model: Model, goal: Goal, game: Game, victim: str) -> str | None:
    """Whose doing it is: of the last event, or of the first that is not the same in both runs."""
    if goal.kind is GoalKind.VIOLATION:
        return None
    pairs = list(zip(*game.runs, strict=True))
    pairs = pairs[-1:] if len(game.runs) == 1 else [pair for pair in pairs if not _same(pair)]
    parties = [_party(model.step(p.effect.step), p) for pair in pairs for p in pair if p is not None]
    return next((party for party in parties if party != victim), None)


def _same(pair: tuple[Played | None, ...]) -> bool:
    one, other = (None if played is None else played.effect.action for played in pair)
    return one == other


def _broken(original: Model, game: Game) -> tuple[tuple[str, int], ...]:
    """The invariants and stated properties of the whole model that break, each with the first moment of any run."""
    first: dict[str, int] = {}
    for start, run in zip(game.starts, game.runs, strict=True):
        states = [(0, start)] + [(i, p.effect.state) for i, p in enumerate(run, 1) if p is not None]
        for moment, state in states:
            open_facts = [fact for fact in original.invariants if first.get(fact.name, moment + 1) > moment]
            for violation in game.machine.check(state, open_facts):
                first[violation.fact.name] = moment
    order = {fact.name: i for i, fact in enumerate(original.invariants)}
    return tuple(sorted(first.items(), key=lambda item: (item[1], order[item[0]])))
