"""The staff page of changes: what differs from what was published, how a text read before and reads now."""

import shutil
from collections import Counter
from pathlib import Path

import pytest
from elements import elements, text_of
from prepared_history import MAMMA, change_everything, commit_all, edit, git, make_repository, without_git
from visiting import Open, Visit

from barnsbeste_content.editorial import comparison
from barnsbeste_content.editorial.published import keep_snapshot, snapshot_folder

PAGE = "staff_changes"
NB = f"resources/{MAMMA}/nb.yaml"


@pytest.fixture
def repository(tmp_path: Path, fixture_root: Path) -> Path:
    """The content folder of a repository in which everything is published."""
    return make_repository(tmp_path / "project", fixture_root)


@pytest.fixture
def look(visit: Open, repository: Path) -> Open:
    """Opens the page of the repository, or of another folder."""

    def opened(root: Path = repository, language: str = "nb", **params: str) -> Visit:
        return visit(PAGE, language, {name: [value] for name, value in params.items()}, root=root, edition="preview")

    return opened


def counts(page: Visit) -> dict[str, int]:
    """What is counted above the list -> how many."""
    [listed] = elements(page.html, class_="changes-counts")
    told = [each.text.split(" ", 1) for each in elements(page.html, "li") if listed in each.ancestors]
    return {words: int(number) for number, words in told}


def told(page: Visit, title: str) -> str:
    """What is told of the text with this title."""
    [found] = [
        each.text for each in elements(page.html, class_="changes-text") if each.text.startswith(title)
    ]  # fmt: skip
    return found


def ids_of(html: str) -> list[str]:
    return [each.attributes["id"] for each in elements(html) if "id" in each.attributes]


# The list


def test_each_kind_of_change_is_counted_and_told(look: Open, repository: Path) -> None:
    change_everything(repository)
    page = look()
    assert counts(page) == {
        "ny": 1,
        "endret": 4,
        "trukket tilbake": 1,
        "flyttet": 2,
        "borte": 1,
        "ødelagt": 0,
        "andre endringer": 12,
    }
    assert "Ny " in told(page, "Kreft hos en forelder.")
    assert "Het før hvem-kan-jeg-snakke-med, heter nå snakk-med-noen." in told(page, "Hvem kan jeg snakke med?")
    assert "Trukket tilbake" in told(page, "Når noen hjemme drikker")
    assert "blir ledet til «Når noen i familien dør»" in told(page, "Gammel tekst om rus")
    assert "Berører: målgruppe: Barn; barnets alder: 3–7 år og 8–12 år; situasjon: Psykisk sykdom;" in told(
        page, "Når mamma eller pappa er deprimert"
    )
    assert "Blir utdatert på engelsk: tittel, ingress eller hovedbudskap, «Hva skjer med mamma?»," in told(
        page, "Når mamma eller pappa er deprimert"
    )


def test_translations_that_are_behind_in_the_same_parts_are_told_together(look: Open, repository: Path) -> None:
    edit(repository, NB, ("title: Når mamma", "title: Trist? Når mamma"))
    page = look()
    assert "Blir utdatert på arabisk og engelsk: tittel, ingress eller hovedbudskap." in told(page, "Trist?")
    assert told(page, "Trist?").count("Blir utdatert") == 1


def test_facts_are_told_in_words_with_what_they_were(look: Open, repository: Path) -> None:
    change_everything(repository)
    said = told(look(), "Når mamma eller pappa er deprimert")
    assert "Barnets alder: [før: 8–12 år] [nå: 7–12 år]" in said
    assert "Følelse: [tatt bort: Urolig] [lagt til: Alene]" in said
    assert "Hvem man kan ringe: ny rekkefølge: Nødtelefonen" in said
    assert "ikke lest av fagfolk, skal sees over igjen 20. november 2028" in said
    assert "lest av fagrådgiver 22. november 2026" in said


def test_words_are_marked_by_more_than_colour_and_said_aloud(look: Open, repository: Path) -> None:
    edit(repository, NB, ("Da kan mamma være trist og trett.", "Da kan mamma være lei seg og trett."))
    page = look()
    [went], [came] = elements(page.html, "del"), elements(page.html, "ins")
    assert (went.text, came.text) == ("[tatt bort: trist]", "[lagt til: lei seg]")
    [sentence] = [each for each in elements(page.html, "li") if each in came.ancestors]
    assert sentence.text == "Da kan mamma være [tatt bort: trist][lagt til: lei seg] og trett."
    assert "Avsnittet «Hva skjer med mamma?»" in text_of(page.html)
    spoken = [each for each in elements(page.html, class_="sr-only") if went in each.ancestors]
    assert [each.attributes["lang"] for each in spoken] == ["nb", "nb"]


