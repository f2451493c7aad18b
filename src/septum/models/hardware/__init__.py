"""What the machine does."""
