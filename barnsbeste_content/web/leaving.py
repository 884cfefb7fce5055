"""Where "Leave this page" leads."""

import os
import sys
from functools import cache
from urllib.parse import urlsplit

EXIT_VARIABLE = "BARNSBESTE_EXIT"
EXIT_ADDRESS = "https://www.yr.no/"
"""A page that anyone might look at (the Norwegian weather forecast)."""


def exit_address() -> str:
    """`$BARNSBESTE_EXIT` where it is a whole https address, else `EXIT_ADDRESS`: there is always a way out."""
    return _checked(os.environ.get(EXIT_VARIABLE, ""))


@cache
def _checked(wanted: str) -> str:
    if not wanted:
        return EXIT_ADDRESS
    try:
        parts = urlsplit(wanted)
        is_good = parts.scheme == "https" and bool(parts.hostname) and wanted.isprintable() and " " not in wanted
    except ValueError:
        is_good = False
    if not is_good:
        print(
            f"barnsbeste: {EXIT_VARIABLE} must be an address such as https://www.example.org/; "
            f'until it is, "Leave this page" leads to {EXIT_ADDRESS}',
            file=sys.stderr,
        )
    return wanted if is_good else EXIT_ADDRESS
