"""Certificates are checked: `coqc`, `Print Assumptions` and `coqchk`, and nothing is believed that they did not say."""
