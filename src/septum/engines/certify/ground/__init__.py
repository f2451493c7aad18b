"""Ground statements that cannot hold together, refuted so that Rocq can check it by computing."""
