"""How words of each language become search terms."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

STEMMERS = {"nb": "norwegian", "nn": "norwegian", "en": "english", "ar": "arabic", "ru": "russian", "tr": "turkish"}
"""Languages with a Snowball stemmer in tantivy; the others are only folded."""
LETTERS_FOLDED = frozenset(("nb", "nn", "se", "pl", "lt", "so", "tr"))
"""Languages whose letters with marks also match plain ones (å -> a, ł -> l, đ -> d), after stemming."""
_STOP_WORDS = {
    "nb": """
jeg du han hun vi dere de det den er var har hadde og eller men at som i på av til for med om en ei et meg deg min mitt
mi mine din ditt din sin sitt sine å så hva hvem hvor når hvordan hvorfor kan skal vil må ikke noe noen seg bare veldig
litt hele tiden
""",
    "nn": """
eg du han ho vi me de dei det den er var har hadde og eller men at som i på av til for med om ein ei eit meg deg min
mitt mi mine din ditt di dine sin sitt sine å så kva kven kvar når korleis kvifor kan skal vil må ikkje noko nokon seg
berre veldig litt heile tida
""",
    "en": """
i you he she we they it is are was were am be been has have had and or but that as in on of to for with about a an the
my your his her our me him them what who where when how why can will would not some so
""",
    "uk": """
я ти він вона ми ви вони мій моя моє мої мого моєї мене мені твій твоя наш наша це і й та або але що як у в на з із зі
до від для про за по не є був була було чи де хто коли чому дуже весь час можу можна треба
""",
    "ru": """
я ты он она мы вы они мой моя мое мои моего моей меня мне твой твоя наш наша это и или но что как у в на с со к до от
для про за по о об не есть был была было ли где кто когда почему очень все время могу можно надо
""",
    "pl": """
ja ty on ona my wy oni mój moja moje mojej mojego mnie mi się i oraz lub albo ale że jak w we na z ze do od dla o po za
nie jest są był była było czy co gdzie kto kiedy dlaczego bardzo cały czas mogę można trzeba to ten ta
""",
    "lt": """
aš tu jis ji mes jūs jie mano tavo jo jos mūsų man mane ir ar arba bet kad kaip į iš su be dėl apie per po už nuo iki
ne yra buvo kas kur kada kodėl labai visą laiką galiu galima reikia tai šis ši
""",
    "so": """
waa waan wuxuu waxay waxaan waxaa waxa iyo ama laakiin in inaan inuu inay ka ku u la oo ee ah ayaa ayuu ayay baa buu bay
aan aad uu ay maxaa maxay sidee xagee goorma kayga tayda markasta mar walba soo
""",
    "ti": """
እዩ እያ እየ ኢኻ እዮም ኣሎ ኣላ ኣለዉ ኣለኒ ኣለዎ ኣለዋ ነይሩ ወይ ግን ድማ ከኣ ኣብ ካብ ናብ ናይ ምስ ብዛዕባ ንሱ ንሳ ኣነ ንሕና እንታይ መን ኣበይ መዓስ ከመይ
ስለምንታይ ኩሉ ግዜ ብጣዕሚ እቲ እታ እቶም
""",
    "ur": """
میں تم آپ وہ ہم یہ میرا میری میرے مجھے مجھ کو کا کی کے ہے ہیں ہوں تھا تھی تھے اور یا لیکن کہ سے پر تک نے کیا کون کہاں
کب کیسے کیوں بہت ہر وقت نہیں ہو گیا گئی رہا رہی رہے
""",
    "fa": """
من تو او ما شما آنها است هست بود شد شده و یا اما ولی که در از به با برای را این آن چه چی کی کجا چطور چرا خیلی همیشه
هم ها های هایی هایم هایت هایش ام ات اش نه
""",
    "ckb": """
من تۆ ئەو ئێمە ئێوە ئەوان لە بۆ و یان بەڵام کە بە تا هەیە نییە بوو چی کێ کوێ کەی چۆن بۆچی زۆر هەموو کات هەمیشە ئەم
""",
    "tr": """
ben sen o biz siz onlar benim senin bizim bu şu ve veya ya da ama ki de da için ile gibi çok mi mı mu mü ne kim nerede
nasıl neden bir değil var yok oldu her zaman sürekli
""",
    "se": """
