"""What readers choose from: editions, queries, facets, search, and the store that serves them."""

from .catalog import Catalog, Relaxation, Selection
from .edition import Edition
from .query import Dropped, Query
from .sorting import Sort

__all__ = ["Catalog", "Dropped", "Edition", "Query", "Relaxation", "Selection", "Sort"]
