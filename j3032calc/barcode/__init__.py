"""Scanned codes to facts."""
