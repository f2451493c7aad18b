"""Sequences of calls with the answers expected, for those who implement a core.

What is to be covered are targets: every step done, every refusal reached, alone where it can be, and before each other
one that would also refuse. Sequences are found near the runs that examples tell; the interpreter replays each before
it is given out; and what a mutated core would answer otherwise says what they are worth.
"""
