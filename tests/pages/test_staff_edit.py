"""The form in which staff edit a text: what is saved, what is shown beside it, and that nothing typed is lost."""

import json
from pathlib import Path

import pytest
from elements import elements
from visiting import Open, Visit

PAGE = "staff_edit"
SLUG = "naar-mamma-er-deprimert"


def key(field: str, language: str = "nb") -> str:
    return f"edit {SLUG} {language} {field}"


def is_of(name: str, key: str | None) -> bool:
    """Whether a widget is a field: it has another key each time it shows something that was not typed in it."""
    return key == name or (key or "").startswith(f"{name} ")


def open_form(visit: Open, folder: Path, language: str = "nb") -> Visit:
    return visit(PAGE, params={"tekst": [SLUG], "sprak": [language]}, root=folder, edition="preview")


def type_in(form: Visit, field: str, words: str, language: str = "nb") -> Visit:
    name = key(field, language)
    found = [each for each in (*form.app.text_input, *form.app.text_area) if is_of(name, each.key)]
    found[0].set_value(words)
    return form.run()


def typed(form: Visit, field: str, language: str = "nb") -> str:
    name = key(field, language)
    [found] = [each for each in (*form.app.text_input, *form.app.text_area) if is_of(name, each.key)]
    return str(found.value)


def press(form: Visit, name: str) -> Visit:
    form.app.button(key=f"edit {name}").click()
    return form.run()


def buttons(form: Visit) -> set[str]:
    return {str(button.label) for button in form.app.button}


def told(form: Visit) -> str:
    return " ".join(each.text for each in elements(form.html, class_="staff-edit-told"))


def previewed(form: Visit) -> str:
    return " ".join(each.text for each in elements(form.html, class_="staff-edit-text"))


def words(folder: Path, language: str = "nb") -> Path:
    return folder / "resources" / SLUG / f"{language}.yaml"


def test_a_changed_title_is_shown_beside_then_saved_and_comments_stay(folder: Path, visit: Open) -> None:
    path = words(folder)
    path.write_text(path.read_text("utf-8").replace("title: ", "# a comment\ntitle: "), "utf-8")
    before = path.read_text("utf-8")
    form = open_form(visit, folder)
    assert typed(form, "title") == "Når mamma er deprimert"
    form = type_in(form, "title", "Når pappa er deprimert")
    assert "Når pappa er deprimert" in previewed(form)
    assert "Ikke lagret ennå: Tittel" in form.html
    assert path.read_text("utf-8") == before
    form = press(form, "lagre")
    assert path.read_text("utf-8") == before.replace("Når mamma er deprimert", "Når pappa er deprimert")
    assert "Lagret i nb.yaml. Ingenting er publisert ennå. De 2 oversettelsene av det du endret" in told(form)
    assert "Ikke lagret ennå" not in form.html


def test_sections_actions_and_tags_are_saved(folder: Path, visit: Open) -> None:
    form = open_form(visit, folder)
    form = type_in(form, "hva-skjer/text", "Helt ny.\n\n- Et punkt")
    form = type_in(form, "actions", "Første\nAndre\n")
    form.app.multiselect(key=key("resource:topics")).set_value(["guilt"])
    form.app.selectbox(key=key("resource:status")).set_value("draft")
    form = press(form.run(), "lagre")
    saved, facts = words(folder).read_text("utf-8"), (words(folder).parent / "resource.yaml").read_text("utf-8")
    assert "    text: |\n      Helt ny.\n\n      - Et punkt\n    sources: [veileder]\n" in saved
    assert "actions:\n  - Første\n  - Andre\nsay:\n" in saved
    assert "status: draft\n" in facts
    assert "topics: [guilt]\n" in facts


def test_the_list_of_texts_leads_to_a_text_and_the_address_follows(folder: Path, visit: Open) -> None:
    form = visit(PAGE, root=folder, edition="preview")
    assert buttons(form) == set()
    texts = form.app.selectbox(key="edit tekst")
    assert "Når mamma er deprimert" in texts.options
    texts.set_value(SLUG)
    form = form.run()
    assert form.address == {"tekst": [SLUG]}
    assert typed(form, "title") == "Når mamma er deprimert"
    form.app.selectbox(key="edit sprak").set_value("en")
    form = form.run()
    assert form.address == {"tekst": [SLUG], "sprak": ["en"]}
    [beside] = elements(form.html, class_="staff-edit-text")
    assert beside.attributes["lang"] == "en"


