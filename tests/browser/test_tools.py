"""Read aloud, copy link, print and QR code, on pages with Streamlit and on those without."""

import json
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import ROOT, Watch, new_page

Open = Callable[..., Page]
CHILD, PARENT = "/nb/ressurs?id=b11", "/nb/les/rus-og-sped-barn"
UNTRANSLATED = next(  # a text that Arabic readers get in English
    text.parent.name
    for text in sorted((ROOT / "content" / "resources").glob("*/en.yaml"))
    if not text.with_name("ar.yaml").exists()
)
BOTH = pytest.mark.parametrize("path", [CHILD, PARENT])
READ, COPY, PRINT, QR, CLOSE = (f"[data-tool={name}]" for name in ("read", "copy", "print", "qr", "close"))
NORWEGIAN = {"lang": "nb-NO", "localService": True}

# A voice box without sound: what would be said is written down, and the test says when a sentence has ended.
SPEECH = """
(() => {
  const told = { said: [], done: [] };
  let voices = VOICES, now = null;
  const come = [];
  const box = {
    getVoices: () => voices,
    speak: words => { now = words; told.said.push({ text: words.text, lang: words.lang }); },
    cancel: () => { told.done.push("cancel"); const was = now; now = null; was?.onerror({ error: "canceled" }); },
    pause: () => told.done.push("pause"),
    resume: () => told.done.push("resume"),
    addEventListener: (_, listener) => come.push(listener),
    removeEventListener: () => {},
  };
  Object.defineProperty(window, "speechSynthesis", { value: box });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  told.end = () => { const was = now; now = null; was.onend(); };
  told.bring = more => { voices = more; come.forEach(listener => listener()); };
  window.told = told;
})();
"""
HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


@pytest.fixture
def text_page(reader: BrowserContext, server: str) -> Iterator[Open]:
    """Opens the page of a text in a browser that has these voices; no page may err or call another host."""
    watch = Watch()

    def opened(
        path: str, voices: tuple[dict[str, object], ...] = (NORWEGIAN,), script: str = "", width: int = 1280
    ) -> Page:
        page = new_page(reader, width=width)
        page.add_init_script(SPEECH.replace("VOICES", json.dumps(voices)) + script)
        page.on("console", lambda message: watch.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith(server) else watch.strangers.append(asked.url))
        page.goto(server + path)
        page.wait_for_selector(QR)
        return page

    yield opened
    assert watch.errors == []
    assert watch.strangers == []


def _said(page: Page) -> list[str]:
    return [words["text"] for words in page.evaluate("told.said")]


def _read_to_the_end(page: Page) -> list[str]:
    page.locator(READ).click()
    for _ in range(500):
        if not page.evaluate("told.said.length > told.done.filter(each => each === 'end').length"):
            break
        page.evaluate("told.done.push('end'); told.end()")
    return _said(page)


# -- read aloud ------------------------------------------------------------------------------------------------------


@BOTH
def test_a_text_is_read_from_heading_to_what_to_say_and_nothing_around_it(text_page: Open, path: str) -> None:
    page = text_page(path)
    words = page.locator(READ).inner_text()
    said = _read_to_the_end(page)
    heading = page.locator("article h1").inner_text()
    assert heading.startswith(said[0])
    everything = " ".join(said)
    for part in (".key", "section[id] h2", "section[id] p", ".do li", ".say li"):
        for text in page.locator(f"article {part}").all_inner_texts():
            assert " ".join(text.split()[:4]) in everything, part
    for part in (".meta span", ".status", ".calls p", ".sources li", ".who", ".colophon bdi"):
        for text in page.locator(f"article {part}").all_text_contents():
            assert " ".join(text.split()) not in everything, part
    assert len(said) == len(set(said))
    expect(page.locator(READ)).to_have_text(words)


def test_it_is_read_in_pieces_short_enough_that_chromium_does_not_fall_silent(text_page: Open) -> None:
    page = text_page(CHILD)
    page.evaluate("document.querySelector('section[id] p').textContent = 'ord og mere ord, '.repeat(60)")
    said = _read_to_the_end(page)
    assert len(said) > 20
    assert max(map(len, said)) <= 180
    assert " ".join(said).count("mere ord") == 60


def test_of_two_languages_side_by_side_the_reader_s_own_is_read(text_page: Open) -> None:
    page = text_page("/nb/les/det-er-ikke-din-skyld?med=ar")
    expect(page.locator("article section[id] [lang=ar], article [lang=ar] .do").first).to_be_attached()
    said = " ".join(_read_to_the_end(page))
    assert page.locator("article [lang=nb] .do li").last.inner_text() in said
    assert not [letter for letter in said if "\u0600" <= letter <= "\u06ff"]


def test_the_next_sentence_waits_for_the_one_before(text_page: Open) -> None:
    page = text_page(CHILD)
    page.locator(READ).click()
    page.wait_for_timeout(300)
    assert len(_said(page)) == 1
    page.evaluate("told.end()")
    assert len(_said(page)) == 2


