"""Equal tenants serve a model, and places are let again."""
