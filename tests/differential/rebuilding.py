"""Obligations, rebuilt from the exported document by reading the property's clauses a second time."""

from collections.abc import Iterator
from itertools import combinations

from attrs import frozen
from exported import FALSE, TRUE, Document, Happening, Record, alike, closed, listed

from septum.logic import Term, build
from septum.logic.walk import in_state, substitute, symbols


@frozen
class Rebuilt:
    """An obligation: what is supposed, in order, and the goal."""

    identifier: str
    untouched: bool
    hypotheses: tuple[Term, ...]
    goal: Term


def rebuild(document: Document) -> Iterator[Rebuilt]:
    """Every obligation that the document's properties ask for, in their order."""
    for stated in document["properties"]:
        for clause in stated["clauses"]:
            kinds = [parameter["kind"] for parameter in clause["parameters"]]
            for observer in document["observers"] if "Observer" in kinds else [None]:
                reading = _Reading(document, clause, observer)
                yield from reading.of_events(kinds.count("Event")) if "Event" in kinds else reading.of_starts()


class _Reading:
    """One clause, for one observer."""

    def __init__(self, document: Document, clause: Record, observer: Record | None) -> None:
        self.document, self.clause, self.observer = document, clause, observer
        self.words = [word["word"] for word in clause["supposes"]]
        self._facts: dict[tuple[str, str], list[Term]] = {}
        self._alike: dict[tuple[str, Term | None], list[Term]] = {}
        self.viewer: Term | None = None
        if observer is not None and observer["sort"] is not None:
            self.viewer = build.variable("~observer", document.sorts[observer["sort"]])

    # What is supposed of single states.

    def facts(self, kind: str, tag: str) -> list[Term]:
        if (kind, tag) not in self._facts:
            self._facts[kind, tag] = [self._fact(fact, tag) for fact in self.document[kind]]
        return list(self._facts[kind, tag])

    def _fact(self, fact: Record, tag: str) -> Term:
        body = self.document.term(fact["body"])
        return in_state(closed(self.document.variables(fact["parameters"]), body), tag)

    def _for_constants(self, records: list[Record]) -> dict[Term, Term]:
        variables = self.document.variables(records)
        return {v: build.variable(f"{v.name}~goal", v.sort) for v in variables}

    def views(self) -> list[Record]:
        assert self.observer is not None
        return [view for view in self.document["views"] if view["principal"] == self.observer["name"]]

    def _seen(self, view: Record, term: Term) -> Term:
        if view["viewer"] is None:
            return listed(term)
        assert self.viewer is not None
        return substitute(listed(term), {self.document.term(view["viewer"]["term"]): self.viewer})

    def looks_alike(self, view: Record) -> list[Term]:
        """The view is the same in the states `s` and `t`."""
        key = (view["name"], self.viewer)
        if key not in self._alike:
            self._alike[key] = self._looks_alike(view)
        return self._alike[key]

    def _looks_alike(self, view: Record) -> list[Term]:
        mask = self._seen(view, self.document.term(view["where"]))
        variables = self.document.variables(view["parameters"])
        said = [] if mask == TRUE else [closed(variables, build.equal(in_state(mask, "s"), in_state(mask, "t")))]
        for carried in view["values"]:
            value = self._seen(view, self.document.term(carried["value"]))
            equal = alike(in_state(value, "s"), in_state(value, "t"))
            inner = build.forall(self.document.variables(carried["bound"]), equal)
            said.append(closed(variables, build.implies(in_state(mask, "s"), inner)))
        return said

    def will_look_alike(self, view: Record, left: "Happening | str", right: "Happening | str") -> Term:
        constants = self._for_constants(view["parameters"])

        def at(term: Term, when: "Happening | str") -> Term:
            term = substitute(self._seen(view, term), constants)
            return in_state(term, when) if isinstance(when, str) else when.then(term)

        mask = self.document.term(view["where"])
        shown = at(mask, left)
        said = [build.equal(shown, at(mask, right))]
        for carried in view["values"]:
            value = self.document.term(carried["value"])
            equal = alike(at(value, left), at(value, right))
            said.append(build.implies(shown, build.forall(self.document.variables(carried["bound"]), equal)))
        return listed(build.conjunction(*said))

    # The clauses.

    def of_starts(self) -> Iterator[Rebuilt]:
        states = [p["name"] for p in self.clause["parameters"] if p["kind"] == "State"]
        tags = dict(zip(states, "st", strict=False))
        supposed = self.facts("axioms", "s")
        for word in self.clause["supposes"]:
            kind = "initially" if word["word"] == "initial" else "invariants"
            supposed += self.facts(kind, tags[word["arguments"][-1]])
        if self.clause["goal"]["word"] == "invariants":
            for fact in self.document["invariants"]:
                yield self._made(fact["name"], supposed, in_state(self._instance(fact), "s"))
        elif self.viewer is not None:
            for view in self.views():
                yield self._made(view["name"], supposed, self.will_look_alike(view, "s", "t"))

    def of_events(self, count: int) -> Iterator[Rebuilt]:
        steps = self.document.steps()
        pairs: list[tuple[Record, Record | None]]
        pairs = [(step, None) for step in steps] if count == 1 else [(step, step) for step in steps]
        if count == 2 and "same_request" not in self.words:
            pairs += [(one, two) for one, two in combinations(steps, 2) if self._go_together(one, two)]
        observed = self.viewer
        for first, second in pairs:
            self.viewer = observed
            yield from self._of_pair(first, second)

    def _go_together(self, one: Record, two: Record) -> bool:
        born = "begins" in self.words and one["begins"] is not None and two["begins"] is not None
        names = [{tell["news"] for tell in step["tells"]} for step in (one, two)]
        return born or ("same_news" in self.words and bool(names[0] & names[1]))

    def _of_pair(self, first: Record, second: Record | None) -> Iterator[Rebuilt]:
        shared = "same_request" in self.words
        one = Happening(self.document, first, "s", "~" if shared or second is None else "~s")
        two = None if second is None else Happening(self.document, second, "t", "~" if shared else "~t")
        owned = any(word["word"] == "own" and not word["negated"] for word in self.clause["supposes"])
        if shared and owned:
            who = self._actor(one)
            if who is None:
                return
            self.viewer = None if who == TRUE else who
        given = self._given(one, two)
        if given is None:
            return
        supposed = self.facts("axioms", "s") + self.facts("invariants", "s")
        supposed += self.facts("invariants", "t") if two is not None else []
        supposed += given
        where = first["name"] + (f"+{second['name']}" if second is not None and second is not first else "")
        if self.clause["goal"]["word"] == "same_status":
            assert two is not None
            yield from self._answers(where, supposed, one, two)
            return
        for happening in (one, two):
            if happening is not None:
                supposed += [happening.condition(guard) for guard in happening.step["guards"]]
        yield from self._ends(where, supposed, one, two)

    def _given(self, one: Happening, two: Happening | None) -> list[Term] | None:
        """What the clause supposes of the events; None where it cannot be."""
        names = [p["name"] for p in self.clause["parameters"] if p["kind"] == "Event"]
        events = dict(zip(names, [one, two], strict=False))
        given: list[Term] = []
        for word in self.clause["supposes"]:
            meant = [events[a.split()[-1]] for a in word["arguments"] if a.split()[-1] in events]
            match word["word"]:
                case "same_request":
                    continue
                case "same_view":
                    said = [term for view in self.views() for term in self.looks_alike(view)]
                case "same_news":
                    said = [self._same_news(one, two)]
                case "own":
                    said = [self._is_viewer(self._actor(meant[0]))]
                case "begins":
                    born = meant[0].step["begins"]
                    value = None if born is None else meant[0].value_of(born)
                    fits = value is not None and self.observer and value.sort.name == self.observer["sort"]
                    said = [self._is_viewer(value if fits else None)]
                case "told":
                    said = [build.disjunction(*(mask for mask, _ in self._news(meant[0])))]
            said = [build.negate(term) for term in said] if word["negated"] else said
            if FALSE in said:
                return None
            given += [term for term in said if term != TRUE]
        return given

    def _actor(self, happening: Happening) -> Term | None:
        """Whose step it is: TRUE where it is the observer's, None where it cannot be."""
        assert self.observer is not None
        actor = happening.step["actor"]
        if actor["parameter"] is not None:
            value = happening.value_of(actor["parameter"])
            return value if value.sort.name == self.observer["sort"] else None
        return TRUE if self.observer["sort"] is None and actor["principal"] == self.observer["name"] else None

    def _is_viewer(self, who: Term | None) -> Term:
        if who is None or who == TRUE:
            return FALSE if who is None else TRUE
        assert self.viewer is not None
        return build.equal(who, self.viewer)

    # News.

    def _news(self, happening: Happening) -> list[tuple[Term, Record]]:
        """For each piece of news that the observer may hear: when it does, and the record."""
        assert self.observer is not None
        found: list[tuple[Term, Record]] = []
        for tell in happening.step["tells"]:
            where = happening.meant(self.document.term(tell["where"]))
            if self.observer["sort"] is None:
                if tell["principal"] == self.observer["name"]:
                    found.append((where, tell))
            elif tell["recipient"] is not None and tell["recipient"]["sort"] == self.observer["sort"]:
                assert self.viewer is not None
                recipient = self.document.term(tell["recipient"]["term"])
                whom = happening.meant(self.document.term(tell["whom"]))
                found.append((build.conjunction(substitute(whom, {recipient: self.viewer}), where), tell))
        return found

    def _same_news(self, one: Happening, two: Happening | None) -> Term:
        assert two is not None
        left, right = self._news(one), self._news(two)
        names = dict.fromkeys(tell["news"] for _, tell in (*left, *right))
        said: list[Term] = []
        for name in names:
            here, there = ([n for n in news if n[1]["news"] == name] for news in (left, right))
            said.append(self._same_list(one, here, two, there))
        return build.conjunction(*said)

    def _same_list(
        self, one: Happening, here: list[tuple[Term, Record]], two: Happening, there: list[tuple[Term, Record]]
    ) -> Term:
        if len(here) == len(there) == 1:
            (mask, tell), (other, told) = here[0], there[0]
            same = build.equal(mask, other)
            return build.conjunction(same, build.implies(mask, self._same_values(one, tell, two, told)))
        if not here or not there:
            return build.conjunction(*(build.negate(mask) for mask, _ in (*here, *there)))
        (mask, tell), (other, told) = here[0], there[0]
        both = build.conjunction(
            self._same_values(one, tell, two, told), self._same_list(one, here[1:], two, there[1:])
        )
        heard = build.conditional(other, both, self._same_list(one, here, two, there[1:]))
        return build.conditional(mask, heard, self._same_list(one, here[1:], two, there))

    def _same_values(self, one: Happening, tell: Record, two: Happening, told: Record) -> Term:
        shapes = [[self._shape(carried) for carried in news["carries"]] for news in (tell, told)]
        if shapes[0] != shapes[1]:
            return FALSE
        said: list[Term] = []
        for left, right in zip(tell["carries"], told["carries"], strict=True):
            bound, renamed = self.document.variables(left["bound"]), self.document.variables(right["bound"])
            value = two.meant(self.document.term(right["value"]))
            value = substitute(value, dict(zip(renamed, bound, strict=True)))
            said.append(build.forall(bound, alike(one.meant(self.document.term(left["value"])), value)))
        return listed(build.conjunction(*said))

    def _shape(self, carried: Record) -> list[str]:
        return [self.document.term(carried["value"]).sort.name, *(bound["sort"] for bound in carried["bound"])]

    # Goals.

    def _instance(self, fact: Record) -> Term:
        body = listed(self.document.term(fact["body"]))
        return substitute(body, self._for_constants(fact["parameters"]))

    def _answers(self, where: str, supposed: list[Term], one: Happening, two: Happening) -> Iterator[Rebuilt]:
        """Refusal by refusal: what stands before passes in both, this one in the first."""
        for guard in one.step["guards"]:
            passes = one.condition(guard)
            if guard["kind"] in ("refuse", "when", "choose"):
                goal = two.condition(guard)
                if guard["choice"] is not None:
                    chosen = self.document.term(guard["choice"]["term"])
                    goal = listed(build.exists([chosen], substitute(goal, {two.values[chosen]: chosen})))
                yield self._made(guard["id"].split(".", 1)[1], [*supposed, passes], goal, where)
            supposed = [*supposed, passes, two.condition(guard)]

    def _ends(self, where: str, supposed: list[Term], one: Happening, two: Happening | None) -> Iterator[Rebuilt]:
        written = one.written | (two.written if two is not None else set())
        match self.clause["goal"]["word"]:
            case "invariants":
                for fact in self.document["invariants"]:
                    goal = self._instance(fact)
                    if written & {s.name for s in symbols(self.document.term(fact["body"]))}:
                        yield self._made(fact["name"], supposed, one.then(goal), where)
                    else:
                        yield self._made(fact["name"], None, in_state(goal, "s"), where)
            case "same_view":
                for view in self.views():
                    numbers = [view["where"], *(carried["value"] for carried in view["values"])]
                    read = {s.name for number in numbers for s in symbols(self.document.term(number))}
                    if written & read or (two is not None and "same_view" not in self.words):
                        goal = self.will_look_alike(view, one, "s" if two is None else two)
                        yield self._made(view["name"], supposed, goal, where)
                    else:
                        goal = self.will_look_alike(view, "s", "s" if two is None else "t")
                        yield self._made(view["name"], None, goal, where)
            case "same_reply":
                if one.step["returns"] is not None:
                    assert two is not None
                    answer = self.document.term(one.step["returns"])
                    yield self._made("reply", supposed, listed(alike(one.meant(answer), two.meant(answer))), where)

    def _made(self, target: str, supposed: list[Term] | None, goal: Term, where: str = "") -> Rebuilt:
        identifier = "/".join([*([where] if where else []), self.clause["name"], target])
        return Rebuilt(identifier, supposed is None, () if supposed is None else tuple(supposed), goal)
