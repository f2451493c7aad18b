from septum.language import Profile
from septum.models.guests import Phase
from septum.models.memory import Page as Phase
