"""The Markdown of texts as HTML that is safe to show."""

from collections.abc import Callable

import nh3
from markdown_it import MarkdownIt

from ..i18n import unbroken
from .terms import Terms, unmarked

_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
_SCHEMES = {"http", "https", "tel"}
_INTERNAL = "ressurs:"
_SHOWN_AS_WRITTEN = ["image", "code", "fence", "backticks", "heading", "lheading", "hr", "blockquote"]
_markdown = MarkdownIt("commonmark", {"html": False}).disable(_SHOWN_AS_WRITTEN)
_markdown.validateLink = lambda url: url.startswith((_INTERNAL, "https://", "http://", "tel:"))  # type: ignore[method-assign]


def html(markdown: str, address_of: Callable[[str], str], terms: Terms | None = None) -> str:
    """Paragraphs, lists, strong, emphasis and links; everything else is shown as it is written, never run.

    `address_of` gives the address of the text that a link to `ressurs:<slug>` names. `terms` are explained where they
    first stand, but not within a link.
    """
    tokens = _markdown.parse(markdown)
    for token in tokens:
        is_link = False
        for child in token.children or ():
            is_link = (is_link or child.type == "link_open") and child.type != "link_close"
            if child.type == "text":
                child.content = unmarked(unbroken(child.content))
            if terms and child.type == "text" and not is_link:
                child.content = terms.mark(child.content)
            href = child.attrGet("href") if child.type == "link_open" else None
            if isinstance(href, str) and href.startswith(_INTERNAL):
                child.attrSet("href", address_of(href.removeprefix(_INTERNAL)))
    rendered = str(_markdown.renderer.render(tokens, _markdown.options, {}))
    clean = nh3.clean(
        rendered, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel="noopener noreferrer"
    )
    return terms.html(clean) if terms else clean
