"""Disk, keys and time: the outside world, kept out of the rooms below."""
