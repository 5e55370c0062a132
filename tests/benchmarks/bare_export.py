"""Read the same rows with bare SQLCipher and write them with the csv module: ``bare_export.py FOLDER OUT``."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from j3032calc.storage.sqlite import connect
from tests.invented_log import FixedKey

if __name__ == "__main__":
    log = connect(Path(sys.argv[1]) / "data" / "log.db", FixedKey())
    with Path(sys.argv[2]).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(log.execute("SELECT * FROM entry ORDER BY sequence"))
    log.close()
