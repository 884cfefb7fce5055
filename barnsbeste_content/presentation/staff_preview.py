"""How a text or page looks to one reader on one screen: what staff choose, and the frames it is shown in. In bokmål."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..catalog import Query
from ..catalog.query import AGE
from ..i18n import interface_languages, locale_of, sort_key
from ..model.age import BANDS, AgeRange
from ..model.resource import Resource
from ..model.vocabulary import Vocabulary
from .links import PAGES, Links, PublishedLinks
from .presenter import Presenter
from .questions import AUDIENCES, FACETS, questions

_WORDS = "nb"
READER = ("audience", AGE, "situation")
"""Parameters that say who the reader is, as lists have them in their address."""
_ASKING = ("children", "youth", "parents", "infants", "guide")
"""Pages that ask the reader, and keep the answers out of the address."""


@dataclass(frozen=True)
class Screen:
    """What a page is shown on. Sizes in CSS pixels."""

    label: str
    width: int
    height: int


SCREENS: Mapping[str, Screen] = {
    "phone": Screen("Telefon", 390, 844),
    "tablet": Screen("Nettbrett", 820, 1180),
    "desktop": Screen("Datamaskin", 1280, 900),
    "print": Screen("Papir (A4)", 794, 1123),
}
SCHEMES: Mapping[str, str] = {"light": "Lys", "dark": "Mørk"}
SCRIPTS: Mapping[str, str] = {"on": "På", "off": "Av"}
COMPARED: Mapping[str, str] = {
    "one": "Ingenting",
    "published": "Den publiserte utgaven",
    "language": "Samme side på språk nummer to",
}


@dataclass(frozen=True)
class Choices:
    """What staff chose. Every value is an id."""

    what: str
    """A page, or the slug of a text."""
    language: str = "nb"
    second: str = ""
    """Another language: beside the first within a text, or as a page of its own where `compared` says so."""
    compared: str = "one"
    screen: str = "phone"
    scheme: str = "light"
    scripts: str = "on"
    reader: Mapping[str, Sequence[str]] | None = None
    """Parameter of `READER` -> values."""

    @property
    def query(self) -> dict[str, list[str]]:
        return {name: list(values) for name, values in (self.reader or {}).items() if values}


@dataclass(frozen=True)
class Frame:
    """One page in a frame, as `web/assets/frames/frames.js` takes it."""

    title: str
    address: str
    width: int
    height: int
    scheme: str
    paper: bool
    """Shown as it is printed."""
    scripts: bool
    answers: list[tuple[str, list[int]]]
    """Class of a question -> places of the answers to press."""
    open: str = "Åpne i egen fane"
    waiting: str = "Henter siden …"


def things(shown: Presenter, titles: Mapping[str, str]) -> dict[str, str]:
    """Everything that can be looked at -> what it is called. `titles`: of the pages."""
    pages = {page: f"Side: {titles[page]}" for page in PAGES if page != "reader"}
    texts = {resource.id: resource.texts[_WORDS].title for resource in shown.catalog.resources}
    return pages | dict(sorted(texts.items(), key=lambda item: sort_key(item[1], _WORDS)))


def languages(vocabulary: Vocabulary, *, but: str = "") -> dict[str, str]:
    """Languages that the pages are in, by what they are called in bokmål."""
    return {each: vocabulary.language_name(each, _WORDS) for each in interface_languages() if each != but}


def reader_words(vocabulary: Vocabulary, parameter: str) -> dict[str, str]:
    """Values of one of `READER` -> words."""
    if parameter == AGE:
        return {band.notation: locale_of(_WORDS).ages(band) for band in BANDS}
    known = vocabulary.facets.get(parameter)
    return {value: vocabulary.label(parameter, value, _WORDS) for value in known.ids} if known else {}


def frames(shown: Presenter, chosen: Choices) -> tuple[Frame, ...]:
    """One frame, or two to compare: what is published first, then the draft; the first language, then the second."""
    resource = shown.catalog.get(chosen.what) if chosen.what not in PAGES else None
    first, second = (shown.vocabulary.language_name(each, _WORDS) for each in (chosen.language, chosen.second))
    if chosen.compared == "language" and chosen.second:
        return tuple(
            _frame(shown, chosen, _address(chosen, resource, language), name)
            for language, name in ((chosen.language, first), (chosen.second, second))
        )
    if chosen.compared == "published" and resource is not None:
        was = PublishedLinks(chosen.language).reading(resource.id, beside=chosen.second)
        now = _address(chosen, resource, chosen.language, chosen.second)
        return (
            _frame(shown, chosen, was, "Publisert, slik leserne ser den nå"),
            _frame(shown, chosen, now, "Utkastet ditt, slik det ligger i mappen"),
        )
    return (_frame(shown, chosen, _address(chosen, resource, chosen.language, chosen.second), first),)


def _frame(shown: Presenter, chosen: Choices, address: str, what: str) -> Frame:
    screen, is_paper = SCREENS[chosen.screen], chosen.screen == "print"
    how = [what, screen.label[0].lower() + screen.label[1:]]
    if not is_paper:
        how.append(SCHEMES[chosen.scheme].lower())
    if chosen.scripts == "off":
        how.append("uten JavaScript")
    return Frame(
        title=", ".join(how),
        address=address,
        width=screen.width,
        height=screen.height,
        scheme="light" if is_paper else chosen.scheme,
        paper=is_paper,
        scripts=chosen.scripts == "on",
        answers=_answers(shown, chosen) if chosen.what in _ASKING else [],
    )


def _address(chosen: Choices, resource: Resource | None, language: str, beside: str = "") -> str:
    links = Links(language)
    if resource is not None:
        return links.reading(resource.id, beside=beside)
    kept = {name: values for name, values in chosen.query.items() if name in _in_address(chosen.what)}
    return links.page(chosen.what, kept)


def _in_address(page: str) -> tuple[str, ...]:
    """Which of `READER` a page takes from its address."""
    return tuple(name for name in READER if name in FACETS.get(page, ()))


def _answers(shown: Presenter, chosen: Choices) -> list[tuple[str, list[int]]]:
    found = []
    for question in questions(chosen.what, shown.vocabulary, locale_of(_WORDS)):
        values = chosen.query.get(question.parameter, [])
        ages = [AgeRange.parse(value) for value in values] if question.parameter == AGE else []
        places = [
            place
            for place, value in enumerate(question.words)
            if (any(AgeRange.parse(value).overlaps(age) for age in ages) if ages else value in values)
        ]
        if places and question.parameter in READER:
            found.append((f"st-key-{chosen.what}-{question.parameter}", places))
    return found


def notes(shown: Presenter, chosen: Choices) -> str:
    """What was done with the choices, and what they mean for this page, as HTML."""
    return shown.render("staff_preview_notes.html.j2", notes=list(_notes(shown, chosen)))


def _notes(shown: Presenter, chosen: Choices) -> Iterable[str]:
    resource = shown.catalog.get(chosen.what) if chosen.what not in PAGES else None
    if resource is not None:
        yield from _notes_on_text(shown, chosen, resource)
    else:
        yield from _notes_on_page(chosen)
    if chosen.compared == "language" and not chosen.second:
        yield "Velg språk nummer to for å se to språk ved siden av hverandre."
    if chosen.scripts == "off" and chosen.what in PAGES:
        yield "Uten JavaScript leser man siden slik den kommer først: det er noen som har det slik, og alt skal virke."
    if chosen.screen == "print":
        yield "Papiret vises som én lang side. Hvor arkene deles, ser du når du skriver ut."


def _notes_on_text(shown: Presenter, chosen: Choices, resource: Resource) -> Iterable[str]:
    for language in dict.fromkeys(filter(None, (chosen.language, chosen.second))):
        found = resource.text_for(shown.vocabulary.chain(language))
        if found.language != language:
            wanted, given = (shown.vocabulary.language_name(each, _WORDS) for each in (language, found.language))
            yield f"Teksten finnes ikke på {wanted}. Leseren får den på {given}, og det blir sagt."
    if not chosen.query:
        yield "Teksten vises på lesesiden, som er lik for alle. Velg hvem leseren er, så sier vi om leseren finner den."
        return
    query = Query.from_params(chosen.query, shown.vocabulary)
    ranked = [each.id for each in shown.catalog.select(query, chosen.language).resources]
    if resource.id in ranked:
        place = ranked.index(resource.id) + 1
        yield f"Denne leseren finner teksten i biblioteket: den er nummer {place} av {len(ranked)}."
    else:
        yield (
            f"Denne leseren finner ikke teksten i biblioteket ({len(ranked)} andre passer). Det er merkelappene i "
            "resource.yaml som avgjør: hvem den er til, alder og hva som har skjedd."
        )


def _notes_on_page(chosen: Choices) -> Iterable[str]:
    if chosen.compared == "published":
        yield "Publisert utgave finnes bare for én tekst om gangen. Velg en tekst for å sammenligne."
    if chosen.second and chosen.compared != "language":
        yield "Språk nummer to står bare ved siden av i tekster."
    if not chosen.query:
        return
    ignored = [name for name in chosen.query if name not in _in_address(chosen.what)]
    if chosen.what in _ASKING and chosen.scripts == "on":
        yield (
            "Svarene er trykket inn på siden, slik leseren gjør det selv. De står aldri i adressen. Alder passes inn i "
            "svarene som siden har."
        )
        if "audience" in ignored and chosen.what in AUDIENCES and chosen.what != "guide":
            yield "Hvem leseren er, er gitt av siden."
    elif chosen.what in _ASKING:
        yield "Uten JavaScript spør denne siden ikke om noe. Leseren ser tekstene som de er."
    elif _in_address(chosen.what):
        yield "Valgene står i adressen til siden i rammen, slik de gjør for leseren."
        if "audience" in ignored:
            yield "Hvem leseren er, er gitt av siden."
    else:
        yield "Denne siden er lik for alle lesere. Hvem leseren er, har ikke noe å si her."


def unknown(shown: Presenter, name: str) -> str:
    """What is said where the text that the address names cannot be shown."""
    return shown.render("staff_preview_unknown.html.j2", name=name)
