"""The choices of a preview: they stand in the address, and the frames show what was chosen."""

import shutil
from pathlib import Path

import pytest
from elements import elements
from visiting import Open, Visit

from barnsbeste_content.catalog import Catalog
from barnsbeste_content.i18n import locale_of
from barnsbeste_content.presentation.links import PAGES
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.staff_preview import Choices, frames, things

PAGE = "staff_preview"
MAMMA = "naar-mamma-er-deprimert"


@pytest.fixture
def shown(preview_catalog: Catalog) -> Presenter:
    return Presenter(preview_catalog, locale_of("nb"))


def notes(page: Visit) -> str:
    return " ".join(element.text for element in elements(page.html, class_="staff-notes"))


def test_a_link_that_was_shared_shows_the_same(visit: Open) -> None:
    params = {
        "vis": [MAMMA],
        "sprak": ["en"],
        "med": ["ar"],
        "ved": ["published"],
        "skjerm": ["tablet"],
        "lys": ["dark"],
        "skript": ["off"],
        "audience": ["child"],
        "age": ["8-12"],
    }
    page = visit(PAGE, params=params, edition="preview")
    assert page.app.selectbox(key=f"{PAGE} vis").value == MAMMA
    assert page.app.selectbox(key=f"{PAGE} sprak").value == "en"
    assert page.app.selectbox(key=f"{PAGE} med").value == "ar"
    assert {name: page.app.pills(key=f"{PAGE} {name}").value for name in ("ved", "skjerm", "lys", "skript")} == {
        "ved": "published",
        "skjerm": "tablet",
        "lys": "dark",
        "skript": "off",
    }
    assert page.address == params


def test_what_is_chosen_is_written_to_the_address_and_what_is_usual_is_not(visit: Open) -> None:
    page = visit(PAGE, edition="preview")
    assert page.address == {}
    page.app.selectbox(key=f"{PAGE} vis").set_value(MAMMA)
    page.run()
    page.app.pills(key=f"{PAGE} skjerm").set_value("print")
    page.run()
    page.choose(f"{PAGE} situation", "mental_illness")
    assert page.address == {"vis": [MAMMA], "skjerm": ["print"], "situation": ["mental_illness"]}
    page.app.pills(key=f"{PAGE} skjerm").set_value("phone")
    page.run()
    assert "skjerm" not in page.address


@pytest.mark.parametrize("value", ["nonsense", "../../etc", "<script>", ""])
def test_values_that_mean_nothing_are_as_if_they_were_not_there(visit: Open, value: str) -> None:
    params = {name: [value] for name in ("sprak", "med", "ved", "skjerm", "lys", "skript", "audience", "age")}
    page = visit(PAGE, params=params, edition="preview")
    assert page.app.pills(key=f"{PAGE} skjerm").value == "phone"
    assert page.app.selectbox(key=f"{PAGE} sprak").value == "nb"


def test_a_text_that_cannot_be_shown_yet_is_told(visit: Open, folder: Path) -> None:
    shutil.copytree(folder / "resources" / MAMMA, folder / "resources" / "halv-tekst")
    (folder / "resources/halv-tekst/nb.yaml").write_text("title: [", "utf-8")
    page = visit(PAGE, params={"vis": ["halv-tekst"]}, root=folder, edition="preview")
    [told] = elements(page.html, class_="staff-told")
    assert "Vi kan ikke vise «halv-tekst» ennå" in told.text
    assert notes(page) == ""


def test_drafts_and_every_page_for_readers_can_be_chosen(visit: Open, shown: Presenter) -> None:
    page = visit(PAGE, edition="preview")
    options = page.app.selectbox(key=f"{PAGE} vis").options
    assert "Kladd om hjerneskade" in options
    assert options[0] == "Side: Forside"
    assert len(options) == 14 + len(shown.catalog.resources)


