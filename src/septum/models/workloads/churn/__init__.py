"""Tenants come and go."""
