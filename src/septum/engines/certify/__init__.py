"""Certificates: what proofs use, refuted case by case so that Rocq can compute it, and the run of its checkers."""
