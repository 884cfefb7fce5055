import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnsbeste_content.editorial.readability import LEAST_WORDS, Readability, blocks, measure, plain, sentences, words

# By hand: 10 words in 2 sentences, of which "sykehuset" (9 letters) and "foreldrene" (10) have more than six letters.
TEN_WORDS = "Hun er på sykehuset nå. Det vet foreldrene om alt."


def test_words_sentences_and_long_words_are_counted() -> None:
    assert measure(TEN_WORDS) == Readability(words=10, sentences=2, long_words=2)


def test_lix_is_words_per_sentence_plus_the_percentage_of_long_words() -> None:
    hundred_words = "\n\n".join([TEN_WORDS] * 10)
    assert measure(hundred_words).lix == 100 / 20 + 100 * 20 / 100 == 25.0


def test_a_word_of_six_letters_is_not_long_and_one_of_seven_is() -> None:
    assert measure("lærers").long_words == 0
    assert measure("lærerne").long_words == 1


def test_short_texts_are_not_scored() -> None:
    assert measure("ord " * (LEAST_WORDS - 1)).lix is None
    assert measure("ord " * LEAST_WORDS).lix == LEAST_WORDS


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Ett. To! Tre? Fire: fem… seks", 6),
        ("Ett uten punktum\n\nTo uten punktum", 2),
        ("- Ett\n- To\n- Tre", 3),
        ("Se:\n\n1. Ett\n2. To", 3),
        ("Hun sa: «Kom.» Så gikk de.", 3),
        ("Klokka er 12.30 og alt er bra.", 1),
        ("... !!! ...", 0),
        ("**Sterkt.** *Svakt.*", 2),
    ],
)
def test_sentences_end_at_marks_paragraphs_and_list_entries(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_addresses_and_marks_are_no_words() -> None:
    markdown = "Se **den** [gode siden](https://www.example.no/sykehuset) og *les* i 2026."
    assert words(markdown) == ["Se", "den", "gode", "siden", "og", "les", "i"]
    assert "example" not in plain(markdown)


def test_a_hyphen_joins_words() -> None:
    assert words("BUP-lege og d'Artagnan") == ["BUP-lege", "og", "d'Artagnan"]


def test_blocks_are_paragraphs_and_entries_on_one_line_each() -> None:
    assert blocks("Ett\nlangt.\n\n- To\n  mer\n- Tre") == ["Ett langt.", "To mer", "Tre"]


@given(st.text())
def test_any_text_can_be_measured(text: str) -> None:
    counts = measure(text)
    assert 0 <= counts.long_words <= counts.words
    assert (counts.words == 0) is (counts.sentences == 0)
    assert (counts.lix is None) is (counts.words < LEAST_WORDS)
