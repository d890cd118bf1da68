"""``python -m simoff``: the command line."""

import sys

from simoff.cli import main

sys.exit(main())
