"""A document in, PDF bytes or page pictures out. The only floor that knows typst."""
