"""Addresses as QR codes, which lead from paper and from another screen to a text."""

import io
from functools import lru_cache

import segno
from markupsafe import Markup, escape

BORDER = 2
"""Light modules around the code; where it stands on something dark, the page gives it more white."""


@lru_cache(1_000)
def qr_svg(address: str, label: str) -> Markup:
    """A QR code (ISO/IEC 18004, error correction M) as an SVG element that scales to whatever room it is given.

    Black on white whatever the colours around it, because cameras want dark on light. `label` names it for whoever does
    not see it. Kept, since finding the best mask takes 10 ms.

    Raises segno.DataOverflowError for an address of more than 2,331 bytes.
    """
    drawn = io.BytesIO()
    segno.make(address, micro=False, error="m", boost_error=False).save(
        drawn,
        kind="svg",
        border=BORDER,
        dark="#000",
        light="#fff",
        xmldecl=False,
        nl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
    )
    # without crispEdges the rows of modules are smoothed, and hairlines stand between them
    named = f'<svg role="img" aria-label="{escape(label)}" shape-rendering="crispEdges" '
    return Markup(drawn.getvalue().decode().replace("<svg ", named, 1))
