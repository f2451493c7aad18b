"""What must be true of the world outside the core: one sentence a file, with its source."""