mun don son moai mii dii sii mu du su min din sin lea leat lei ja dahje muhto ahte go mo gii gos goas manne hui álo dat
dát dan das ii in it eai juoga
""",
}
_SAME_LETTER = {
    # Arabic script: Arabic, Persian, Urdu and Sorani keyboards give different letters for what looks alike, and people
    # type the plain letter of an Arabic keyboard for those of Sorani and Urdu (ێ ۆ ڕ ڵ ے ں).
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیئێېےۓ", "ي"),
    **dict.fromkeys("ةھەہۂۀۃ", "ه"),
    **dict.fromkeys("ؤۆ", "و"),
    **dict.fromkeys("کڪ", "ك"),
    "ڕ": "ر",
    "ڵ": "ل",
    "ں": "ن",
    # Russian and Ukrainian: ё is mostly typed е, ґ often г.
    "ё": "е",
    "ґ": "г",
    # Turkish i, in every language, so that capitals without a dot are the same: stemming puts it right again.
    "ı": "i",
    **{chr(zero + number): str(number) for zero in (0x0660, 0x06F0) for number in range(10)},
}
_SAME_SERIES = (
    (0x1210, 0x1200),
    (0x1280, 0x1200),
    (0x1220, 0x1230),
    (0x12D0, 0x12A0),
    (0x1340, 0x1338),
)
"""Ge'ez: (first letter of a series, of the one that sounds alike), each with its seven vowels."""
_GEEZ_FOLDING = {chr(other + vowel): chr(one + vowel) for other, one in _SAME_SERIES for vowel in range(7)}
# With a w before the vowel: ቈልዓ is also written ቆልዓ.
_GEEZ_FOLDING |= {"ቈ": "ቆ", "ቘ": "ቖ", "ኈ": "ሆ", "ኰ": "ኮ", "ዀ": "ኾ", "ጐ": "ጎ", "ሗ": "ኋ", "ሧ": "ሷ", "ኧ": "አ"}
# The first and the fourth vowel of letters from the throat sound alike: አብ, ኣብ.
_GEEZ_FOLDING |= {"ሃ": "ሀ", "ሓ": "ሀ", "ኃ": "ሀ", "ኣ": "አ", "ዓ": "አ"}
_FOLDING = _SAME_LETTER | _GEEZ_FOLDING
_FOLDED = re.compile(f"[{''.join(_FOLDING)}]")
"""Faster by far than `str.translate`, which spends an exception on each letter that is not in its table."""
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed\u135d-\u135f\u0640\u00ad\u200b\u200d-\u200f\ufeff]")
"""Marks that are left when each letter has those that belong to it: vowels, stress; what stretches or joins letters."""
_NON_JOINER = "\u200c"
_APOSTROPHES = re.compile("[\u2019\u2018\u201b\u02bc\u02bb\u02bd\u02b9\u02be\u02bf`\u00b4\u2032]")
_APOSTROPHE_IN_WORD = re.compile(r"'(?<=[^\W_]')(?=[^\W_])")
_PERSIAN_VERB = re.compile(rf"\b(ن?مي)[ {_NON_JOINER}](?=[^\W\d_])")
_PERSIAN_PLURAL = re.compile(r"(?<=[^\W\d_]{3})((?:ها)+(?:ي|يي|يم|يت|يش|يمان|يتان|يشان)?)\b")
_VOWELS = "aeiou"
_TURKISH_VOWEL = re.compile(f"[{_VOWELS}]")
_TURKISH_PLAIN = str.maketrans("çğöşüâîû", "cgosuaiu")
_FRONT = {"o": "ö", "u": "ü"}
_BACK = {"i": "ı"}
_WORD = re.compile(r"[^\W_]+")
_JOINTS = ("", "s", "e")
COMPOUNDING = frozenset(("nb", "nn"))
"""Languages whose compounds are found by their parts."""
LEAST_PART = 4
"""Letters of the shortest part of a compound."""
NO_FORMS: Mapping[str, str] = MappingProxyType({})
_OWN_SPELLING = frozenset(("fa", "tr"))
"""Languages that `fold` has rules of their own for."""
Reading = tuple[str, str, bool]
"""What decides which terms words become: rules of folding, stemmer, whether letters lose their marks."""


def spelling_of(language: str) -> str:
    """The language whose rules `fold` takes; "" for the many that have none of their own."""
    return language if language in _OWN_SPELLING else ""


@cache
def reading_of(language: str) -> Reading:
    """The same for languages that make the same terms of the same words, as most do that have no stemmer."""
    return spelling_of(language), STEMMERS.get(language, ""), language in LETTERS_FOLDED


def fold(text: str, language: str = "") -> str:
    """One spelling, in lower case, for what is written in several ways; the same for texts and for what is typed.

    NFKC; letters that look or sound alike in Arabic, Cyrillic and Ge'ez script; no vowel marks; Western digits; no
    apostrophes within words (здоров'я, su'aal). `language` adds its own rules, for Persian and Turkish.
    """
    return fold_further(fold_letters(text), language)


def fold_letters(text: str) -> str:
    """The first half of `fold`, which is the same in every language."""
    folded = _APOSTROPHES.sub("'", unicodedata.normalize("NFKC", text)).lower()
    if folded.isascii():  # everything else is about letters beyond
        return folded
    folded = _MARKS.sub("", unicodedata.normalize("NFKC", folded))
    return _FOLDED.sub(lambda found: _FOLDING[found[0]], folded)


def fold_further(folded: str, language: str) -> str:
    """The second half of `fold`, by the rules of one language."""
    if folded.isascii() and "'" not in folded:
        return folded
    if language == "fa":
        # People write می‌خورد, می خورد and میخورد: one word here. کتاب‌ها, کتاب ها and کتابها: two.
        folded = _PERSIAN_PLURAL.sub(r" \1", _PERSIAN_VERB.sub(r"\1", folded).replace(_NON_JOINER, " "))
    else:
        folded = folded.replace(_NON_JOINER, "")
    # In Turkish an apostrophe comes before the ending of a name (Nav'dan), and the name is what counts.
    return _APOSTROPHE_IN_WORD.sub(" " if language == "tr" else "", folded)