def test_the_same_button_stops_and_begins_anew(text_page: Open) -> None:
    page = text_page(CHILD)
    words = page.locator(READ).inner_text()
    page.locator(READ).click()
    expect(page.locator(READ)).not_to_have_text(words)
    page.evaluate("told.end()")
    page.locator(READ).click()
    expect(page.locator(READ)).to_have_text(words)
    assert page.evaluate("told.done.at(-1)") == "cancel"
    page.locator(READ).click()
    first, _, third = _said(page)
    assert first == third


@pytest.mark.parametrize(
    ("path", "voice", "is_offered"),
    [
        (CHILD, {"lang": "nb_NO", "localService": True}, True),
        (CHILD, {"lang": "nn-NO", "localService": True}, True),
        (CHILD, {"lang": "no", "localService": True}, True),
        (CHILD, {"lang": "ar-SA", "localService": True}, False),
        (CHILD, {"lang": "nb-NO", "localService": False}, False),  # sends the text to whoever made the browser
        ("/ar/ressurs?id=b11", {"lang": "ar-EG", "localService": True}, True),
        (f"/ar/les/{UNTRANSLATED}", {"lang": "ar-EG", "localService": True}, False),
        (f"/ar/les/{UNTRANSLATED}", {"lang": "en-GB", "localService": True}, True),
    ],
)
def test_reading_is_offered_where_the_device_has_a_voice_for_the_text(
    text_page: Open, path: str, voice: dict[str, object], is_offered: bool
) -> None:
    page = text_page(path, (voice,))
    expect(page.locator(READ)).to_be_visible(visible=is_offered)
    expect(page.locator(COPY)).to_be_visible()
    if is_offered:
        page.locator(READ).click()
        assert page.evaluate("told.said[0].lang") == voice["lang"]


def test_of_two_voices_that_would_do_the_nearer_one_reads(text_page: Open) -> None:
    page = text_page(CHILD, ({"lang": "nn-NO", "localService": True}, {"lang": "nb-NO", "localService": True}))
    page.locator(READ).click()
    assert page.evaluate("told.said[0].lang") == "nb-NO"


def test_voices_that_come_late_are_offered(text_page: Open) -> None:
    page = text_page(CHILD, ())
    expect(page.locator(READ)).to_be_hidden()
    page.evaluate("voice => told.bring([voice])", NORWEGIAN)
    expect(page.locator(READ)).to_be_visible()


def test_reading_pauses_while_the_page_is_hidden(text_page: Open) -> None:
    page = text_page(CHILD)
    page.locator(READ).click()
    page.evaluate(HIDE, True)
    assert page.evaluate("told.done") == ["pause"]
    page.evaluate("told.end()")  # as on Android, where pausing ends a sentence
    assert len(_said(page)) == 1
    page.evaluate(HIDE, False)
    assert page.evaluate("told.done") == ["pause", "resume"]
    assert len(_said(page)) == 2


def test_going_to_another_page_stops_the_reading(text_page: Open) -> None:
    page = text_page(CHILD)
    page.locator(READ).click()
    page.locator(".bar .mark").click()
    expect(page.locator(".doors")).to_be_visible()
    assert page.evaluate("told.done.at(-1)") == "cancel"
    assert len(_said(page)) == 1
    expect(page.locator(QR)).to_have_count(0)


def test_going_to_another_text_stops_the_reading_and_brings_the_tools_of_that_one(text_page: Open, server: str) -> None:
    page = text_page(CHILD)
    page.locator(READ).click()
    link = page.locator(".next .card a").first
    wanted = server + str(link.get_attribute("href"))
    assert not wanted.endswith(CHILD)
    link.click()
    page.wait_for_url(wanted)
    expect(page.locator("dialog.qr .address")).to_have_text(wanted)
    assert page.evaluate("told.done.at(-1)") == "cancel"
    expect(page.locator(QR)).to_have_count(1)
    page.locator(READ).click()
    expect(page.locator(".text h1")).to_contain_text(_said(page)[-1])


