"""septum: does this core isolate these tenants, and what must be true for that?"""

__version__ = "0.1.0"
