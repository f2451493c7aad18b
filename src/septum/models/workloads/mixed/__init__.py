"""Tenants of different sizes."""