# -- copy and print ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        (CHILD, "/nb/ressurs?id=b11"),
        ("/nb/les/b11", "/nb/ressurs?id=b11"),
        (PARENT, PARENT),
        ("/ar/ressurs?id=rus-og-sped-barn", "/ar/les/rus-og-sped-barn"),
    ],
)
def test_the_copied_link_is_neutral_for_children_and_the_reading_page_for_others(
    text_page: Open, server: str, path: str, shared: str
) -> None:
    page = text_page(path)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(COPY).click()
    expect(page.locator(".tools-status[role=status]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == server + shared


def test_where_nothing_may_be_copied_the_link_stands_there_to_be_taken(text_page: Open, server: str) -> None:
    refused = (
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "Document.prototype.execCommand = () => false;"
    )
    page = text_page(PARENT, script=refused)
    page.locator(COPY).click()
    field = page.locator("article input[readonly]")
    expect(field).to_be_focused()
    expect(field).to_have_value(server + PARENT)
    assert page.evaluate("getSelection().toString() || document.activeElement.selectionEnd") in (
        server + PARENT,
        len(server + PARENT),
    )
    expect(page.locator(".tools-status")).to_be_empty()


@pytest.mark.parametrize("path", ["/nb/les/snakk-med-barn-8-til-12", "/ar/les/snakk-med-barn-8-til-12"])
def test_on_paper_the_text_ends_with_the_way_back_to_it(text_page: Open, path: str) -> None:
    page = text_page(path)
    foot = page.locator(".colophon")
    expect(foot).to_be_hidden()
    page.emulate_media(media="print")
    expect(foot).to_be_visible()
    box = foot.locator("img").bounding_box()
    assert box
    assert box["width"] == pytest.approx(box["height"], abs=1) == pytest.approx(98, abs=3)  # 26 mm: a camera reads it
    expect(page.locator(".bar, .foot, .tools").first).to_be_hidden()


@BOTH
def test_print_asks_the_browser_to_print(text_page: Open, path: str) -> None:
    page = text_page(path, script="window.prints = 0; window.print = () => { window.prints += 1; };")
    page.locator(PRINT).click()
    assert page.evaluate("prints") == 1


# -- QR code ----------------------------------------------------------------------------------------------------------


@BOTH
def test_the_code_is_shown_over_the_page_with_its_address_and_closes_by_key_and_by_button(
    text_page: Open, server: str, path: str
) -> None:
    page = text_page(path)
    assert page.locator("dialog.qr img").get_attribute("src") is None  # nobody loads what is not asked for
    page.locator(QR).click()
    expect(page.locator("dialog.qr")).to_be_visible()
    expect(page.locator(CLOSE)).to_be_focused()
    expect(page.locator("dialog.qr")).to_contain_text(server + path)
    page.locator("dialog.qr img").evaluate("image => image.decode()")
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog.qr")).to_be_hidden()
    expect(page.locator(QR)).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(CLOSE).click()
    expect(page.locator("dialog.qr")).to_be_hidden()
    expect(page.locator(QR)).to_be_focused()


def test_a_press_beside_the_code_closes_it(text_page: Open) -> None:
    page = text_page(CHILD)
    page.locator(QR).click()
    page.mouse.click(640, 880)
    expect(page.locator("dialog.qr")).to_be_hidden()


# -- leaving -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "way"), [(CHILD, "shift"), (PARENT, "shift"), (CHILD, "press where the button is")])
def test_leaving_at_once_closes_the_code_and_stops_the_voice_before_the_next_page_answers(
    browser: Browser, server: str, path: str, way: str
) -> None:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    tell = "const { cancel } = speechSynthesis;"
    tell += "speechSynthesis.cancel = () => { console.log('silent'); cancel(); };"
    tell += "addEventListener('close', () => console.log('closed'), true);"
    page.context.add_init_script(SPEECH.replace("VOICES", json.dumps([NORWEGIAN])) + tell)
    waiting: list[Callable[[], None]] = []
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.route("https://www.yr.no/", lambda route: waiting.append(lambda: route.fulfill(body="<h1>Vær</h1>")))
    page.goto(server + path)
    page.locator(READ).click()
    page.locator(QR).click()
    assert heard == []
    if way == "shift":
        for _ in range(3):
            page.keyboard.press("Shift")
    else:
        box = page.locator("#exit").bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(50):
        if waiting and {"silent", "closed"} <= set(heard):
            break
        page.wait_for_timeout(100)
    assert {"silent", "closed"} <= set(heard)  # and the other page has not answered yet
    waiting[0]()
    page.wait_for_url("https://www.yr.no/")
    page.context.close()


# -- for every reader ------------------------------------------------------------------------------------------------


@BOTH
def test_each_tool_can_be_hit_with_a_thumb_and_stands_within_the_page(text_page: Open, path: str) -> None:
    page = text_page(path, width=320)
    for tool in (READ, PRINT, COPY, QR):
        box = page.locator(tool).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
    page.locator(QR).click()
    box = page.locator(CLOSE).bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    assert box["y"] + box["height"] <= 900


@BOTH
def test_the_tools_stand_above_the_words_of_the_text(text_page: Open, path: str) -> None:
    page = text_page(path)
    assert page.evaluate(
        """() => {
          const [heading, tools, words] = [".text h1", ".text .tools-row", ".text .key"]
            .map(part => document.querySelector(part));
          return heading.compareDocumentPosition(tools) & tools.compareDocumentPosition(words) & 4;
        }"""
    )


def test_without_javascript_there_are_no_tools(browser: Browser, server: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(server + PARENT)
    expect(page.locator("[data-tools]")).to_have_count(1)
    expect(page.locator("[data-tools] :visible")).to_have_count(0)
    page.context.close()
