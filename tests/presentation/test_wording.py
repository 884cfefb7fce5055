"""Why a text is shown, what is chosen, what of the address was left out, and what an empty list offers."""

from collections.abc import Callable
from typing import get_args, get_type_hints

import pytest
from elements import elements, text_of

from barnsbeste_content.catalog import Query
from barnsbeste_content.catalog.related import Reason, Step
from barnsbeste_content.model import Library
from barnsbeste_content.model.resource import Resource
from barnsbeste_content.presentation.presenter import Presenter
from barnsbeste_content.presentation.wording import (
    choices,
    for_whom,
    ignored,
    reasons,
    related_reasons,
    step_reason,
)

Show = Callable[..., Presenter]
Make = Callable[..., Resource]
Params = dict[str, list[str]]


def ask(shown: Presenter, **params: list[str]) -> Query:
    return Query.from_params(params, shown.vocabulary)


def why(shown: Presenter, slug: str, **params: list[str]) -> list[str]:
    return reasons(shown.catalog.library.resources[slug], ask(shown, **params), shown.vocabulary, shown.locale)


# -- for whom ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("naar-mamma-er-deprimert", "For children, 8–12 years"),
        ("naar-noen-dor", "For you, 13–17 years"),
        ("snakk-med-barnet", "For parents of children, 3–7 years"),
        ("naar-babyen-merker-uro", "For carers of children, 0–11 months"),
        ("spor-om-barn", "For professionals"),
    ],
)
def test_a_text_says_for_whom_it_is(show: Show, slug: str, words: str) -> None:
    shown = show("en")
    assert for_whom(shown.catalog.library.resources[slug], shown.locale) == words


def test_every_audience_of_the_vocabulary_has_words_of_its_own(
    show: Show, real_library: Library, resource: Make
) -> None:
    audiences = real_library.vocabulary.facets["audience"].ids
    for language in ("nb", "en", "ar"):
        locale = show(language).locale
        said = {for_whom(resource("spor-om-barn", audiences=(audience,)), locale) for audience in audiences}
        assert len(said) == len(audiences)


# -- why -----------------------------------------------------------------------------------------------------------


def test_a_child_is_told_which_feelings_and_situations_a_text_meets_in_plain_words(show: Show) -> None:
    assert why(show("en"), "naar-mamma-er-deprimert", feeling=["sad", "lonely"], situation=["mental_illness"]) == [
        "Because you chose: Sad",
        "Because you chose: Ill in their thoughts or feelings",
    ]


def test_grown_ups_are_told_in_the_words_of_the_vocabulary(show: Show) -> None:
    assert why(show("en"), "snakk-med-barnet", situation=["somatic_illness"]) == [
        "Because you chose: Serious physical illness"
    ]


def test_a_text_for_every_situation_says_that_it_suits_everyone(show: Show) -> None:
    assert why(show("en"), "hvem-kan-jeg-snakke-med", situation=["addiction"]) == [
        "Suits everyone, whatever has happened"
    ]


def test_with_two_ages_a_text_says_which_it_suits(show: Show) -> None:
    assert why(show("en"), "snakk-med-barnet", age=["3-7", "13-17"]) == ["Suits the age: 3–7 years"]
    assert why(show("en"), "snakk-med-barnet", age=["3-7"]) == []


def test_at_most_two_reasons_are_given(show: Show) -> None:
    every = {
        "situation": ["somatic_illness"],
        "topic": ["talk_together"],
        "relation": ["parent"],
        "age": ["3-7", "8-12"],
    }
    assert len(why(show(), "snakk-med-barnet", **every)) == 2


def test_without_choices_there_is_no_reason(show: Show) -> None:
    assert why(show(), "snakk-med-barnet") == []


# -- what is chosen ------------------------------------------------------------------------------------------------

CHOSEN: Params = {
    "q": ["trist"],
    "age": ["3-7", "8-12"],
    "situation": ["addiction", "bereavement"],
    "language": ["ar"],
    "audience": ["parent"],
}


def test_every_choice_is_said_in_words(show: Show) -> None:
    shown = show()
    assert [choice.words for choice in choices(ask(shown, **CHOSEN), shown.vocabulary, shown.locale)] == [
        "«trist»",
        "Forelder eller omsorgsperson",
        "Avhengighet",
        "Dødsfall",
        "3–7 år",
        "8–12 år",
        "arabisk",
    ]


def test_removing_a_choice_keeps_all_the_others(show: Show) -> None:
    shown = show()
    query = ask(shown, **CHOSEN)
    left = {choice.words: choice.without.to_params() for choice in choices(query, shown.vocabulary, shown.locale)}
    assert left["Avhengighet"] == {**query.to_params(), "situation": ["bereavement"]}
    assert left["3–7 år"] == {**query.to_params(), "age": ["8-12"]}
    for words, parameter in [("«trist»", "q"), ("arabisk", "language")]:
        assert left[words] == {name: values for name, values in query.to_params().items() if name != parameter}


def test_choices_that_belong_to_the_page_cannot_be_removed(show: Show) -> None:
    shown = show()
    query = ask(shown, audience=["practitioner"], situation=["addiction"])
    html = shown.summary(query, shown.catalog.resources[:1] * 3, "practitioners", fixed=["audience"])
    download = shown.locale.gettext("Download as a table")
    links = {link.text: link.attributes["href"] for link in elements(html, "a")}
    assert links["Avhengighet ×"] == "/nb/fagfolk"
    assert "Fagperson" not in text_of(html)
    assert links[download] == "/nb/tabell.csv?audience=practitioner&situation=addiction"


