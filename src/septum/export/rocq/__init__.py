"""A profile and its proof as a Rocq development, which `coqc` and `coqchk` check."""