@pytest.mark.parametrize(
    ("reader", "words"),
    [
        ({}, "lik for alle"),
        ({"audience": ["child"], "age": ["8-12"]}, "finner teksten i biblioteket: den er nummer"),
        ({"audience": ["practitioner"]}, "finner ikke teksten"),
    ],
)
def test_of_a_text_it_says_whether_the_reader_finds_it(visit: Open, reader: dict[str, list[str]], words: str) -> None:
    assert words in notes(visit(PAGE, params={"vis": [MAMMA], **reader}, edition="preview"))


def test_a_language_that_the_text_is_not_in_is_told(visit: Open) -> None:
    page = visit(PAGE, params={"vis": [MAMMA], "sprak": ["so"]}, edition="preview")
    assert "Teksten finnes ikke på somali. Leseren får den på engelsk" in notes(page)


def test_pages_that_ask_get_the_answers_pressed_and_keep_them_out_of_the_address(shown: Presenter) -> None:
    chosen = Choices(
        "children", reader={"age": ["3-7", "13-17"], "situation": ["mental_illness"], "audience": ["child"]}
    )
    [frame] = frames(shown, chosen)
    ids = shown.vocabulary.facets["situation"].ids
    assert frame.address == "/nb/barn"
    assert frame.answers == [
        ("st-key-children-situation", [ids.index("mental_illness")]),
        ("st-key-children-age", [0]),
    ]


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("library", "/en/bibliotek?audience=child&age=8-12&situation=addiction"),
        ("practitioners", "/en/fagfolk?age=8-12&situation=addiction"),
        ("about", "/en/om"),
        ("home", "/en/"),
    ],
)
def test_lists_for_professionals_have_the_reader_in_their_address(shown: Presenter, page: str, address: str) -> None:
    reader = {"audience": ["child"], "age": ["8-12"], "situation": ["addiction"]}
    [frame] = frames(shown, Choices(page, language="en", reader=reader))
    assert (frame.address, frame.answers) == (address, [])


def test_what_is_published_stands_before_the_draft(shown: Presenter) -> None:
    before, after = frames(shown, Choices(MAMMA, second="ar", compared="published", screen="desktop"))
    assert (before.address, after.address) == (f"/nb/publisert/{MAMMA}?med=ar", f"/nb/les/{MAMMA}?med=ar")
    assert before.title.startswith("Publisert") and after.title.startswith("Utkastet")
    assert (before.width, before.height) == (1280, 900)


def test_two_languages_stand_beside_each_other(shown: Presenter) -> None:
    both = frames(shown, Choices("library", second="ar", compared="language", reader={"age": ["3-7"]}))
    assert [frame.address for frame in both] == ["/nb/bibliotek?age=3-7", "/ar/bibliotek?age=3-7"]
    assert [frame.title for frame in both] == ["bokmål, telefon, lys", "arabisk, telefon, lys"]


@pytest.mark.parametrize(("compared", "what"), [("published", "home"), ("language", MAMMA)])
def test_where_there_is_nothing_to_compare_one_is_shown_and_why(
    visit: Open, shown: Presenter, compared: str, what: str
) -> None:
    assert len(frames(shown, Choices(what, compared=compared))) == 1
    assert "Velg" in notes(visit(PAGE, params={"vis": [what], "ved": [compared]}, edition="preview"))


def test_paper_is_light_and_says_what_it_is(shown: Presenter) -> None:
    [frame] = frames(shown, Choices(MAMMA, screen="print", scheme="dark", scripts="off"))
    assert (frame.scheme, frame.paper, frame.scripts, frame.width) == ("light", True, False, 794)
    assert frame.title == "bokmål, papir (A4), uten JavaScript"


def test_everything_that_can_be_chosen_has_a_frame(shown: Presenter) -> None:
    titles = dict.fromkeys(PAGES, "x")
    addresses = [frames(shown, Choices(what))[0].address for what in things(shown, titles)]
    assert len(set(addresses)) == len(addresses) == len(PAGES) - 1 + len(shown.catalog.resources)
