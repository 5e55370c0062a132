"""``python -m j3032calc``."""

import sys

from j3032calc.cli import main

if __name__ == "__main__":
    sys.exit(main())
