"""Two results of one command, compared: what became worse, what better, what is merely different."""
