"""A profile in other tools' formats: each `emit` takes a model and gives `{path: text}`. Nothing is written here."""
