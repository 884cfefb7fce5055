"""The document every dashboard page is served in: language, direction, title, bar and styles from the first byte.

It is Streamlit's own index with our head and bar in it. The places where we cut it are internals of Streamlit 1.67;
each is checked, so that an upgrade fails loudly instead of serving a broken page.
"""

import json
import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from ..catalog import Catalog
from ..i18n import Locale, interface_languages
from ..presentation.links import PAGES, STAFF_PAGES, Params, asset, path_of
from ..presentation.pages import opening, there
from ..presentation.presenter import Presenter
from ..presentation.staff import staff_heading, staff_title
from . import bundle
from .bundle import UnknownStreamlitError
from .headers import BUILTIN_LABELS, builtin_labels
from .leaving import exit_address

MENU = ("children", "youth", "parents", "infants", "practitioners", "library")
MORE = ("guide", "questions", "glossary", "about")
"""Pages that stand in the menu of a phone as well."""
LIST_SCRIPT = "list/list.js"
"""What puts texts aside. Its address names no version: other modules import it, and must get the same one."""
_ASSETS = Path(__file__).parent / "assets"

# The front end is told where it lives instead of asking around (each wrong guess would be an error on the console).
# The front end also asks for its icon font, 367 KB, whether there are icons or not; ours are drawings (app.css).
# It keeps a theme for each page that was visited: a trace of them all, for a choice that we do not offer.
# It tries WebAssembly, which the policy forbids, before it does without: told there is none, it does not try.
# Emotion reads its nonce from document.currentScript, null in modules; React Aria and Vite read the meta element
_NONCE = (
    '<meta property="csp-nonce" nonce="{nonce}"><script nonce="{nonce}">{{'
    'const s=document.currentScript,base=location.origin+"/{language}";'
    "window.__streamlit={{BACKEND_BASE_URL:base,HOST_CONFIG_BASE_URL:base,MAIN_PAGE_BASE_URL:base}};"
    'const fonts=document.fonts,load=fonts.load.bind(fonts);fonts.load=(font,text)=>font.includes("Material")'
    "?Promise.resolve([]):load(font,text);delete window.WebAssembly;"
    "const keep=Storage.prototype.setItem;Storage.prototype.setItem=function(key,value)"
    '{{if(!key.startsWith("stActiveTheme"))keep.call(this,key,value)}};'
    'Object.defineProperty(document,"currentScript",{{configurable:true,get:()=>s}});'
    "}}</script>"
)
# begins when the first words have been painted; where nothing is painted, as in a hidden tab, after a while
_START = (
    '<script nonce="{nonce}">{{let begun=false;const begin=()=>{{if(begun)return;begun=true;'
    'const bundle=document.importNode(document.getElementById("bundle").content,true);'
    'bundle.querySelector("script").addEventListener("load",()=>delete document.currentScript);'
    "document.head.append(bundle)}};"
    "requestAnimationFrame(()=>setTimeout(begin));setTimeout(begin,1500)}}</script>"
)


_SHEET = re.compile(r'<link\s+rel="stylesheet"[^>]*>')


def page_titles(locale: Locale) -> dict[str, str]:
    """Page -> what it is called in the menu and, but for a text, in the title of the window."""
    _ = locale.gettext
    return {
        "home": _("Front page"),
        "children": _("Children"),
        "youth": _("Youth"),
        "parents": _("Parents"),
        "infants": _("The smallest"),
        "practitioners": _("Professionals"),
        "library": _("Library"),
        "guide": _("Talk together"),
        "questions": _("Questions and answers"),
        "glossary": _("Words explained"),
        "sources": _("Knowledge bank"),
        "languages": _("Languages"),
        "help_now": _("Get help now"),
        "about": _("About us"),
        "reader": _("Text"),
        **{page: staff_title(page) for page in STAFF_PAGES},
    }


def client_settings(locale: Locale, base: str = "", *, suggestions: str = "", is_preview: bool = False) -> str:
    """What the script in the page needs to know, as JSON that cannot close its element. `base`: of `Links.base`;
    `suggestions`: of `Links.suggestions`."""
    settings = {
        "base": base,
        "exit": exit_address(),
        "languages": interface_languages(),
        "pages": [*PAGES.values(), *(STAFF_PAGES.values() if is_preview else ())],
        "suggest": versioned("search/suggest.js"),
        "suggestions": suggestions,
        BUILTIN_LABELS: builtin_labels(locale),
    }
    return json.dumps(settings, ensure_ascii=False).replace("<", "\\u003c")


