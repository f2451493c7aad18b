"""A second statement of isolation: what a single run may reach, and whose data may be where.

`septum.models.isolation` compares two runs. Nothing here does. Instead: whatever answers a principal, or changes what
it sees, is *defined* by what it saw, asked or was told: it equals, in every state, a term that names only those.
"""