STOP_WORDS = {language: frozenset(fold(words, language).split()) for language, words in _STOP_WORDS.items()}


def turkish_spelling(text: str) -> str:
    """Turkish letters for what may have been typed without them (hastaligim -> hastalığım), by the harmony of vowels.

    Not always right (polis -> pölis), but the same for texts and for what is typed, and endings become those that the
    stemmer knows. Words of dying (öl-) get a letter of their own before them: without marks the stem is that of
    the most usual verb (ol-, to be).
    """
    return _WORD.sub(lambda found: _turkish_word(found[0]), text)


def _turkish_word(word: str) -> str:
    plain = word.translate(_TURKISH_PLAIN)
    spelled = _harmonious(plain, is_front=word.startswith("öl") or plain.startswith("olum"))
    return f"q{spelled}" if spelled.startswith("öl") else spelled


def _harmonious(word: str, *, is_front: bool) -> str:
    letters = list(word)
    vowels = [found.start() for found in _TURKISH_VOWEL.finditer(word)]
    for number, here in enumerate(vowels):
        letter = letters[here]
        if letter in "ae":
            is_front = letter == "e"
        elif number == 0 and letter == "i":
            is_front = True
        elif number == 0:
            is_front = is_front or next((word[after] for after in vowels if word[after] in "aei"), "a") in "ei"
        letters[here] = (_FRONT if is_front else _BACK).get(letter, letter)
    for at in range(1, len(word) - 1):
        # Between vowels there is hardly a g in Turkish words: that is where k has become ğ.
        if word[at] == "g" and word[at - 1] in _VOWELS and word[at + 1] in _VOWELS:
            letters[at] = "ğ"
    return "".join(letters)


def makes_terms(language: str) -> bool:
    """Whether search terms of a language are other than its words as they are written."""
    return language in STEMMERS or language in LETTERS_FOLDED


@cache
def analyzer(language: str) -> TextAnalyzer:
    """Words in lower case, stemmed where there is a stemmer, letters folded where that is how people type."""
    builder = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(60)).filter(Filter.lowercase())
    if language in STEMMERS:
        builder = builder.filter(Filter.stemmer(STEMMERS[language]))
    if language in LETTERS_FOLDED:
        builder = builder.filter(Filter.ascii_fold())
    return builder.build()


def prepared(text: str, language: str, forms: Mapping[str, str] = NO_FORMS) -> str:
    """A text as `analyzer(language)` takes it. `forms`: word -> the word it is a form of, both folded."""
    return spelt(with_forms(fold(text, language), forms), language)


def spelt(folded: str, language: str) -> str:
    """What was folded already, as `analyzer(language)` takes it."""
    return turkish_spelling(folded) if language == "tr" else folded


def with_forms(folded: str, forms: Mapping[str, str]) -> str:
    """Each word that is a form of another, as that other: "ikkje" and "itj" as "ikke"."""
    return _WORD.sub(lambda found: forms.get(found[0], found[0]), folded) if forms else folded


def terms(text: str, language: str, forms: Mapping[str, str] = NO_FORMS) -> list[str]:
    """Search terms of a text, in order."""
    return analyzed(prepared(text, language, forms), language)


def analyzed(ready: str, language: str) -> list[str]:
    """Search terms of what `prepared` made, in order."""
    return list(analyzer(language).analyze(ready))


def written_words(ready: str) -> list[str]:
    """Words of what `prepared` or `fold` made, in order."""
    return _WORD.findall(ready)


def words(text: str, language: str = "", forms: Mapping[str, str] = NO_FORMS) -> list[str]:
    """Words as they are written, in lower case."""
    return written_words(with_forms(fold(text, language), forms))


def content_words(text: str, language: str, forms: Mapping[str, str] = NO_FORMS) -> list[str]:
    """Words without those that say nothing alone; all of them where nothing else is left."""
    every = words(text, language, forms)
    kept = [word for word in every if word not in STOP_WORDS.get(language, frozenset())]
    return kept or every


def compound_parts(word: str, lexicon: frozenset[str]) -> tuple[str, ...]:
    """Parts of a Norwegian compound that are words of the lexicon: "hjerneskade" -> "hjerne", "skade"."""
    for cut in range(len(word) - LEAST_PART, LEAST_PART - 1, -1):
        head, tail = word[:cut], word[cut:]
        if tail not in lexicon:
            continue
        for joint in _JOINTS:
            stem = head.removesuffix(joint) if joint else head
            if len(stem) >= LEAST_PART and stem in lexicon:
                return stem, tail
    return ()


def beginning_of(term: str, language: str) -> str:
    """What stays of a word in most of its forms; nothing of a word too short to tell. A Ge'ez letter is a syllable."""
    if language == "ti":
        return term[:-1] if len(term) >= 4 else ""
    if len(term) < 5:
        return ""
    return term[:-1] if len(term) < 7 else term[:-2]