def test_an_arabic_sentence_stands_in_its_own_direction(look: Open, repository: Path) -> None:
    edit(repository, f"resources/{MAMMA}/ar.yaml", ("title: ", "title: كلمة "))
    [came] = elements(look().html, "ins")
    assert (came.inherited("lang"), came.inherited("dir")) == ("ar", "rtl")


def test_other_files_and_searches_are_told(look: Open, repository: Path) -> None:
    change_everything(repository)
    edit(repository, "questions/er-det-min-skyld.yaml", ("Si til en voksen hva du tenker.", "Si det til en voksen."))
    page = look()
    assert "Si[lagt til: det] til en voksen[tatt bort: hva du tenker]." in told(page, "Spørsmål og svar")
    assert "phone: [før: 116 000] [nå: 116 001]" in told(page, "Hjelpetelefoner")
    assert "Ny Veileder om barn som pårørende pakkeforlop" in told(page, "Kilder")
    assert "slutt-aa-drikke leder til «Når noen i familien dør»" in told(page, "Gamle adresser")
    [outdated, searches] = elements(page.html, "table")
    assert "Når mamma eller pappa er deprimert" in outdated.text
    [row] = [each for each in elements(page.html, "tr") if each.text.startswith("«pappa drikker»")]
    assert [each.text for each in elements(page.html, "td") if row in each.ancestors] == [
        "Når noen hjemme drikker for mye",
        "Når mamma eller pappa er deprimertHvordan sier vi det til alle barna?",
    ]
    for table in (outdated, searches):
        assert [each for each in elements(page.html, "caption") if table in each.ancestors]
        assert {each.attributes["scope"] for each in elements(page.html, "th") if table in each.ancestors} == {
            "col",
            "row",
        }


def test_that_nothing_is_changed_is_told_kindly(look: Open) -> None:
    page = look()
    assert page.heading == "Endringer"
    assert "Ingenting er endret" in text_of(page.html)
    assert elements(page.html, class_="changes-counts") == []


def test_a_broken_text_is_told_though_it_is_served_as_it_was(look: Open, repository: Path) -> None:
    look()
    (repository / NB).write_text("title: [", "utf-8")
    page = look(shutil.copytree(repository.parent, repository.parent.with_name("other")) / "content")
    assert counts(page)["ødelagt"] == 1
    assert "1 feil i filene" in text_of(page.html)
    assert "Filene kan ikke vises slik de er nå." in told(page, "Når mamma er deprimert")


# What to compare with


def test_a_branch_or_a_tag_is_compared_with_and_stands_in_the_address(look: Open, repository: Path) -> None:
    git(repository, "tag", "v1")
    edit(repository, NB, ("Da kan mamma være trist og trett.", "Da kan mamma være lei seg og trett."))
    commit_all(repository)
    assert "Ingenting er endret" in text_of(look().html)
    page = look(fra="v1")
    assert counts(page)["endret"] == 1
    assert page.app.text_input[0].value == "v1"
    assert page.app.code[0].value.startswith("## Changes in the content")
    assert "barnsbeste changes --since v1 --format markdown" in text_of(page.html)
    [ways] = elements(page.html, class_="changes-with")
    offered = [each.text for each in elements(page.html, "a") if ways in each.ancestors]
    assert {"main", "v1", "siste kopi"} < {*offered}
    links = [each.attributes["href"] for each in elements(page.html, "a") if each.text.startswith("Se før og nå")]
    assert links == [f"/nb/stab-endringer?fra=v1&tekst={MAMMA}"]


@pytest.mark.parametrize("asked", ["finnes-ikke", "--help", "a b", "\x00", "<b>x</b>", "HEAD:content"])
def test_what_git_does_not_know_is_told_and_can_be_put_right(look: Open, asked: str) -> None:
    page = look(fra=asked)
    assert "Vi finner ingenting som heter" in text_of(page.html)
    assert elements(page.html, class_="changes-counts") == []
    page.app.text_input[0].set_value("main")
    page.run()
    assert "Ingenting er endret" in text_of(page.html)
    assert page.address == {"fra": ["main"]}


def test_a_version_from_before_the_folder_is_told(look: Open, repository: Path) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "empty")
    git(repository, "rm", "--quiet", "-r", "--cached", ".")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    assert "er fra før mappen med tekstene ble laget" in text_of(look(fra="empty").html)


