"""A git history made of the fixture library, for tests of what has changed since it was published."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

MAMMA = "naar-mamma-er-deprimert"


def git(folder: Path, *arguments: str) -> str:
    """What git says. Of the machine's own settings none hold."""
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for who in ("AUTHOR", "COMMITTER"):
        settings |= {f"GIT_{who}_NAME": "Test", f"GIT_{who}_EMAIL": "test@example.org"}
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, env=os.environ | settings, capture_output=True, check=True, text=True).stdout


def commit_all(folder: Path, message: str = "Publish") -> None:
    git(folder, "add", "--all", ".")
    git(folder, "commit", "--quiet", "--message", message)


def make_repository(top: Path, library: Path, below: str = "content") -> Path:
    """A repository at `top` with one commit: the library in the folder `below`. Returns that folder."""
    root = top / below
    shutil.copytree(library, root)
    git(top, "init", "--quiet", "--initial-branch", "main")
    commit_all(top)
    return root


def edit(root: Path, file: str, *replacements: tuple[str, str]) -> None:
    """Replaces words in a file; each must stand there."""
    path = root / file
    text = path.read_text("utf-8")
    for old, new in replacements:
        assert old in text, f"{file} has no {old!r}"
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def rename_text(root: Path, old: str, new: str) -> None:
    """Gives a text another slug, in everything that leads to it too, with a redirect."""
    (root / "resources" / old).rename(root / "resources" / new)
    for path in root.rglob("*.yaml"):
        text = path.read_text("utf-8")
        if old in text:
            path.write_text(text.replace(old, new), "utf-8")
    edit(root, "redirects.yaml", ("\nmamma-er-trist:", f"\n{old}: {new}\nmamma-er-trist:"))


def without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def change_everything(root: Path) -> None:
    """One change of each kind, as `changes.expected.json` tells them."""
    resources = root / "resources"
    # a new text
    shutil.copytree(resources / "snakk-med-barnet", resources / "snakk-om-kreft")
    (resources / "snakk-om-kreft/ar.yaml").unlink()
    edit(root, "resources/snakk-om-kreft/nb.yaml", ("title: ", "title: Kreft hos en forelder. "))
    # words and facts of a text, of which translations were made
    edit(
        root,
        f"resources/{MAMMA}/nb.yaml",
        ("title: Når mamma er deprimert", "title: Når mamma eller pappa er deprimert"),
        ("Da kan mamma være trist og trett.", "Da kan mamma være lei seg og veldig trett."),
        ("Det er sykdommen som gjør det.", "Det er sykdommen som gjør det. Det går over."),
        ("  - Gå ut og lek med en venn.", "  - Lek med en venn."),
    )
    edit(
        root,
        f"resources/{MAMMA}/resource.yaml",
        ("ages: {from: 8, to: 12}", "ages: {from: 7, to: 12}"),
        ("feelings: [sad, worried, guilty]", "feelings: [sad, guilty, lonely]"),
        ("sources: [veileder, barnetelefonen]", "sources: [veileder, pakkeforlop]"),
        ("helplines: [barnetelefonen, nodtelefonen]", "helplines: [nodtelefonen, barnetelefonen]"),
        (
            "review: {status: unreviewed, next: 2028-11-20}",
            "review: {status: reviewed, by: fagrådgiver, on: 2026-11-22, next: 2028-11-22}",
        ),
    )
    # retired, moved (by its code, by a redirect alone), removed
    edit(root, "resources/naar-noen-hjemme-drikker/resource.yaml", ("status: published", "status: retired"))
    rename_text(root, "hvem-kan-jeg-snakke-med", "snakk-med-noen")
    rename_text(root, "snakk-sammen", "si-det-til-barna")
    edit(root, "resources/si-det-til-barna/nb.yaml", ("Jeg er syk i tankene.", "Jeg er syk i følelsene."))
    shutil.rmtree(resources / "gammel-tekst-om-rus")
    edit(root, "redirects.yaml", ("gammel-tekst-om-rus", "naar-noen-dor\ngammel-tekst-om-rus: naar-noen-dor"))
    # translations: other words, a new one, one taken away, one that lacks a section
    edit(root, "resources/naar-noen-dor/nn.yaml", ("title: ", "title: Sorg. "))
    shutil.copy(resources / "naar-babyen-merker-uro/so.yaml", resources / "naar-babyen-merker-uro/en.yaml")
    (resources / "si-det-til-barna/en.yaml").unlink()
    edit(root, "resources/snakk-med-barnet/ar.yaml", ("id: begynn", "id: begynnelsen"))
    # everything else
    edit(
        root,
        "helplines/barnetelefonen.yaml",
        ('"116 000"', '"116 001"'),
        ("checked: 2026-11-20", "checked: 2026-11-22"),
    )
    shutil.copy(root / "sources/veileder.yaml", root / "sources/pakkeforlop.yaml")
    edit(root, "glossary/depresjon.yaml", ("[deprimert, nedstemt]", "[deprimert, nedstemt, nedfor]"))
    (root / "questions/orker-ikke-mer.yaml").unlink()
    edit(root, "sheets/nettverket-mitt.yaml", ("Skriv navn i ringene.", "Skriv navn i ringene, ett på hver linje."))
    edit(root, "vocabulary/situation.yaml", ("en: Mental illness", "en: Mental health problems"))
    edit(root, "vocabulary/languages.yaml", ("nb: somali", "nb: somalisk"))
    edit(root, "search/nb.yaml", ("[drikker, full, fyll]", "[drikker, full, fyll, pils]"))
