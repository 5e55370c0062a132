"""J3032 Calculator: how much to draw, how many units to bill, what was discarded and when the next dose is due.

The house, from the cellar up. Each floor calls only the floors below it (import-linter holds us to that):

- ``domain`` decides: exact quantities, products, dosing, billing, dates, findings.
- ``wording`` says it: how typed text is read, how numbers, dates and findings are written.
- ``documents``, ``exports`` and ``barcode`` translate it: paper, machine forms, scanned codes.
- ``services`` carry out what a person asks for.
- ``ui`` shows, ``storage`` keeps, ``rendering`` makes pages.
- ``app`` introduces them to each other; ``cli`` is the front door.
"""

__version__ = "0.1.0"
