"""Deciding queries: the only part that talks to solvers. It sees terms and nothing of models."""
