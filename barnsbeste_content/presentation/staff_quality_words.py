"""What the page of quality calls things, in bokmål."""

from collections.abc import Mapping

from ..model.problem import Severity
from ..model.quality import Competence, LanguageState

RULES: Mapping[str, tuple[str, str]] = {
    "format": ("Filen er ikke skrevet slik den skal", "Rett linjen. Eksempelet i content/_template/ viser hvordan."),
    "reference": ("Noe i filen passer ikke med de andre filene", "Se etter skrivefeil i navn og språkkoder."),
    "stray-file": ("En fil som ikke hører hjemme her", "Gi den et riktig navn, eller flytt den ut av mappen."),
    "unlisted-folder": ("En mappe kan ikke leses", "Se om mappen er sperret på maskinen din."),
    "lix": ("Teksten er tung å lese", "Del lange setninger, og bytt ut lange ord."),
    "sentence-length": ("Setningene er for lange", "Del de lengste. I snitt skal de ha høyst 20 ord."),
    "paragraph-length": ("Et avsnitt er for langt", "Del det. Et avsnitt har høyst 4 setninger."),
    "list-length": ("En liste er for lang", "Behold det viktigste. En liste har høyst 7 punkter."),
    "main-message-is-one-sentence": ("Hovedbudskapet er for langt", "Si det i én setning."),
    "summary-length": ("Ingressen er for kort eller for lang", "Den skal ha fra 20 til 220 tegn."),
    "actions-begin-with-a-verb": ("Ingen råd begynner med et verb", "Skriv hva leseren kan gjøre: «Ring …», «Si …»."),
    "sentences-to-say-are-short": ("En setning å si høyt er for lang", "Del den. Jo yngre barn, jo færre ord."),
    "glossary-words-are-explained": ("Et ord i ordboka er ikke forklart", "Legg ordet til i ordlisten til teksten."),
    "numbers-have-sources": ("Et tall eller en lov mangler kilde", "Oppgi kilden i samme del av teksten."),
    "words-to-avoid": ("Et ord vi ikke bruker", "Bruk ordet som står i meldingen."),
    "review-date": ("Teksten må ses over, eller datoen er for langt fram", "Se over teksten, og sett ny dato."),
    "helpline-for-families": ("Ingen å ringe til for leseren", "Legg til en hjelpelinje som er for leseren."),
    "shared-sentences": ("Samme setning står i to tekster", "Skriv den om for den ene."),
    "near-duplicate-paragraphs": ("Nesten samme avsnitt står i to tekster", "Skriv det om for den ene."),
    "links-lead-to-published-texts": (
        "En lenke går til en tekst leserne ikke kan åpne",
        "Publiser teksten, eller led et annet sted.",
    ),
    "answers-are-short": ("Et svar er for kort eller for langt", "Et svar har fra 15 til 90 ord."),
    "sources-are-used": ("En kilde er ikke i bruk", "Oppgi den der den hører hjemme, eller fjern filen."),
    "nothing-leads-here": ("Ingenting leder hit", "Lenk til teksten fra en annen tekst eller et spørsmål."),
    "no-words-lead-here": ("Ingen søkeord leder hit", "Legg inn ord folk skriver, i content/search/."),
    "long-section": ("En del er for lang", "Del den. En del har høyst 180 ord."),
    "not-reviewed": ("Ikke lest av en fagperson", "Be en fagperson lese den, og skriv hvem og når."),
    "no-section-has-sources": ("Ingen del sier hva den bygger på", "Oppgi kilder i delene de gjelder."),
    "talk-without-words": ("Om å snakke sammen, uten setninger å bruke", "Legg til «Si det slik»."),
    "danger-without-help-first": ("Om fare, men hjelpen står ikke først", "Sett help_first: true."),
}
"""Rule -> what is wrong, and what to do."""
SEVERITIES: Mapping[Severity, str] = {"error": "Feil", "warning": "Varsel"}
COMPETENCE_WORDS: Mapping[Competence, tuple[str, str]] = {
    "find": ("Finne", "Kommer leseren fram til teksten?"),
    "understand": ("Forstå", "Er den til å forstå?"),
    "appraise": ("Vurdere", "Kan leseren se hva den bygger på, og om den er ny nok?"),
    "apply": ("Bruke", "Vet leseren hva hun kan gjøre, og hvem hun kan ringe?"),
}
VERDICTS: Mapping[str, str] = {
    "fails": "Over feilgrensen",
    "over": "Over varselgrensen",
    "near": "Nær grensen",
    "within": "Innenfor",
    "short": "For kort til å måles",
}
STATES: Mapping[LanguageState, tuple[str, str]] = {
    "current": ("G", "gjeldende"),
    "outdated": ("U", "utdatert"),
    "machine": ("M", "maskinoversatt"),
    "missing": ("–", "mangler"),
}
"""State of a text in a language -> its sign, and its name."""
KINDS: Mapping[str, str] = {"text": "Tekst", "source": "Kilde", "helpline": "Hjelpelinje"}
FOLDERS: Mapping[str, str] = {"text": "resources", "source": "sources", "helpline": "helplines"}


def rule_name(rule: str) -> str:
    """What a rule is called; its id where it has no name yet, so that nothing disappears in silence."""
    return RULES.get(rule, (rule, ""))[0]


def decimal(number: float) -> str:
    """25,6; a minus sign that is one."""
    return f"{number:.1f}".replace(".", ",").replace("-", "−")
