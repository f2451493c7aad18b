from septum.language import Profile
from septum.models.guests import Cpu
from septum.models.memory import Page as Cpu
