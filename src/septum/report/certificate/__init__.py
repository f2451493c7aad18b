"""Certificates: the directory that a stranger checks, and what septum says of it."""
