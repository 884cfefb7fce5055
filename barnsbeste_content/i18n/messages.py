"""Interface words: gettext catalogues in `locale/`, read and compiled in memory, so that no binary file is in git."""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .locales import CATALOGUES


def catalogue_path(language: str) -> Path:
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


@cache
def translations(language: str) -> GNUTranslations:
    """The compiled catalogue of a language. Raises FileNotFoundError where there is none."""
    with catalogue_path(language).open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
