"""Ground statements as formulas over numbered atoms, of which Rocq computes that they are refuted."""

from attrs import define, field

from septum.logic.terms import Operator, Term
from septum.obligations.refutation import Leaf, Literal, Tree


@define(eq=False)
class Formulas:
    """Formulas over the atoms met so far, numbered in the order in which they came."""

    atoms: dict[Term, int] = field(factory=dict[Term, int])

    def formula(self, term: Term) -> str:
        """A statement."""
        arguments = term.arguments
        match term.operator:
            case Operator.TRUE:
                return "Yes"
            case Operator.FALSE:
                return "No"
            case Operator.NOT:
                return self._made("Not", arguments)
            case Operator.AND | Operator.OR:
                text = self.formula(arguments[0])
                for argument in arguments[1:]:
                    text = f"({'And' if term.operator is Operator.AND else 'Or'} {text} {self.formula(argument)})"
                return text
            case Operator.IMPLIES:
                return self._made("Implies", arguments)
            case Operator.IF:
                return self._made("If", arguments)
            case Operator.EQUAL if arguments[0].sort.is_boolean:
                return self._made("Iff", arguments)
            case _:
                return f"(Atom {number(self.atoms.setdefault(term, len(self.atoms)))})"

    def clause(self, clause: tuple[Literal, ...]) -> str:
        """That the literals of a clause do not hold together."""
        first, *others = (self._literal(atom, holds) for atom, holds in clause)
        for other in others:
            first = f"(And {first} {other})"
        return f"(Not {first})"

    def tree(self, tree: Tree) -> str:
        """A tree of cases."""
        if isinstance(tree, Leaf):
            return f"(Leaf {number(tree.number)})"
        return f"(Split {number(self.atoms[tree.atom])} {self.tree(tree.holds)} {self.tree(tree.fails)})"

    def _literal(self, atom: Term, holds: bool) -> str:
        text = self.formula(atom)
        return text if holds else f"(Not {text})"

    def _made(self, word: str, arguments: tuple[Term, ...]) -> str:
        return f"({' '.join([word, *map(self.formula, arguments)])})"


_NAMED = 120


def number(value: int) -> str:
    """A small number by its name, which Rocq reads faster than a numeral."""
    return f"p{value}" if value < _NAMED else str(value)


def used_numbers(tree: Tree) -> frozenset[int]:
    """The numbers of the statements and clauses in which a tree ends."""
    if isinstance(tree, Leaf):
        return frozenset({tree.number})
    return used_numbers(tree.holds) | used_numbers(tree.fails)


def renumbered(tree: Tree, numbers: dict[int, int]) -> Tree:
    """The tree with other numbers in its leaves."""
    if isinstance(tree, Leaf):
        return Leaf(numbers[tree.number])
    return type(tree)(tree.atom, renumbered(tree.holds, numbers), renumbered(tree.fails, numbers))
