"""Proofs of what an argument uses: from the hypotheses of a lemma, by the route on which the piece is got."""

from collections.abc import Mapping

from attrs import define, field

from septum.export.rocq.expressible import NotExpressible
from septum.export.rocq.expressions import Printer
from septum.export.rocq.names import Names
from septum.export.rocq.proofs.scenes import Scene
from septum.export.rocq.running.run import number_of_check
from septum.logic.terms import Term
from septum.obligations.evidence import Used
from septum.obligations.obligation import Obligation
from septum.obligations.propositions import Apply, Part, Suppose, Witness
from septum.spec.model import GuardKind, Model

HELD = {"s": "I", "t": "J"}
PASSED = {"s": "P", "t": "Q"}


@define(eq=False)
class Hypotheses:
    """The hypotheses of one obligation, as terms of Rocq.

    `script`: what must be done first: what is said to exist gets a name.
    """

    model: Model
    names: Names
    printer: Printer
    obligation: Obligation
    scene: Scene
    script: list[str] = field(factory=list[str])
    _found: dict[tuple[int, Term], str] = field(factory=dict[tuple[int, Term], str])

    def prove(self, used: Used) -> str:
        """A proof of what is used."""
        text = self._whole(self.obligation.hypotheses[used.position].name)
        opened, closed = "", ""
        for number, move in enumerate(used.piece.route):
            match move:
                case Part(index, count):
                    text = part(text, index, count)
                case Apply(variable):
                    text = f"({text} {self._value(used.values, variable)})"
                case Suppose(found, _):
                    given = f"h{number}"
                    opened, closed = f"{opened}(implied _ _ (fun {given} => ", closed + "))"
                    for variable in reversed(found):
                        given = f"(ex_intro _ {self._value(used.values, variable)} {given})"
                    text = f"({text} {given})"
                case Witness(variable):
                    text = self._named(used, variable, text)
        return opened + text + closed

    def _value(self, values: Mapping[Term, Term], variable: Term) -> str:
        return self.printer.argument(values[variable], self.scene.scope)

    def _named(self, used: Used, variable: Term, text: str) -> str:
        """What holds of a thing that is said to exist, and has a name from now on."""
        witness = used.values[variable]
        key = (used.position, witness)
        if key not in self._found:
            self.scene.scope = self.names.bind([witness], self.scene.scope)
            name = f"F{len(self._found)}"
            self._found[key] = name
            self.script.append(f"destruct {text} as [{self.scene.scope[witness]} {name}].")
        return self._found[key]

    def _whole(self, name: str) -> str:
        negated, words = name.startswith("not "), name.removeprefix("not ").split(" ")
        scene, names = self.scene, self.names
        match words[0]:
            case "guard":
                return self._guard(words[1], words[2])
            case "view":
                visible = words[-1] == "visible"
                number = words[5] if len(words) > 5 else "1"
                kind = "visible" if visible else f"value{number}"
                view = names.views[words[1]]
                return f"({' '.join([f'{view}_{kind}', *filter(None, [scene.viewer]), 's t V'])})"
            case "own":
                return f"(denied {'X' if words[-1] == scene.setting.second else 'W'})"
            case "begins":
                return "D" if words[-1] == scene.setting.second else "B"
            case "told":
                return "N" if negated else "T"
            case "same_news":
                return "M"
            case "initially":
                index = [fact.name for fact in self.model.initially].index(words[1])
                return part({"s": "H", "t": "L"}[words[2]], index, len(self.model.initially))
            case "axiom":
                index = [fact.name for fact in self.model.axioms].index(words[1])
                return part("Z", index, len(self.model.axioms))
            case _:
                return f"(holds_{names.facts[words[1]]} _ {HELD[words[2]]})"

    def _guard(self, identifier: str, tag: str) -> str:
        setting = self.scene.setting
        event = setting.one if tag == "s" else setting.other
        assert event is not None
        if (
            self.obligation.clause == "o_status"
            and identifier.split(".", 1)[1] == self.obligation.target
            and tag == "s"
        ):
            return "H"
        guard = next((g for g in event.step.guards if g.identifier == identifier), None)
        if guard is None:
            raise NotExpressible(f"there is no guard {identifier}", event.step.span)
        number = number_of_check(event.step, guard)
        # Something always follows: that all checks passed ends with `True`.
        text = part(PASSED[tag], number, number + 2)
        if guard.kind is GuardKind.DUTY:
            assert guard.assumption is not None
            return f"({text} (kept_{self.names.assumptions[guard.assumption]} K))"
        return text


def part(text: str, index: int, count: int) -> str:
    """One of the propositions that a proof of their conjunction proves."""
    for _ in range(index):
        text = f"(proj2 {text})"
    return text if index == count - 1 else f"(proj1 {text})"
