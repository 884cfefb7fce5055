"""What loading says is wrong, in Norwegian, for staff who edit files or fill in a form."""

import re

_UNITS = {"years": "år", "months": "måneder"}
_SAID: tuple[tuple[str, str], ...] = (
    (r"the file is empty", "Filen er tom."),
    (r"not valid YAML", "Skrivemåten er feil her: et anførselstegn, en klamme, et kolon eller et innrykk."),
    (r"a key needs a space after its colon", "Det må stå et mellomrom etter kolon."),
    (r"there is no such content folder", "Mappen med innholdet er borte. Sett den tilbake på plassen sin."),
    (r"there are no texts", "Mappen med innholdet er tom. Sett tekstene tilbake på plassen sin."),
    (r"cannot be read: ([^;]+)", "Filen kan ikke leses ({0}). Lukk andre programmer som har den åpen."),
    (r"cannot be listed: ([^;]+)", "Mappen kan ikke åpnes ({0})."),
    (r"an invisible line separator", "Her er et usynlig linjeskift. Ta det bort, og trykk Enter i stedet."),
    (r'unknown key "(.+?)"', "«{0}» er ikke navnet på et felt her. Se etter at det er riktig skrevet."),
    (r'missing key "(.+?)"', "Feltet «{0}» mangler. Skriv det inn."),
    (r"missing key", "Her må det stå noe."),
    (r".* is empty; write at least one", "Her må det stå minst én."),
    (r".* is empty;", "Her må det stå noe."),
    (r".* has (\d+) characters; at most (\d+)", "Her er {0} tegn, og det er plass til {1}. Skriv det kortere."),
    (r".* has (\d+) entries; at most (\d+)", "Her er {0} stykker, og det er plass til {1}. Behold de viktigste."),
    (r'"(.+)" stands twice', "«{0}» står to ganger. Ta bort den ene."),
    (r"ages are upside down: from (\d+) to (\d+)", "Alderen står baklengs, fra {0} til {1}. Skriv den minste først."),
    (r"ages go to (\d+) (\w+) at most, not (\d+)", "Alderen går til {0} {1}, ikke {2}."),
    (r"texts for child and youth need a neutral code", "Tekster for barn og ungdom må ha en nøytral kode, som b17."),
    (r"texts for child and youth need feelings", "Tekster for barn og ungdom må ha følelser. Velg minst én."),
    (r"texts for practitioner need settings", "Tekster for fagfolk må ha både arbeidssted og fase. Velg dem."),
    (r"texts on bereavement need loss_contexts", "Tekster om dødsfall må si hvordan døden kom. Velg minst én."),
    (r"texts for families name somebody to call", "Tekster for familier må ha noen å ringe. Velg minst én."),
    (r'"code" must be', "Koden er b eller u og to eller tre tall, som b17."),
    (r'unknown [\w ]+ "(.+?)"', "«{0}» finnes ikke i listen. Velg noe annet."),
    (r'"(.+)" is not among the sources of resource.yaml', "Kilden «{0}» brukes i en del. Velg den blant kildene."),
    (r"a text is not related to itself", "En tekst kan ikke vise til seg selv. Ta den bort."),
    (r'no [\w ]+ "(.+?)"', "«{0}» finnes ikke. Se etter at navnet er riktig skrevet."),
    (r'the link "(.*)" is never closed', "Lenken «{0}» mangler en sluttparentes."),
    (r'the link "(.*)" leads nowhere', "Lenken «{0}» fører ingen steder. Skriv ressurs: og navnet, eller https://."),
    (r'"(.*)" is no web address', "«{0}» er ingen nettadresse. Skriv den som https://www.helsenorge.no/."),
    (r'HTML is shown as it is written: "(.*?)"', "HTML virker ikke her: «{0}». Ta det bort."),
    (r'a picture has no place here: "(.*?)"', "Bilder virker ikke her: «{0}». Si det med ord."),
    (r"a link works only in the text of a section", "Lenker virker bare i teksten i en del. Skriv bare ordene her."),
    (r"the address stands apart", "Skriv adressen i selve lenken: [ord](https://...)."),
    (r'"(.*)" begins an address that runs a program', "«{0}» er en farlig adresse. Ta den bort."),
    (r"\w+ has (\d+) entries, nb.yaml has (\d+)", "Her er {0}, i den norske teksten {1}. Det må være like mange."),
    (r"section ids differ from nb.yaml", "Delene er ikke de samme som i den norske teksten."),
    (r"the sentences differ from nb.yaml", "Setningene er ikke de samme som i den norske teksten."),
    (r"a merge conflict was left here", "To versjoner er blandet sammen her (<<<<<<< og >>>>>>>). Behold den ene."),
    (r"a tab;", "Her er et tabulatortegn. Bruk mellomrom."),
    (r"the file (?:is not UTF-8|is UTF-16|starts with a byte-order)", "Filen må lagres som UTF-8."),
)
_TABLE = tuple((re.compile(pattern), said) for pattern, said in _SAID)


def in_norwegian(message: str) -> str:
    """A message of `loading` as a sentence in bokmål. One that is not known is given as it is."""
    for pattern, said in _TABLE:
        if found := pattern.match(message):
            return said.format(*(_UNITS.get(part, part) for part in found.groups()))
    return f"Kontrollen sier: {message}."
