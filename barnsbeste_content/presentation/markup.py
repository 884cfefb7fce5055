"""The Markdown of texts as HTML that is safe to show."""

from collections.abc import Callable

import nh3
from markdown_it import MarkdownIt

_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "br"}
_SCHEMES = {"http", "https", "tel"}
_INTERNAL = "ressurs:"
_SHOWN_AS_WRITTEN = ["image", "code", "fence", "backticks", "heading", "lheading", "hr", "blockquote"]
_markdown = MarkdownIt("commonmark", {"html": False}).disable(_SHOWN_AS_WRITTEN)
_markdown.validateLink = lambda url: url.startswith((_INTERNAL, "https://", "http://", "tel:"))  # type: ignore[method-assign]


def html(markdown: str, address_of: Callable[[str], str]) -> str:
    """Paragraphs, lists, strong, emphasis and links; everything else is shown as it is written, never run.

    `address_of` gives the address of the text that a link to `ressurs:<slug>` names.
    """
    tokens = _markdown.parse(markdown)
    for token in tokens:
        for child in token.children or ():
            href = child.attrGet("href") if child.type == "link_open" else None
            if isinstance(href, str) and href.startswith(_INTERNAL):
                child.attrSet("href", address_of(href.removeprefix(_INTERNAL)))
    rendered = str(_markdown.renderer.render(tokens, _markdown.options, {}))
    return nh3.clean(
        rendered, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES, link_rel="noopener noreferrer"
    )
