from septum.models.memroy import Memory