def test_without_git_a_snapshot_is_offered_and_then_compared_with(
    look: Open, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_git(monkeypatch)
    page = look(folder)
    said = text_of(page.html)
    assert "Git er ikke installert på denne maskinen" in said
    assert "Det er ikke tatt noen kopi ennå." in said
    page.app.button(key="staff_changes snapshot").click()
    page.run()
    assert snapshot_folder(folder).is_dir()
    assert "Ingenting er endret" in text_of(page.html)
    assert "Sammenlignet med siste kopi" in text_of(page.html)
    assert [each.key for each in page.app.button] == []


def test_the_snapshot_can_be_chosen_where_there_is_git(look: Open, repository: Path) -> None:
    assert "Det er ikke tatt noen kopi ennå." in text_of(look(fra="siste kopi").html)
    keep_snapshot(repository)
    edit(repository, NB, ("Da kan mamma være trist og trett.", "Da kan mamma være lei seg og trett."))
    commit_all(repository)
    page = look(shutil.copytree(repository.parent, repository.parent.with_name("other")) / "content", fra="siste kopi")
    assert counts(page)["endret"] == 1
    assert "barnsbeste changes --snapshot --format markdown" in text_of(page.html)


def test_a_snapshot_that_cannot_be_kept_is_told(look: Open, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_git(monkeypatch)
    (folder.parent / ".barnsbeste").write_text("in the way", "utf-8")
    page = look(folder)
    page.app.button(key="staff_changes snapshot").click()
    page.run()
    assert "Kopien ble ikke tatt" in text_of(page.html)


def test_a_folder_without_a_repository_is_told(look: Open, folder: Path) -> None:
    assert "ligger ikke i et git-prosjekt" in text_of(look(folder).html)


def test_a_full_disk_is_told(look: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(comparison, "load_published", full)
    assert "Er disken full?" in text_of(look().html)


def test_looking_again_does_not_read_git_again(look: Open, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(repository, NB, ("Da kan mamma være trist og trett.", "Da kan mamma være lei seg og trett."))
    page = look()

    def read_again(*_: object) -> None:
        raise AssertionError("was read again")

    monkeypatch.setattr(comparison, "load_published", read_again)
    monkeypatch.setattr(comparison, "compare", read_again)
    assert counts(page.run())["endret"] == 1


# One text


def test_a_text_is_drawn_as_it_was_and_as_it_is(look: Open, repository: Path) -> None:
    edit(repository, NB, ("Da kan mamma være trist og trett.", "Da kan mamma være lei seg og trett."))
    page = look(tekst=MAMMA)
    before, now = elements(page.html, "article")
    assert "Da kan mamma være trist og trett." in before.text
    assert "Da kan mamma være lei seg og trett." in now.text
    assert [each.text for each in elements(page.html, class_="changes-side")] == ["Før", "Nå"]
    assert page.heading == "Endringer"
    ids = ids_of(page.html)
    assert ids != []
    assert [id for id, count in Counter(ids).items() if count > 1] == []
    targets = {each.attributes["popovertarget"] for each in elements(page.html) if "popovertarget" in each.attributes}
    assert targets <= {*ids}


def test_a_text_is_drawn_in_the_language_chosen(look: Open, repository: Path) -> None:
    edit(repository, f"resources/{MAMMA}/ar.yaml", ("title: ", "title: كلمة "))
    page = look(tekst=MAMMA, sprak="ar")
    before, now = elements(page.html, "article")
    assert (before.inherited("lang"), before.inherited("dir")) == ("ar", "rtl")
    assert "كلمة" in now.text
    assert "كلمة" not in before.text
    assert "arabisk (endret)" in {each.text for each in elements(page.html, "a")}


def test_a_text_that_moved_is_drawn_by_both_names(look: Open, repository: Path) -> None:
    change_everything(repository)
    before, now = elements(look(tekst="si-det-til-barna").html, "article")
    assert "Jeg er syk i tankene." in before.text
    assert "Jeg er syk i følelsene." in now.text


@pytest.mark.parametrize(
    ("slug", "sides", "said"),
    [
        ("snakk-om-kreft", 1, "Teksten fantes ikke"),
        ("gammel-tekst-om-rus", 1, "Teksten er borte."),
        ("naar-noen-hjemme-drikker", 1, "Trukket tilbake: ingen lesere ser den."),
        ("snakk-med-barnet", 2, "Slik leserne ser den"),
        ("../../etc/passwd", 0, "Ingen tekst heter"),
    ],
)
def test_a_side_that_is_not_there_is_told(look: Open, repository: Path, slug: str, sides: int, said: str) -> None:
    change_everything(repository)
    page = look(tekst=slug, sprak="xx")
    assert len(elements(page.html, "article")) == sides
    assert said in text_of(page.html)


def test_a_text_that_is_the_same_is_told_to_be(look: Open) -> None:
    page = look(tekst=MAMMA)
    assert "Denne teksten er ikke endret." in text_of(page.html)
    assert len(elements(page.html, "article")) == 2