def test_labels_are_norwegian_words_not_ids(folder: Path, visit: Open) -> None:
    form = open_form(visit, folder)
    audiences = form.app.multiselect(key=key("resource:audiences"))
    assert audiences.value == ["child"]
    assert "child" not in audiences.options
    assert audiences.label not in ("audiences", "audience")


def test_what_was_typed_stays_on_the_way_to_another_text_and_back(folder: Path, visit: Open) -> None:
    form = type_in(open_form(visit, folder), "title", "Halvferdig")
    form = form.go(tekst=["snakk-sammen"])
    assert "Halvferdig" not in previewed(form)
    form = form.go(tekst=[SLUG], sprak=["nb"])
    assert typed(form, "title") == "Halvferdig"
    assert "Halvferdig" in previewed(form)


def test_a_file_changed_elsewhere_leaves_the_fields_alone_and_is_fetched_on_demand(folder: Path, visit: Open) -> None:
    form = open_form(visit, folder)
    words(folder).write_text(words(folder).read_text("utf-8").replace("title: Når", "title: Hvis"), "utf-8")
    form = form.run()
    assert typed(form, "title") == "Når mamma er deprimert"  # she may be typing in it, and only the browser knows
    assert "Endret på disken: Tittel" in told(form)
    assert "Behold min" not in buttons(form)
    form = press(form, "disk")
    assert typed(form, "title") == "Hvis mamma er deprimert"
    assert "Lagre" in buttons(form)


def test_a_file_changed_while_another_text_was_open_is_shown_as_it_is_now(folder: Path, visit: Open) -> None:
    form = open_form(visit, folder).go(tekst=["snakk-sammen"])
    words(folder).write_text(words(folder).read_text("utf-8").replace("title: Når", "title: Hvis"), "utf-8")
    form = form.go(tekst=[SLUG])
    assert typed(form, "title") == "Hvis mamma er deprimert"
    assert told(form) == ""


def conflict(folder: Path, visit: Open) -> tuple[Visit, str]:
    """A form in which a title was typed while the title and summary were changed on disk."""
    form = type_in(open_form(visit, folder), "title", "Min tittel")
    path = words(folder)
    path.write_text(
        path.read_text("utf-8").replace("title: Når mamma", "title: Deres").replace("summary: Hva", "summary: Det"),
        "utf-8",
    )
    return form, path.read_text("utf-8")


def test_a_conflict_shows_both_and_writes_over_nothing(folder: Path, visit: Open) -> None:
    form, theirs = conflict(folder, visit)
    form = press(form, "lagre")  # the button of before the change
    assert words(folder).read_text("utf-8") == theirs
    [table] = elements(form.html, "table")
    cells = [e.text for e in elements(form.html, "td") if table in e.ancestors]
    assert cells == ["Min tittel", "Deres er deprimert"]
    assert "blir stående slik det er der: Ingress" in told(form)
    assert typed(form, "title") == "Min tittel"
    assert {"Behold min", "Ta den på disken"} <= buttons(form)
    assert "Lagre" not in buttons(form)


def test_keep_mine_writes_my_fields_and_leaves_the_others_as_on_disk(folder: Path, visit: Open) -> None:
    form, theirs = conflict(folder, visit)
    form = press(form.run(), "min")
    assert words(folder).read_text("utf-8") == theirs.replace("Deres er deprimert", "Min tittel")
    assert typed(form, "summary").startswith("Det som skjer")
    assert "Lagre" in buttons(form)


def test_keep_mine_gives_back_words_of_a_section_that_is_gone(folder: Path, visit: Open) -> None:
    form = type_in(open_form(visit, folder), "hva-du-kan-gjore/heading", "Mine <b>ord</b>")
    path = words(folder)
    path.write_text(path.read_text("utf-8").replace("id: hva-du-kan-gjore", "id: noe-annet"), "utf-8")
    form = press(form.run(), "min")
    assert "Mine <b>ord</b>" in told(form)
    assert "Mine" not in path.read_text("utf-8")


def test_take_theirs_fills_the_form_from_the_disk(folder: Path, visit: Open) -> None:
    form, theirs = conflict(folder, visit)
    form = press(form.run(), "disk")
    assert typed(form, "title") == "Deres er deprimert"
    assert words(folder).read_text("utf-8") == theirs
    assert "Lagre" in buttons(form)


def test_the_last_save_is_taken_back_also_by_a_new_session(folder: Path, visit: Open) -> None:
    before = words(folder).read_bytes()
    form = open_form(visit, folder)
    assert "Angre siste lagring" not in buttons(form)
    press(type_in(form, "title", "Ny tittel"), "lagre")
    assert words(folder).read_bytes() != before
    form = press(open_form(visit, folder), "angre")
    assert words(folder).read_bytes() == before
    assert typed(form, "title") == "Når mamma er deprimert"
    assert "Angret" in told(form)
    assert "Angre siste lagring" not in buttons(form)


