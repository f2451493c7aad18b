from septum.spec.load import load_profile
