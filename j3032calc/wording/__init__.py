"""Every sentence a person can read, and how numbers, amounts and dates are read from typing and written.

Light on purpose: importing this package imports no arithmetic; the window needs its labels before anything else.
"""
