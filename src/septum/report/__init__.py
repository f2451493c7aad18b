"""Results as text, a list of lines for each, and as JSON documents with a versioned schema. Pure functions."""
