"""Data that the app reads: catalogue, payers, templates, fonts. No code."""
