"""A bar that shows how far a long load has come, to who looks on at a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import click

from ..loading.library import Progress

SECONDS = 2.0
"""A load that is done sooner shows nothing."""
STEPS = 200
"""Times the bar is drawn anew, at most."""


@contextmanager
def load_bar() -> Iterator[Progress]:
    """Gives what a load reports to, as (files done, files in all). Where standard error is no terminal, nothing is
    drawn."""
    began = time.monotonic()
    is_seen = sys.stderr is not None and sys.stderr.isatty()
    with ExitStack() as drawn:
        bar: click._termui_impl.ProgressBar[int] | None = None
        shown = 0

        def show(done: int, total: int) -> None:
            nonlocal bar, shown
            if bar is None:
                if not is_seen or done == total or time.monotonic() - began < SECONDS:
                    return
                bar = drawn.enter_context(
                    click.progressbar(
                        length=total, label="Reading texts", file=sys.stderr, update_min_steps=max(1, total // STEPS)
                    )
                )
            bar.update(done - shown)
            shown = done

        yield show
