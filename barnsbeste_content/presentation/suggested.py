"""What the browser suggests to who types in a search box: one file per language, picked from in the browser."""

import json
from itertools import groupby

from .presenter import Presenter


def suggestions_json(shown: Presenter) -> str:
    """`{"words": {...}, "kinds": {kind: {"label", "items"}}}`, the most wanted kind first.

    An item is words to search for, or of a text `[title, neutral name, language where it is not the reader's]`.
    `text` and `search` are addresses that a name and words are put behind.
    """
    _ = shown.locale.gettext
    labels = {
        "text": _("Text"),
        "question": _("Question"),
        "term": _("Word explained"),
        "helpline": _("Helpline"),
        "words": _("Search"),
    }
    kinds: dict[str, list[object]] = {kind: [] for kind in labels}
    for kind, group in groupby(shown.catalog.suggestions(shown.language), key=lambda each: each.kind):
        for each in group:
            words: object = each.words
            if each.name or each.language:
                words = [each.words, each.name, *([each.language] if each.language else [])]
            kinds[kind].append(words)
    return json.dumps(
        {
            "text": shown.links.resource(""),
            "search": shown.links.page("library", {"q": [""]}),
            "label": _("Suggestions"),
            "said": _("Suggestions: {count}. Use the arrow keys to choose."),
            "in": {
                language: _("In {language}").format(language=shown.vocabulary.language_name(language, shown.language))
                for language in shown.chain[1:]
            },
            "kinds": {kind: {"label": labels[kind], "items": items} for kind, items in kinds.items()},
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
