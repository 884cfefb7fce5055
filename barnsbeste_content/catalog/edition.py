"""Which texts are in."""

from enum import Enum


class Edition(Enum):
    """`PUBLISHED` is what the public sees; `PREVIEW` also holds drafts, for staff."""

    PUBLISHED = "published"
    PREVIEW = "preview"

    @property
    def statuses(self) -> frozenset[str]:
        return frozenset(("published",) if self is Edition.PUBLISHED else ("published", "draft"))
