"""The words that were searched for, marked in what was found."""

from collections.abc import Callable

import pytest

from barnsbeste_content.catalog import Query
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation.marking import LONGEST, Marks

from .conftest import Show


def marks(show: Show, text: str, language: str = "nb") -> Marks:
    found = show().marks(text, language)
    assert found
    return found


def plain(marked: str) -> str:
    return marked.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    ("searched", "text", "marked"),
    [
        ("deprimert", "Mamma er deprimert.", "Mamma er <mark>deprimert</mark>."),
        ("skyld", "Skylden er ikke din", "<mark>Skylden</mark> er ikke din"),
        ("full", "Pappa drikker og er full.", "Pappa drikker og er <mark>full</mark>."),
        ("full", "Det heter avhengighet.", "Det heter <mark>avhengighet</mark>."),
        ("deprimrt", "Mamma er deprimert.", "Mamma er <mark>deprimert</mark>."),
        ("barn", "Barnehagen", "<mark>Barnehagen</mark>"),
        ("mor", "I morgen", "I morgen"),
    ],
)
def test_inflections_synonyms_typos_and_compounds_are_marked(show: Show, searched: str, text: str, marked: str) -> None:
    assert marks(show, searched).marked(text) == marked


@pytest.mark.parametrize("searched", ["<b>", "b", "amp", "script", "&"])
def test_nothing_of_a_text_or_of_a_search_becomes_html(show: Show, searched: str) -> None:
    hostile = '<b onclick="x">trist</b> & <script>amp</script>'
    found = plain(marks(show, searched).marked(hostile))
    assert found == "&lt;b onclick=&#34;x&#34;&gt;trist&lt;/b&gt; &amp; &lt;script&gt;amp&lt;/script&gt;"


def test_the_sentence_with_most_of_the_words_is_shown(show: Show, resource: Callable[..., Resource]) -> None:
    body = "Noe om trøtte dager og lange netter. Hunden til naboen bjeffer **om natten** når katten går. Slutt."
    base = resource("naar-mamma-er-deprimert")
    section = base.texts["nb"].sections[0].model_copy(update={"text": body})
    text = base.texts["nb"].model_copy(update={"sections": (section,)})
    found = marks(show, "katten til naboen").excerpt(text)
    assert plain(found) == "Hunden til naboen bjeffer om natten når katten går."
    assert "<mark>naboen</mark>" in found
    assert "<mark>katten</mark>" in found


def test_a_long_sentence_is_cut_around_what_was_searched_for(show: Show, resource: Callable[..., Resource]) -> None:
    base = resource("naar-mamma-er-deprimert").texts["nb"]
    long = "ord " * 100 + "nabolaget vårt " + "mer " * 100
    text = base.model_copy(update={"sections": (base.sections[0].model_copy(update={"text": long}),)})
    found = plain(marks(show, "nabolaget").excerpt(text))
    assert "nabolaget" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) <= LONGEST + 4


def test_where_only_synonyms_are_found_the_summary_stays(show: Show) -> None:
    shown = show()
    found = shown.catalog.get("naar-noen-hjemme-drikker")
    assert found
    card = shown.card(found, Query(text="pils"))
    assert plain(card.words) == found.texts["nb"].summary


def test_without_a_search_nothing_is_marked(show: Show) -> None:
    assert "<mark>" not in show().cards(show().catalog.resources, Query())


def test_right_to_left_words_are_marked_without_their_vowel_marks(show: Show) -> None:
    assert marks(show, "اكتئاب", "ar").marked("عندها اِكتئاب.") == "عندها <mark>اِكتئاب</mark>."
