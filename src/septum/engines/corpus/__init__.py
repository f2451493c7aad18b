"""Attack scripts, judged: does the run leak without the guard that it names, and does the guard stop it?

`judging` judges scripts, `bugs` reads the list of published bugs, `verdicts` puts the two together.
"""
