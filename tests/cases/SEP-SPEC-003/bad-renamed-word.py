from septum.language import Profile, Concern as Part
