"""Runs by which published bugs break isolation, each without the guard or the assumption that stops it."""
