"""The specification: one concern a file, to be read aloud. Files here are parsed by `septum.spec`, never run."""
