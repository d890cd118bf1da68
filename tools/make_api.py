"""Write docs/api/openapi.json, the document of the API as it is: python tools/make_api.py (or make api).

docs/api/baseline.json is what was promised with the last release. A release copies the one over the other
(``--baseline``); between releases a test refuses whatever would break a program that was written for it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from simoff.web.api.document import document
from simoff.web.app import make_app
from simoff.web.settings import Settings

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "api"


def main() -> int:
    """Write the document; with ``--baseline`` the baseline as well."""
    text = json.dumps(document(make_app(Settings())), ensure_ascii=False, indent=1) + "\n"
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / "openapi.json").write_text(text, "utf-8")
    if "--baseline" in sys.argv[1:]:
        (FOLDER / "baseline.json").write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
