from .nobody import Memory
