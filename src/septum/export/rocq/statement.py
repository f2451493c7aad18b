"""The statement: what a stranger has to read and believe, in the order and the words of the specification."""

from collections.abc import Iterator, Sequence

from attrs import define, field

from septum.obligations.meaning import After, Before, fresh, meant
from septum.export.rocq.expressions import Printer, Scope
from septum.export.rocq.layout import filled, sentence
from septum.export.rocq.names import Names, news_key
from septum.logic.sorts import Sort
from septum.logic.symbols import Symbol
from septum.logic.terms import TRUE, Operator, Term, make
from septum.spec.digest import model_digest
from septum.spec.model import Carried, Guard, GuardKind, Home, Model, Observer, Step, Tell, View

STATE = "s"
"""The state that the statement speaks of."""


@define(eq=False)
class Statement:
    """Writes the statement of a model."""

    model: Model
    names: Names
    printer: Printer = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.printer = Printer(self.names)

    def text(self) -> str:
        """The file, without its ending."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        model = self.model
        yield f"(** * {model.name} {model_digest(model)}: {model.title}"
        yield "    What is claimed of it: see [Isolation]. *)"
        yield "Require Export Words."
        yield "Set Implicit Arguments."
        yield ""
        yield "(** ** Sorts, constants, and what is assumed of the world *)"
        yield from self._sorts()
        yield from self._machine()
        yield from self._assumptions()
        yield "Section Statement."
        yield "Context {machine : Machine} {assumed : Assumed}."
        yield ""
        yield "(** ** The state *)"
        yield from self._state()
        yield from self._vocabulary()
        yield "(** ** Steps *)"
        for step in model.steps:
            yield from self._step(step)
        yield from self._core()

    # -- sorts and constants

    def _sorts(self) -> Iterator[str]:
        for sort in self.model.sorts:
            if sort.is_enumeration:
                name = self.names.sorts[sort]
                members = [self.names.members[sort, m] for m in sort.members]
                yield from filled(f"Inductive {name} :=", members, " |", ".")
                yield f"#[global] Instance {name}_Eq : Eq {name}. Proof. red. decide equality. Defined."
        for sort in self._sets():
            assert sort.element is not None
            name = self.names.sort(sort)
            flags = [f"{m} : bool" for m in sort.element.members]
            yield from filled(f"Record {name} := make_{name} {{", [f"{name}_{f}" for f in flags], ";", " }.")
            cases = [f"{self.names.members[sort.element, m]} => {name}_{m} x" for m in sort.element.members]
            head = f"Definition in_{name} (x : {name}) (y : {self.names.sorts[sort.element]}) : bool := match y with"
            yield from filled(head, cases, " |", " end.")

    def _sets(self) -> list[Sort]:
        found = [p.sort for step in self.model.steps for p in (*step.parameters, *step.choices) if p.sort.is_set]
        found += [d.symbol.codomain for d in self.model.symbols if d.symbol.codomain.is_set]
        return list(dict.fromkeys(found))

    def _machine(self) -> Iterator[str]:
        fields: list[str] = []
        for sort in self.model.sorts:
            if sort.is_uninterpreted:
                name = self.names.sorts[sort]
                fields += [f"{name} : Type", f"{name}_Eq :> Eq {name}"]
        for declared in self.model.symbols:
            if declared.home is Home.CONSTANT:
                fields.append(f"{self.names.symbols[declared.symbol]} : {self._type(declared.symbol)}")
        yield from filled("Class Machine := {", fields, ";", " }.")

    def _assumptions(self) -> Iterator[str]:
        names = [self.names.assumptions[a.name] for a in self.model.assumptions]
        yield from filled("Class Assumed := {", [f"{n} : bool" for n in names], ";", " }.")

    def _type(self, symbol: Symbol) -> str:
        return " -> ".join(self.names.sort(s) for s in (*symbol.domain, symbol.codomain))

    # -- the state and the words for what happens

    def _state(self) -> Iterator[str]:
        declared = [d for d in self.model.symbols if d.home is not Home.CONSTANT]
        yield from filled("Inductive Field :=", [self.names.symbols[d.symbol] for d in declared], " |", ".")
        yield "Definition Value (f : Field) : Type := match f with"
        for one in declared:
            yield f"| {self.names.symbols[one.symbol]} => {self._type(one.symbol)}  (* {one.home} *)"
        yield "end."
        yield "Definition State := forall f : Field, Value f."
        yield ""

    def _vocabulary(self) -> Iterator[str]:
        names, model = self.names, self.model
        kinds = [names.observers[o.name] + (f" (u : {names.sort(o.sort)})" if o.sort else "") for o in model.observers]
        yield from filled("Inductive Observer :=", kinds, " |", ".")
        yield from filled("Inductive Status :=", list(names.statuses.values()) or ["NO_STATUS"], " |", ".")
        yield from filled("Inductive News :=", list(self._news()) or ["NO_NEWS"], " |", ".")
        values = ["Nothing", *(f"A_{self.names.sort(s)} (x : {self.names.sort(s)})" for s in self._returned())]
        yield from filled("Inductive Reply :=", values, " |", ".")
        requests = [" ".join([names.steps[step.name], *self._parameters(step)[0]]) for step in model.steps]
        yield from filled("Inductive Request :=", requests, " |", ".")
        yield "Notation Act choice := (Step Observer News Status Reply choice State)."
        for observer in model.observers:
            name = names.observers[observer.name]
            sort = f" ({'x'} : {names.sort(observer.sort)})" if observer.sort else ""
            own = f"{name} v => v == x" if observer.sort else f"{name} => true"
            last = " | _ => false" if len(model.observers) > 1 else ""
            yield f"Definition by_{observer.name}{sort} (u : Observer) : bool := match u with {own}{last} end."
        yield "Definition by_nobody (u : Observer) : bool := false."
        yield ""

    def _news(self) -> Iterator[str]:
        known: dict[tuple[str, ...], list[str]] = {}
        for step in self.model.steps:
            for tell in step.tells:
                if any(c.bound for c in tell.carries):
                    raise NotImplementedError(f"{tell.identifier} carries many values at once")
                known[news_key(tell)] = [self.names.sort(c.value.sort) for c in tell.carries]
        for key, sorts in known.items():
            yield " ".join([self.names.news[key], *(f"(x{n} : {s})" for n, s in enumerate(sorts, 1))])

    def _returned(self) -> list[Sort]:
        return list(dict.fromkeys(s.returns.sort for s in self.model.steps if s.returns is not None))

    def _parameters(self, step: Step) -> tuple[list[str], dict[Term, str]]:
        scope = self.names.bind(step.parameters, {})
        return [f"({scope[p.bare]} : {self.names.sort(p.sort)})" for p in step.parameters], scope

    # -- steps

    def _step(self, step: Step) -> Iterator[str]:
        parameters, scope = self._parameters(step)
        choice, pattern, inner = self._choice(step, scope)
        yield from sentence(f"{step.name}: {_first(step.doc)} ({step.span.file}:{step.span.line})")
        yield f"Definition {self.names.steps[step.name]}_act {' '.join(parameters)} : Act {choice} := {{|"
        yield f"  asked_by := {self._actor(step, scope)};"
        checks = list(self._checks(step, pattern, inner))
        yield from filled("  checks_of := [", checks, ";", "];", deep=4)
        yield from self._effect(step, pattern, inner)
        returned = "Nothing"
        if step.returns is not None:
            value = meant(step.returns, {}, Before(STATE))
            returned = f"A_{self.names.sort(value.sort)} {self.printer.argument(value, inner)}"
        yield f"  returned := fun {pattern if step.returns is not None else '_'} s => {returned};"
        yield f"  begun := {self._begun(step, scope)};"
        yield from self._tells(step, pattern, inner)

    def _choice(self, step: Step, scope: Scope) -> tuple[str, str, dict[Term, str]]:
        if not step.choices:
            return "unit", "_", dict(scope)
        if len(step.choices) > 1:
            raise NotImplementedError(f"{step.name} chooses more than once")
        inner = self.names.bind(step.choices, scope)
        (chosen,) = step.choices
        return self.names.sort(chosen.sort), inner[chosen.bare], inner

    def _actor(self, step: Step, scope: Scope) -> str:
        for observer in self.model.observers:
            if observer.sort is None and step.actor.principal == observer.name:
                return f"by_{observer.name}"
            parameter = step.actor.parameter
            if parameter is not None and observer.sort == parameter.sort:
                return f"by_{observer.name} {scope[parameter.bare]}"
        return "by_nobody"

    def _checks(self, step: Step, pattern: str, scope: Scope) -> Iterator[str]:
        if step.unless is not None:
            yield f"when (fun _ _ => ! {self.names.assumptions[step.unless]})"
        for guard in step.guards:
            condition = meant(guard.condition, {}, Before(STATE))
            chosen = pattern if any(c.bare in condition.free for c in step.choices) else "_"
            yield f"{self._word(guard)} (fun {chosen} s => {self.printer.proposition(condition, scope)})"

    def _word(self, guard: Guard) -> str:
        status = self.names.statuses[guard.status] if guard.status is not None else None
        match guard.kind:
            case GuardKind.REFUSE:
                return f"refuse {status}"
            case GuardKind.CHOOSE:
                return f"choose (Some {status})" if status is not None else "choose None"
            case GuardKind.DUTY:
                assert guard.assumption is not None
                return f"duty {self.names.assumptions[guard.assumption]}"
            case kind:
                return str(kind)

    def _effect(self, step: Step, pattern: str, scope: Scope) -> Iterator[str]:
        if not step.updates:
            yield "  done := fun _ s => s;"
            return
        after = After(step, Before(STATE), {})
        yield f"  done := fun {pattern} (s : State) f => match f return Value f with"
        for symbol in dict.fromkeys(u.symbol for u in step.updates):
            variables = fresh(symbol)
            inner = self.names.bind(variables, scope)
            places = " ".join(inner[v.bare] for v in variables)
            value = self.printer.value(after.at(symbol, variables), inner)
            function = f"fun {places} => {value}" if places else value
            yield from filled(f"    | {self.names.symbols[symbol]} =>", [function], "", "", deep=6)
        yield "    | f => s f end;"

    def _begun(self, step: Step, scope: Scope) -> str:
        for observer in self.model.observers:
            if step.begins is not None and observer.sort == step.begins.sort:
                return f"by_{observer.name} {scope[step.begins.bare]}"
        return "by_nobody"

    def _tells(self, step: Step, pattern: str, scope: Scope) -> Iterator[str]:
        cases: list[str] = []
        for observer in self.model.observers:
            viewer = observing(observer)
            told = [self._told(t, observer, viewer, self.names.bind([viewer], scope)) for t in self._heard(step, observer)]
            if told:
                name = self.names.observers[observer.name]
                seen = f" {self.names.bind([viewer], scope)[viewer.bare]}" if observer.sort is not None else ""
                cases.append(f"{name}{seen} => {' ++ '.join(told)}")
        if not cases:
            yield "  tells_of := fun _ _ _ => [] |}."
            return
        if len(cases) < len(self.model.observers):
            cases.append("_ => []")
        yield from filled(f"  tells_of := fun u {pattern} s => match u with", cases, " |", " end |}.", deep=4)

    def _heard(self, step: Step, observer: Observer) -> list[Tell]:
        """What an observer may hear, by name in the order of the names: how news of two names follow is no news."""
        order = list(self.names.news)
        found = [
            tell
            for tell in step.tells
            if (tell.principal == observer.name if observer.sort is None else _is_for(tell, observer))
        ]
        return sorted(found, key=lambda tell: order.index(news_key(tell)))

    def _told(self, tell: Tell, observer: Observer, viewer: Term, scope: Scope) -> str:
        before = Before(STATE)
        conditions: list[Term] = []
        if observer.sort is not None:
            assert tell.recipient is not None
            conditions.append(meant(tell.whom, {tell.recipient.bare: viewer}, before))
        if tell.where.bare is not TRUE:
            conditions.append(meant(tell.where, {}, before))
        values = [self.printer.argument(meant(c.value, {}, before), scope) for c in tell.carries]
        news = f"[{' '.join([self.names.news[news_key(tell)], *values])}]"
        if not conditions:
            return news
        condition = conditions[0] if len(conditions) == 1 else make(Operator.AND, TRUE.sort, tuple(conditions))
        return f"(if {self.printer.value(condition, scope)} then {news} else [])"

    # -- views, the start, the core

    def _core(self) -> Iterator[str]:
        names, model = self.names, self.model
        yield "(** ** What each sees *)"
        for view in model.views:
            yield from self._view(view)
        yield "Definition alike (u : Observer) (s t : State) : Prop := match u with"
        for observer in model.observers:
            viewer = " v" if observer.sort is not None else ""
            yield f"| {names.observers[observer.name]}{viewer} =>"
            parts: list[str] = []
            for view in model.views:
                if view.principal == observer.name:
                    quantifier, places = self._places(view)
                    name = names.views[view.name]
                    parts.append(f"({quantifier}{name}{viewer} s{places} = {name}{viewer} t{places})")
            yield from filled("   ", parts, " /\\", "", deep=4)
        yield "end."
        yield ""
        yield "(** ** The start *)"
        facts: list[str] = []
        for fact in model.initially:
            scope = names.bind(fact.parameters, {})
            bound = " ".join(f"({scope[p.bare]} : {names.sort(p.sort)})" for p in fact.parameters)
            body = self.printer.proposition(meant(fact.body, {}, Before(STATE)), scope)
            facts.append(f"({f'forall {bound}, ' if bound else ''}{body})")
        yield from filled("Definition initial (s : State) : Prop :=", facts or ["True"], " /\\", ".", deep=2)
        yield ""
        yield "(** ** The core, and what is claimed *)"
        cases: list[str] = []
        for step in model.steps:
            scope = names.bind(step.parameters, {})
            arguments = " ".join(scope[p.bare] for p in step.parameters)
            cases.append(f"{names.steps[step.name]} {arguments} => an_act ({names.steps[step.name]}_act {arguments})")
        yield "Definition act (r : Request) : AnAct Observer News Status Reply State :="
        yield from filled("  match r with", cases, " |", " end.", deep=2)
        yield "Definition core := core_of initial act alike."
        sorts = [names.observers[o.name] for o in model.observers if o.sort is not None]
        alike = " | ".join(f"{n} _ => True" for n in sorts) or "_ => False"
        last = " | _ => False" if sorts and len(sorts) < len(model.observers) else ""
        yield f"Definition starts_alike (u : Observer) : Prop := match u with {alike}{last} end."
        yield "Definition isolation_is_claimed : Prop := Isolates core starts_alike."
        yield "End Statement."

    def _places(self, view: View) -> tuple[str, str]:
        scope = self.names.bind(view.parameters, {})
        bound = " ".join(f"({scope[p.bare]} : {self.names.sort(p.sort)})" for p in view.parameters)
        places = "".join(f" {scope[p.bare]}" for p in view.parameters)
        return (f"forall {bound}, " if bound else ""), places

    def _view(self, view: View) -> Iterator[str]:
        scope = self.names.bind(view.parameters, {})
        head: list[str] = []
        if view.viewer is not None:
            scope = self.names.bind([view.viewer], scope)
            head.append(f"({scope[view.viewer.bare]} : {self.names.sort(view.viewer.sort)})")
        head.append("(s : State)")
        head += [f"({scope[p.bare]} : {self.names.sort(p.sort)})" for p in view.parameters]
        value = self._seen(view.values, scope)
        if view.where.bare is not TRUE:
            where = self.printer.value(meant(view.where, {}, Before(STATE)), scope)
            value = f"if {where} then Some {value} else None"
        yield from filled(f"Definition {self.names.views[view.name]} {' '.join(head)} :=", [value], "", ".", deep=2)

    def _seen(self, values: Sequence[Carried], scope: Scope) -> str:
        if any(carried.bound for carried in values):
            raise NotImplementedError("a view of many values at once")
        texts = [self.printer.value(meant(c.value, {}, Before(STATE)), scope) for c in values]
        return f"({', '.join(texts)})"


def observing(observer: Observer) -> Term:
    """A variable for who observes."""
    from septum.logic import build

    return build.variable("viewer", observer.sort or TRUE.sort)


def _is_for(tell: Tell, observer: Observer) -> bool:
    return tell.recipient is not None and tell.recipient.sort == observer.sort


def _first(doc: str) -> str:
    return " ".join(doc.split("\n\n")[0].split())
