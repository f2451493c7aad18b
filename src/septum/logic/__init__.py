"""Many-sorted first-order terms: pure data, no solver.

A term is immutable and hash-consed; two terms are equal when they are built alike, wherever they were written.
"""

from septum.logic.sorts import BOOLEAN, Sort, SortKind
from septum.logic.symbols import Symbol
from septum.logic.terms import FALSE, TRUE, Operator, Term

__all__ = ["BOOLEAN", "FALSE", "TRUE", "Operator", "Sort", "SortKind", "Symbol", "Term"]
