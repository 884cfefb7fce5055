"""Texts that an address names one by one, in the order of the address."""

from collections.abc import Iterable, Sequence

from ..model.resource import Resource
from .catalog import Catalog
from .query import Dropped

ID = "id"


def named(catalog: Catalog, names: Iterable[str], most: int) -> tuple[Sequence[Resource], Sequence[Dropped]]:
    """The texts of these names, each once, at most so many; and the names that say nothing or are too many.

    A name is the neutral code, the slug, or one that was either before.
    """
    asked = {name: catalog.get(name) for name in dict.fromkeys(names)}
    known = {resource.id: resource for resource in asked.values() if resource}
    resources = list(known.values())[:most]
    return resources, [Dropped(ID, name) for name, resource in asked.items() if resource not in resources]
