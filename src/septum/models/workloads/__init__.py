"""What tenants want of a machine, whatever the core is asked for it."""