def document(page: str, catalog: Catalog, locale: Locale, params: Params, nonce: str, origin: str = "") -> str:
    """The HTML a dashboard page is served as, with what it says to whoever has chosen what `params` say.

    `origin`: scheme and host for absolute addresses, such as `https://example.org`.
    """
    titles = page_titles(locale)
    shown = Presenter(catalog, locale, reading=True)
    values = {
        "here": page,
        "there": there(shown, page, params),
        "nonce": nonce,
        "origin": origin,
        "title": titles[page],
        "menu": [(name, titles[name]) for name in MENU],
        "more": [(name, titles[name]) for name in MORE],
        "languages": interface_languages(),
        "path": path_of(page),
        "settings": client_settings(locale, suggestions=shown.links.suggestions(), is_preview=shown.is_preview),
        "style": style(),
        "streamlit_style": style(name="streamlit.css"),
        "streamlit_sheet": streamlit_sheet(),
        "scripts": bundle.scripts(),
        "heavy_scripts": bundle.heavy(),
        "later_scripts": bundle.later(page),
        "start": _START.format(nonce=nonce),
        "script": versioned("app.js"),
        "list_script": asset(LIST_SCRIPT),
        "workbench_script": versioned("workbench.js"),
        "print_style": versioned("print.css"),
        "staff_style": versioned("staff.css"),
        "exit": exit_address(),
        "opening": staff_heading(shown, page) if page in STAFF_PAGES else opening(shown, page, params),
    }
    head = shown.render("shell_head.html.j2", **values)
    body = shown.render("shell_body.html.j2", **values)
    index = _index()
    index = index.replace("<html>", f'<html lang="{locale.language}" dir="{locale.direction}">', 1)
    index = index.replace(
        "<head>", "<head>" + '<meta charset="UTF-8">' + _NONCE.format(nonce=nonce, language=locale.language) + head, 1
    )
    return index.replace('<div id="root"></div>', body, 1)


@cache
def versioned(name: str, base: str = "") -> str:
    """Address of a file of ours, another one whenever it changes, so that browsers may keep it for good."""
    digest = sha256((_ASSETS / name).read_bytes()).hexdigest()[:10]
    return f"{base}{asset(name)}?v={digest}"


@cache
def style(base: str = "", name: str = "app.css") -> str:
    """Our style, to stand in a document: what is read first must not wait for another file. `base`: of `Links.base`."""
    text = (_ASSETS / name).read_text("utf-8")
    return text.replace("</", "<\\/").replace('url("art/', f'url("{base}{asset("art/")}')


@cache
def _index() -> str:
    return cut(bundle.index())


@cache
def streamlit_sheet() -> str:
    """Streamlit's own style sheet, which goes below what is read first: in the head it would hold that up."""
    return str(_SHEET.findall(bundle.index())[0]).replace('href="./', 'href="/')


def cut(index: str) -> str:
    """Streamlit's index without its comments, title, script in the page, notice on JavaScript and font.

    Raises UnknownStreamlitError where it is not the index this was written for.
    """
    for mark in (
        '<html lang="en">',
        "<head>",
        "</head>",
        '<div id="root"></div>',
        "<title>Streamlit</title>",
        '<meta charset="UTF-8" />',
    ):
        if index.count(mark) != 1:
            raise UnknownStreamlitError(
                f"Streamlit's index has {index.count(mark)} times {mark!r}; look at web/shell.py"
            )
    for cut in (
        r"<!--.*?-->",
        r"<script>.*?</script>",
        r"<title>.*?</title>",
        r"<noscript>.*?</noscript>",
        r'<link\s+rel="preload"[^>]*>',
        r'<link\s+rel="service-desc"[^>]*>',
        r'<link\s+rel="shortcut icon"[^>]*>',
        _SHEET.pattern,
        bundle.SCRIPTS.pattern,
        r'<meta charset="UTF-8" />',
    ):
        index, count = re.subn(cut, "", index, flags=re.DOTALL)
        if not count:
            raise UnknownStreamlitError(f"Streamlit's index has nothing like {cut!r}; look at web/shell.py")
    index = index.replace('<html lang="en">', "<html>")
    return re.sub(r"\n\s*\n+", "\n", index.replace('href="./', 'href="/').replace('src="./', 'src="/')).strip()
