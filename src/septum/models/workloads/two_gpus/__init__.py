"""One tenant over two GPUs."""
