"""The theorem: what is owed of all requests, put together, and what follows from it by the generic theorem."""
