from septum.language import *
