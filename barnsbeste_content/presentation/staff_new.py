"""The form that begins a text: its questions, what is wrong with the answers, and what was made. In bokmål alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model.vocabulary import FACET_ATTRIBUTES, Vocabulary
from .presenter import Presenter

_LANGUAGE = "nb"
_LABELS: Mapping[str, str] = {
    "audience": "Hvem snakker teksten til?",
    "situation": "Hva har skjedd?",
    "loss_context": "Hvordan kom dødsfallet?",
    "relation": "Hvem er syk eller død?",
    "topic": "Hva handler den om? Høyst fem",
    "setting": "Hvor jobber de som skal bruke den?",
    "phase": "Hvor i arbeidet er de?",
    "format": "Hva slags tekst er det?",
    "law": "Forklarer den en lovbestemmelse?",
}
_AFTER: Mapping[str, tuple[str, str]] = {
    "loss_context": ("situation", "bereavement"),
    "setting": ("audience", "practitioner"),
    "phase": ("audience", "practitioner"),
}
"""Facet -> (facet, value) that must be chosen before it is asked for."""
ATTRIBUTES: Mapping[str, str] = {facet: FACET_ATTRIBUTES[facet] for facet in _LABELS if facet != "format"}
"""Facet -> what the answer is called in `editorial.new_text.Asked`."""
_KEYS: Mapping[str, str] = {
    "situations": "hva som har skjedd",
    "loss_contexts": "hvordan dødsfallet kom",
    "relations": "hvem det gjelder",
    "topics": "temaer",
    "feelings": "følelser",
    "settings": "arbeidssted",
    "phases": "steg i arbeidet",
    "format": "type tekst",
    "knowledge": "hva den bygger på",
    "sources": "kilder",
    "competences": "hva leseren blir bedre til",
    "helplines": "hvem man kan ringe",
}
"""Key of `resource.yaml` -> what it is called to staff."""


@dataclass(frozen=True)
class Asked:
    """One question of the form, answered by choosing."""

    facet: str
    label: str
    words: Mapping[str, str]
    """Id -> what it says."""
    is_single: bool = False


def questions(vocabulary: Vocabulary, chosen: Mapping[str, Sequence[str]]) -> list[Asked]:
    """What is asked now, given what is chosen. A facet whose file is broken is not asked about."""
    asked = []
    for facet, label in _LABELS.items():
        known = vocabulary.facets.get(facet)
        after = _AFTER.get(facet)
        if known is None or (after and after[1] not in chosen.get(after[0], ())):
            continue
        words = {value: vocabulary.label(facet, value, _LANGUAGE) for value in known.ids}
        asked.append(Asked(facet, label, words, is_single=facet == "format"))
    return asked


def told(kind: str, values: Mapping[str, str]) -> str:
    """A fault of `editorial.new_text` in the words of staff: what is wrong, and what to do. Raises KeyError."""
    instead = values.get("instead", "")
    suggestion = f" Skriv for eksempel «{instead}»." if instead else " Skriv for eksempel «naar-mamma-er-syk»."
    match kind:
        case "slug":
            return (
                f"«{values['slug']}» kan ikke være et navn på en tekst. Bruk bare små bokstaver fra a til z, tall og "
                f"enkle bindestreker (æ blir ae, ø blir o, å blir aa).{suggestion}"
            )
        case "slug_length":
            return f"Navnet har {values['count']} tegn. Det kan ha høyst {values['most']}.{suggestion}"
        case "code":
            return f"«{values['slug']}» ser ut som en av våre nøytrale koder. Skriv et navn med ord i stedet."
        case "taken":
            return f"Det finnes allerede en tekst som heter «{values['slug']}». Den er ikke rørt. Velg et annet navn."
        case "old_name":
            return (
                f"«{values['slug']}» er det gamle navnet på «{values['now']}», og folk som har lagret adressen, blir "
                "sendt dit. Velg et annet navn."
            )
        case "audience":
            return "Velg hvem teksten snakker til."
        case "unknown":
            return f"Vi kjenner ikke valget «{values['value']}». Last siden på nytt og velg igjen."
        case "topics":
            return f"Du har valgt {values['count']} temaer. Velg de viktigste, høyst {values['most']}."
        case "practitioners_only":
            return "Arbeidssted og steg er bare for tekster til fagfolk. Velg fagfolk, eller ta dem bort."
        case "bereavement_only":
            return "Hvordan dødsfallet kom, er bare for tekster om dødsfall. Velg det, eller ta det bort."
        case "ages" if not values["ages"]:
            return "Skriv hvor gammelt barnet er, for eksempel 8-12, 4 eller 0-6m."
        case "ages":
            return f"«{values['ages']}» er ingen alder. Skriv for eksempel 8-12, 4 eller 0-6m."
        case "ages_order":
            return f"Alderen står opp ned: {values['ages']}. Skriv {instead}."
        case "ages_limit":
            return f"Alderen går for langt: {values['ages']}. Vi har tekster til og med 18 år. Skriv {instead}."
        case "title_length":
            return f"Tittelen har {values['count']} tegn. Den kan ha høyst {values['most']}. Gjør den kortere."
        case "title_invisible":
            return "Tittelen har et usynlig tegn i seg. Slett den og skriv den på nytt."
        case "no_folder":
            return (
                "Vi finner ikke mappen for tekster (content/resources). Er den flyttet? Legg den tilbake og prøv igjen."
            )
        case "linked_folder":
            return (
                "Mappen for tekster er en snarvei til et annet sted. Be om hjelp til å rette det. Ingenting er laget."
            )
        case "no_right":
            return f"Du har ikke lov til å skrive i {values['folder']}. Be om tilgang. Ingenting er laget."
        case "disk_full":
            return "Disken er full. Ingenting er laget. Rydd plass og prøv igjen."
        case "not_made":
            return f"Vi klarte ikke å lage {values['folder']} ({values['reason']}). Ingenting er laget. Prøv igjen."
    raise KeyError(kind)


def faults(shown: Presenter, words: Iterable[str], detail: str = "") -> str:
    """What is wrong, as a list. `detail`: what a helper needs to know, in English."""
    return shown.render("staff_new_faults.html.j2", faults=list(words), detail=detail)


def broken(shown: Presenter, detail: str) -> str:
    """What is said where the content folder must be mended before anything can be begun."""
    words = "Noe i innholdsmappen må rettes før vi kan lage nye tekster. Se siden Kvalitet, eller be om hjelp."
    return faults(shown, [words], detail)


def named(slug: str, is_proposed: bool) -> str:
    """What the text will be called in addresses."""
    if not slug:
        return "Skriv en tittel, så foreslår vi et navn. Eller skriv navnet selv."
    return f"Vi foreslår «{slug}». Skriv et annet hvis du vil." if is_proposed else ""


def files(shown: Presenter, folder: str, contents: Mapping[str, str]) -> str:
    """The files as they will be, each under its name."""
    return shown.render("staff_new_files.html.j2", folder=folder, files=contents)


def made(shown: Presenter, slug: str, folder: str, empty: Iterable[str], guessed: Iterable[str]) -> str:
    """That the text has been begun: where it is, what is left to write, and where to go on."""
    return shown.render(
        "staff_new_made.html.j2",
        slug=slug,
        folder=folder,
        empty=[_KEYS.get(key, key) for key in empty],
        guessed=[_KEYS.get(key, key) for key in guessed],
    )