def test_what_is_typed_and_not_saved_is_not_lost_by_taking_back(folder: Path, visit: Open) -> None:
    form = press(type_in(open_form(visit, folder), "title", "Ny tittel"), "lagre")
    form = press(type_in(form, "summary", "Uferdig"), "angre")
    assert "ikke er lagret" in told(form)
    assert typed(form, "summary") == "Uferdig"
    assert "Ny tittel" in words(folder).read_text("utf-8")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "x" * 95, "Tittel: Her er 95 tegn, og det er plass til 90."),
        ("main_message", " ", "Hovedbudskap: Her må det stå noe."),
        ("hva-skjer/text", "", "«Hva skjer med mamma?», teksten: Her må det stå noe."),
        ("actions", "", "Dette kan du gjøre: Her må det stå minst én."),
        ("resource:ages", "tolv", "Alder: Skriv alderen som 8-12"),
    ],
)
def test_what_is_not_valid_is_explained_over_the_last_good_text_and_nothing_is_written(
    folder: Path, visit: Open, field: str, value: str, said: str
) -> None:
    before = {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()}
    form = type_in(open_form(visit, folder), "summary", "Nesten riktig.")
    form = type_in(form, field, value)
    assert said in told(form)
    assert "Når mamma er deprimert" in previewed(form)
    assert "sist den var i orden" in form.html
    form = press(form, "lagre")
    assert "Teksten er ikke lagret, for noe må rettes først." in told(form)
    assert typed(form, field) == value
    assert {path: path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()} == before


def test_how_long_a_title_is_stands_below_it(folder: Path, visit: Open) -> None:
    assert "22 av 90 tegn" in open_form(visit, folder).html
    assert "95 av 90 tegn, 5 for mange" in type_in(open_form(visit, folder), "title", "x" * 95).html


@pytest.mark.parametrize("slug", ["../..", "../../etc/passwd", "/etc", "<script>alert(1)</script>", "finnes-ikke"])
def test_an_address_that_leads_nowhere_opens_nothing(folder: Path, visit: Open, slug: str) -> None:
    form = visit(PAGE, params={"tekst": [slug], "sprak": ["../nb"]}, root=folder, edition="preview")
    assert f"Det er ingen tekst som heter «{slug}»" in told(form)
    assert "<script" not in form.html
    assert buttons(form) == set()


def test_a_broken_file_is_told_and_what_was_typed_stays(folder: Path, visit: Open) -> None:
    form = type_in(open_form(visit, folder), "title", "Min tittel")
    words(folder).write_text("title: [\n", "utf-8")
    form = press(form.run(), "lagre")
    assert f"Filen {SLUG}/nb.yaml kan ikke leses, linje 2" in told(form)
    assert typed(form, "title") == "Min tittel"
    assert words(folder).read_text("utf-8") == "title: [\n"


def test_a_full_disk_is_told_and_what_was_typed_stays(
    folder: Path, visit: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    form = type_in(open_form(visit, folder), "title", "Min tittel")
    before = words(folder).read_bytes()
    monkeypatch.setattr("os.fsync", full)
    form = press(form, "lagre")
    assert "Disken er full" in told(form)
    assert typed(form, "title") == "Min tittel"
    assert words(folder).read_bytes() == before


def test_a_text_that_is_not_finished_can_be_opened_and_finished(folder: Path, visit: Open) -> None:
    words(folder).write_text(words(folder).read_text("utf-8").replace("title: Når mamma er deprimert", 'title: ""'))
    form = open_form(visit, folder)
    assert f"{SLUG} (ikke ferdig)" in form.app.selectbox(key="edit tekst").options
    assert "Tittel: Her må det stå noe." in told(form)
    assert previewed(form) == ""
    form = press(type_in(form, "title", "Nå er den her"), "lagre")
    assert 'title: "Nå er den her"\n' in words(folder).read_text("utf-8")
    assert "Nå er den her" in previewed(form)


def test_the_undo_history_is_no_content(folder: Path, visit: Open) -> None:
    press(type_in(open_form(visit, folder), "title", "Ny tittel"), "lagre")
    [record] = (folder.parent / ".barnsbeste" / "undo").iterdir()
    assert json.loads(record.read_text())["slug"] == SLUG
    assert not list(folder.rglob(".*"))
