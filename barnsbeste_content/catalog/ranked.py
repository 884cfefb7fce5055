"""Resources in an order of their own, looked up only when somebody looks at them."""

from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from ..model.resource import Resource


class Ranked(Sequence[Resource]):
    """Some of a catalog's resources, as a sequence that is made without touching them: a list of 100,000 is mostly
    counted, and of the rest a page is shown. A slice of it is a tuple; it equals any sequence of the same resources."""

    __slots__ = ("_ordinals", "_resources")

    def __init__(self, resources: Sequence[Resource], ordinals: NDArray[np.intp]) -> None:
        """`ordinals`: places in `resources`, in the order to show them."""
        self._resources = resources
        self._ordinals = ordinals

    def __len__(self) -> int:
        return len(self._ordinals)

    @overload
    def __getitem__(self, place: int) -> Resource: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Resource, ...]: ...
    def __getitem__(self, place: int | slice) -> Resource | tuple[Resource, ...]:
        if isinstance(place, slice):
            return tuple(map(self._resources.__getitem__, self._ordinals[place].tolist()))
        return self._resources[int(self._ordinals[place])]

    def __iter__(self) -> Iterator[Resource]:
        return map(self._resources.__getitem__, self._ordinals.tolist())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(mine == theirs for mine, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of a list: nobody keeps lists of texts by what is in them

    def __repr__(self) -> str:
        return f"Ranked({[resource.id for resource in self]})"