def test_the_summary_counts_and_each_removal_says_what_it_removes(show: Show) -> None:
    shown = show("en")
    html = shown.summary(ask(shown, situation=["addiction"]), shown.catalog.resources[:1], "library")
    assert elements(html, "b")[0].text == "1 text"
    assert elements(html, "a")[0].attributes["aria-label"] == "Remove Addiction"
    assert {link.text: link.attributes["href"] for link in elements(html, "a")}["Start again"] == "/en/bibliotek"


def test_a_summary_without_choices_has_nothing_to_remove(show: Show) -> None:
    shown = show("en")
    html = shown.summary(Query(), shown.catalog.resources[:1] * 7, "library")
    assert [link.attributes["href"] for link in elements(html, "a")] == ["/en/tabell.csv"]


def test_search_words_are_shown_as_words(show: Show) -> None:
    shown = show()
    html = shown.summary(ask(shown, q=["<script>alert(1)</script>"]), (), "library")
    assert not elements(html, "script")
    assert "«<script>alert(1)</script>»" in text_of(html)


# -- what was left out ---------------------------------------------------------------------------------------------


def left_out(shown: Presenter, **params: list[str]) -> str:
    return ignored(ask(shown, **params).dropped, shown.vocabulary, shown.locale)


def test_what_means_nothing_in_the_address_is_told_by_the_name_it_has_on_the_page(show: Show) -> None:
    said = left_out(show("en"), situation=["dragons"], age=["old"], utm_source=["x"])
    assert said.startswith("Part of the address was not understood and was left out: ")
    for part in ("Age: old", "Situation: dragons", "utm_source"):
        assert part in said


def test_an_address_that_is_understood_is_not_commented(show: Show) -> None:
    shown = show("en")
    assert left_out(shown, situation=["addiction"], age=["3-7"]) == ""
    assert shown.ignored(()) == ""


def test_the_notice_is_short_however_much_is_left_out(show: Show) -> None:
    said = left_out(show("en"), situation=["x" * 5_000, *(f"y{number}" for number in range(500))])
    assert len(said) < 350
    assert said.endswith("…")


def test_the_notice_shows_markup_as_words(show: Show) -> None:
    shown = show("en")
    html = shown.ignored(ask(shown, situation=["<img src=x onerror=alert(1)>"]).dropped)
    assert not elements(html, "img")
    assert elements(html)[0].attributes["role"] == "status"


# -- nothing found -------------------------------------------------------------------------------------------------


def test_an_empty_list_names_the_choice_that_empties_it_and_offers_what_is_nearest(show: Show) -> None:
    shown = show("en")
    query = ask(shown, audience=["child"], situation=["mental_illness"], feeling=["angry"])
    assert shown.catalog.select(query, "en").total == 0
    html = shown.empty(query, shown.catalog.relax(query, "en", keep=("audience",)))
    offers = [heading.text for heading in elements(html, "h3")]
    assert offers == ["Without your choice of Feeling: 2 texts"]
    assert [link.text for link in elements(html, "a")] == ["When Mum is depressed", "Hvem kan jeg snakke med?"]


def test_at_most_two_offers_of_three_texts_are_made(show: Show) -> None:
    shown = show("en")
    query = ask(shown, audience=["parent"], situation=["bereavement"], language=["so"], topic=["grief"], age=["13-17"])
    html = shown.empty(query, shown.catalog.relax(query, "en"))
    assert len(elements(html, "h3")) <= 2
    assert 0 < len(elements(html, class_="card")) <= 6


def test_an_empty_list_without_anything_near_still_says_that_it_is_empty(show: Show) -> None:
    html = show("en").empty(Query(), ())
    assert "Nothing fits all of this at once" in text_of(html)
    assert not elements(html, "li")


# -- why a text is offered after another ---------------------------------------------------------------------------


def offered(shown: Presenter, slug: str, *given: Reason) -> list[str]:
    return related_reasons(given, shown.catalog.library.resources[slug], shown.vocabulary, shown.locale)


def test_what_two_texts_share_is_said_in_one_phrase_in_the_words_for_its_readers(show: Show) -> None:
    shared = Reason("situation", ("mental_illness",)), Reason("topic", ("guilt",))
    [plain], [usual] = (offered(show("en"), slug, *shared) for slug in ("naar-mamma-er-deprimert", "snakk-sammen"))
    assert plain.startswith("Also about: Ill in their thoughts or feelings")
    assert usual.startswith("Also about: Mental illness")


def test_a_value_is_named_once_and_three_at_most(show: Show) -> None:
    shown = show("en")
    values = ("guilt", "guilt", "feelings", "grief", "talk_together")
    names = [shown.vocabulary.label("topic", value, "en") for value in dict.fromkeys(values)]
    [phrase] = offered(shown, "snakk-sammen", Reason("topic", values))
    assert [phrase.count(name) for name in names] == [1, 1, 1, 0]


@pytest.mark.parametrize("kind", ["adults", "any_situation", "likeness", "named"])
def test_other_reasons_have_words_of_their_own(show: Show, kind: str) -> None:
    [phrase] = offered(show("en"), "snakk-sammen", Reason(kind))  # type: ignore[arg-type]
    assert phrase and "{" not in phrase


def test_at_most_two_phrases_stand_on_a_card(show: Show) -> None:
    every = Reason("adults"), Reason("any_situation"), Reason("topic", ("guilt",))
    assert len(offered(show("en"), "snakk-sammen", *every)) == 2


@pytest.mark.parametrize("kind", get_args(get_type_hints(Step)["kind"]))
def test_every_next_step_says_why(show: Show, kind: str) -> None:
    assert step_reason(kind, show("en").locale)
