"""Whole public pages, kept for whoever is not signed in: docs/decisions/0110-the-page-cache.md."""
