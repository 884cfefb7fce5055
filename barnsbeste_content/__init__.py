"""Loads, selects and presents the texts of BarnsBeste."""

from .catalog import Catalog, Edition, Query
from .loading import load_library

__all__ = ["Catalog", "Edition", "Query", "load_library"]
