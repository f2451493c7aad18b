"""Proofs of a development: the invariant, a lemma for each obligation, and the theorem that they make."""
