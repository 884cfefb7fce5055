"""The page of one text, by whatever it may be called; and what is not there."""

import pytest
from elements import text_of
from visiting import Open

from barnsbeste_content.i18n import locale_of


@pytest.mark.parametrize("name", ["b01", "naar-mamma-er-deprimert", "mamma-er-trist"])
def test_a_text_is_found_by_code_by_slug_and_by_its_former_name(visit: Open, name: str) -> None:
    assert visit("reader", params={"id": [name]}).heading == "Når mamma er deprimert"


@pytest.mark.parametrize(
    "name",
    [
        "",
        "nothing",
        "b99",
        "gammel-tekst-om-rus",
        "slutt-aa-drikke",
        "kladd-om-hjerneskade",
        "../../etc/passwd",
        "<script>alert(1)</script>",
        "x" * 5_000,
        "\x00",
    ],
)
def test_what_is_unknown_retired_or_a_draft_is_not_found_and_no_word_of_it_shown(visit: Open, name: str) -> None:
    page = visit("reader", "en", {"id": [name]})
    assert page.heading == locale_of("en").gettext("We cannot find this text")
    for secret in ("Utgåtte ord", "Hemmelighetsfulle ord", "Gammel tekst om rus", "Kladd om hjerneskade"):
        assert secret not in page.html
    assert 'action="/en/bibliotek"' in page.html


def test_without_an_id_there_is_a_way_on(visit: Open) -> None:
    assert visit("reader", "en").heading == locale_of("en").gettext("We cannot find this text")


def test_of_two_ids_the_first_counts(visit: Open) -> None:
    assert visit("reader", params={"id": ["u01", "b01"]}).heading == "Når noen hjemme drikker for mye"


def test_a_text_is_in_the_reader_s_language_or_says_that_it_is_not(visit: Open) -> None:
    assert visit("reader", "ar", {"id": ["b01"]}).heading == "عندما تكون أمي مكتئبة"
    page = visit("reader", "ar", {"id": ["b02"]})
    assert page.heading == "Hvem kan jeg snakke med?"
    told = locale_of("ar").gettext("This text does not exist in your language yet. Here it is in {language}.")
    assert told.split("{")[0] in text_of(page.html)
