"""Is everything in a profile needed? Every part is dropped in turn; see `results` for what may come of it."""
