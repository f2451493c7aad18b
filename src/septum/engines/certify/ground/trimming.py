"""Taking away what no leaf of a refutation speaks of."""

from septum.obligations.refutation import Leaf, Refutation, Split, Tree


def leaves(tree: Tree) -> frozenset[int]:
    """The numbers at the leaves of a tree."""
    if isinstance(tree, Leaf):
        return frozenset((tree.number,))
    return leaves(tree.holds) | leaves(tree.fails)


def trimmed(refutation: Refutation, statements: int) -> Refutation:
    """The refutation of so many statements without conditionals and clauses that it does not use."""
    used = leaves(refutation.tree)
    start = statements
    kept = [n for n in range(len(refutation.conditionals)) if used & {start + 2 * n, start + 2 * n + 1}]
    numbers = {start + 2 * n + side: start + 2 * place + side for place, n in enumerate(kept) for side in (0, 1)}
    start += 2 * len(refutation.conditionals)
    clauses = [n for n in range(len(refutation.clauses)) if start + n in used]
    numbers |= {start + n: statements + 2 * len(kept) + place for place, n in enumerate(clauses)}
    return Refutation(
        tuple(refutation.conditionals[n] for n in kept),
        tuple(refutation.clauses[n] for n in clauses),
        _renumbered(refutation.tree, numbers),
    )


def _renumbered(tree: Tree, numbers: dict[int, int]) -> Tree:
    if isinstance(tree, Leaf):
        return Leaf(numbers.get(tree.number, tree.number))
    return Split(tree.atom, _renumbered(tree.holds, numbers), _renumbered(tree.fails, numbers))
