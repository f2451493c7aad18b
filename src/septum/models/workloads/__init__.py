"""What tenants do, in their own words: events of guests and of the machine, whatever the core is asked for them."""
