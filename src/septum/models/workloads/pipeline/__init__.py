"""Two stages over declared shared memory."""
