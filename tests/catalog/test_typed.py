"""What somebody typed, read as each language reads it."""

import pytest

from barnsbeste_content.catalog import typed
from barnsbeste_content.catalog.analysis import content_words, terms, words
from barnsbeste_content.catalog.typed import Typed

FORMS = {"nb": {"sjuk": "syk", "ikkje": "ikke"}, "nn": {"sjuk": "syk", "ikkje": "ikke"}}
SAID = (
    "Mamma er SJUK og orkar ikkje meir!",
    "Hastalığım ölüm mü?",
    "می‌خورد کتاب‌ها",
    "mój tata pije",
    "ماما مريضة",
    "🙂 …",
    "",
)


@pytest.mark.parametrize("language", ["nb", "nn", "en", "ar", "fa", "tr", "pl", "uk", "ti"])
@pytest.mark.parametrize("said", SAID)
def test_it_reads_as_texts_are_read(said: str, language: str) -> None:
    read, forms = Typed(said, FORMS), FORMS.get(language, {})
    assert read.written(language) == words(said, language)
    assert read.words(language) == words(said, language, forms)
    assert read.stemmed(language) == terms(said, language)
    assert read.terms(language) == terms(said, language, forms)
    assert read.content_words(language) == content_words(said, language, forms)
    assert read.content_terms(language) == [
        term for word in content_words(said, language, forms) for term in terms(word, language)
    ]


def test_languages_that_read_alike_share_a_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    analysed = []

    def counted(ready: str, language: str) -> list[str]:
        analysed.append(language)
        return ready.split()

    monkeypatch.setattr(typed, "analyzed", counted)
    read = Typed("baba sidi", {})
    for language in ("pl", "lt", "so", "se", "uk", "ur", "ckb", "ti", "nb", "nn"):
        read.stemmed(language)
        read.stemmed(language)
    assert analysed == ["pl", "uk", "nb"]
