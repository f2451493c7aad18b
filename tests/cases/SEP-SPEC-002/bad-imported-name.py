from septum.language import Profile
from septum.models.isolation import Isolatoin
from septum.models.memory import Frames, Memory
