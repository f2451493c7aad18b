"""The life of a deployment, call by call: boot, serve, replace; and its execution on the specification."""
