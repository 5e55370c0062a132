"""Claim readiness of one visit: what is known of it, the rules by subject, and what they add up to (``verdicts``)."""
