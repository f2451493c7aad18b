from os import path
from septum.language import Profile
