"""The content in service compared with what was published, kept while neither changes: staff look again and again."""

import gc
import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.library import Library
from .changes import Changes, FirstResults, compare, first_results
from .facts import errors_of
from .published import Published, State, load_published, load_state, with_paths_below

MAX_STATES = 3
"""Published states kept in memory: each is a whole library."""
MAX_COMPARISONS = 6


@dataclass(frozen=True)
class Comparison:
    """What differs, and both sides of it."""

    since: Published
    now: Library
    """As the files are now: what is broken is not in it, though readers may still be served how it was before."""
    changes: Changes


class Comparisons:
    """Comparisons made of late. Thread-safe; one is made at a time, and whoever asks for the same waits for it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._states: OrderedDict[tuple[Path, str, str], tuple[Published, FirstResults]] = OrderedDict()
        self._made: OrderedDict[tuple[Path, str, str, int], tuple[Library, Comparison]] = OrderedDict()

    def get(self, root: Path, served: Library, state: State) -> Comparison:
        """What differs in `served`, the library that is served of `root` now, from a state (`published.find_state`).

        Raises PublishedStateError where the state has gone meanwhile or cannot be read.
        """
        place = (root, state.commit, state.stamp)
        with self._lock:
            # the library is kept with what was made of it: the identity of one that is gone may be given to another
            key = (*place, id(served))
            if key in self._made:
                self._made.move_to_end(key)
                found = self._made[key][1]
                return replace(found, since=replace(found.since, ref=state.ref))
            since, found_before = self._published(root, place, state)
            now = _as_written(root, served)
            made = Comparison(since, now, compare(since.library, now, found_before))
            self._made[key] = (served, made)
            while len(self._made) > MAX_COMPARISONS:
                self._made.popitem(last=False)
            return made

    def _published(self, root: Path, place: tuple[Path, str, str], state: State) -> tuple[Published, FirstResults]:
        if place not in self._states:
            since = load_published(root, state)
            self._states[place] = since, first_results(since.library)
            gc.freeze()  # it stays for long: as in `catalog.store`, nobody is to wait while it is looked through
        self._states.move_to_end(place)
        while len(self._states) > MAX_STATES:
            self._states.popitem(last=False)
        since, found = self._states[place]
        return replace(since, ref=state.ref), found


def _as_written(root: Path, served: Library) -> Library:
    """What the files hold now. In service is the same, but where something is broken: then also what it was before."""
    return load_state(root) if errors_of(served) else with_paths_below(served, root)


comparisons = Comparisons()
"""Those of this process."""
