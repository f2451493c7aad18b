"""The command line: what was asked, which engines answer, how it is printed, the exit status."""
