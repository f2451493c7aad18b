from septum.language import Concrn, Profile
from septum.models.isolation import Isolation
