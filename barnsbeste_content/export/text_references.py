"""Our own texts as sources, so that whoever uses them can refer to them."""

from collections.abc import Iterable
from datetime import date

from ..i18n import Locale
from ..model.reference import Source
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from ..presentation.links import Links
from ..presentation.tools import shared_address


def as_sources(
    resources: Iterable[Resource], vocabulary: Vocabulary, locale: Locale, today: date, origin: str = ""
) -> list[Source]:
    """Each text as BarnsBeste has it on the web in the reader's language or the nearest, in the order given.

    `today`: when it is read. `origin`: scheme and host for the addresses, such as `https://example.org`.
    """
    links = Links(locale.language)
    told = []
    for resource in resources:
        found = resource.text_for(vocabulary.chain(locale.language))
        # not checked: a host for tests has no dot, which an address in content must have
        told.append(
            Source.model_construct(
                id=f"barnsbeste-{resource.name}",
                title=found.text.title,
                authors=(),
                publisher="BarnsBeste",
                journal=None,
                year=resource.changed.year,
                url=origin + shared_address(resource, links),
                kind="patient_information",
                knowledge=(),
                language=found.language,
                accessed=today,
            )
        )
    return told
