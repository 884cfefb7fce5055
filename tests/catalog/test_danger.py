"""Words that point to danger bring the right number first, in the reader's language."""

import pytest

from barnsbeste_content.catalog import Catalog, Query

AMBULANCE, POLICE, SOMEBODY_TO_TALK_WITH = "nodnummer-113", "politi-112", "alarmtelefonen"


@pytest.fixture
def catalog(real_catalog: Catalog) -> Catalog:
    return real_catalog


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("nb", "jeg vil ikke leve mer", AMBULANCE),
        ("nb", "jeg kutter meg", AMBULANCE),
        ("nb", "pappa slår mamma", POLICE),
        ("nb", "stefar tar på meg", POLICE),
        ("nb", "mamma puster ikke", AMBULANCE),
        ("nb", "lillebror har spist piller", AMBULANCE),
        ("nb", "noen har voldtatt meg", POLICE),
        ("nb", "jeg orker ikke mer", SOMEBODY_TO_TALK_WITH),
        ("nn", "eg vil ikkje leve", AMBULANCE),
        ("nn", "eg skadar meg sjølv", AMBULANCE),
        ("nn", "far slår oss", POLICE),
        ("nn", "mamma pustar ikkje", AMBULANCE),
        ("nn", "onkel tek på meg", POLICE),
        ("en", "i want to die", AMBULANCE),
        ("en", "i cut myself", AMBULANCE),
        ("en", "my dad hits my mum", POLICE),
        ("en", "my uncle touches me", POLICE),
        ("en", "mum is not breathing", AMBULANCE),
        ("en", "my sister swallowed pills", AMBULANCE),
        ("ar", "اريد ان اموت", AMBULANCE),
        ("ar", "ابي يضرب امي", POLICE),
        ("ar", "امي لا تتنفس", AMBULANCE),
        ("ar", "عمي يلمسني", POLICE),
        ("so", "waxaan rabaa inaan dhinto", AMBULANCE),
        ("so", "aabe wuu i garaacaa", POLICE),
        ("so", "hooyo ma neefsanayso", AMBULANCE),
        ("so", "waan is jarjaraa", AMBULANCE),
        ("pl", "chce umrzec", AMBULANCE),
        ("pl", "tata bije mame", POLICE),
        ("pl", "mama nie oddycha", AMBULANCE),
        ("pl", "wujek mnie dotyka", POLICE),
        ("pl", "tne sie", AMBULANCE),
        ("uk", "не хочу жити", AMBULANCE),
        ("uk", "тато бє маму", POLICE),
        ("uk", "мама не дихає", AMBULANCE),
        ("uk", "я ріжу себе", AMBULANCE),
        ("ru", "хочу умереть", AMBULANCE),
        ("ru", "папа бьет маму", POLICE),
        ("ru", "мама не дышит", AMBULANCE),
        ("ru", "режу себя", AMBULANCE),
        ("tr", "olmek istiyorum", AMBULANCE),
        ("tr", "babam annemi dovuyor", POLICE),
        ("tr", "annem nefes almiyor", AMBULANCE),
        ("fa", "میخوام بمیرم", AMBULANCE),
        ("fa", "بابام مامانمو میزنه", POLICE),
        ("fa", "مامانم نفس نمیکشه", AMBULANCE),
        ("ur", "میں مرنا چاہتا ہوں", AMBULANCE),
        ("ur", "ابو امی کو مارتے ہیں", POLICE),
        # in Latin letters, as many write on a phone
        ("ru", "ya hochu umeret", AMBULANCE),
        ("ru", "papa byot menya", POLICE),
        ("uk", "khochu pomerty", AMBULANCE),
        ("ar", "biddi mout", AMBULANCE),
        ("ar", "baba yidrabni", POLICE),
        ("fa", "mikham bemiram", AMBULANCE),
        ("ur", "khudkushi", AMBULANCE),
        ("ur", "abbu mujhe marte hain", POLICE),
    ],
)
def test_danger_brings_the_right_number_first(catalog: Catalog, language: str, text: str, first: str) -> None:
    found = catalog.select(Query.from_params({"q": [text]}, catalog.vocabulary), language)
    assert found.helplines[0] == first
    assert len(found.helplines) > 1  # and somebody else to turn to
