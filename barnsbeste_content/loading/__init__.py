"""From YAML files to models or problems."""

from .library import LibraryReader, load_library

__all__ = ["LibraryReader", "load_library"]
