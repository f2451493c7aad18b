from septum.models.memory import Memory, tell
