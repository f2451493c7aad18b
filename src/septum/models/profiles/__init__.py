"""Which concerns make up which claim."""
