"""What a nurse sees and presses. Qt lives here and nowhere else.

Nothing here decides a dose, a unit or a date: the form hands over what was typed, the answers show what came back. Only
light modules are imported before the first paint; the catalogue and the arithmetic load in the background after it.
"""
