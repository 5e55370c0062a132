"""What a nurse sees and presses. Qt lives here and nowhere else.

Nothing here decides a dose, a unit or a date: the form hands over what was typed, the answers show what came back. Only
light modules are imported before the first paint; the catalogue and the arithmetic load in the background after it.
"""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 - it puts its own import in the place of Python's

# For modules that want Qt's names in snake case, PySide reads the source of each module that is imported after it, and
# keeps it: a fifth of the time that an import takes, and 17 MB once a log is open. None of ours does.
builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)
