"""Looks at the live site as a visitor and compares what it keeps in a browser with what is declared."""
