"""Residual channels: what they are, between whom a placement brings them about, which are accepted."""
