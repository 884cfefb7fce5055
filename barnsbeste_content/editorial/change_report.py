"""Changes as they are told: lines for a terminal, Markdown for a pull request, one document for programs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import accumulate
from typing import Any

from ..model.problem import Problem
from .changes import Changes, FieldChange, LanguageChange, QueryChange, Readers, TextChange
from .entry_changes import EntryChange
from .facts import MAX_VALUE, FactChange
from .published import Published
from .sentence_diff import SentenceDiff
from .translations import Behind

MAX_MARKDOWN = 60_000
"""Characters from which on what differs is only counted: GitHub takes 65,536 in a pull request."""

_BROKEN = "cannot be served as it is now; run barnsbeste check"
_MENDED = "could not be read before"


def rows(changes: Changes) -> Iterator[str]:
    """A line for each change, for people: `slug (audience, ages): what`."""
    for text in changes.texts:
        yield f"{text.slug} ({', '.join((*text.audiences, text.ages))}): {what_of_text(text)}"
    for entry in changes.entries:
        yield f"{entry.sort} {entry.id}: {what_of_entry(entry)}"
    for query in changes.queries:
        yield f'search "{query.query}": {what_of_query(query)}'


def summary(changes: Changes, since: Published) -> str:
    """What has changed, counted, in one line: `2 texts, 1 other entry, 0 searches differ from HEAD (1a2b3c4d5e)`."""
    if changes.is_empty:
        return f"Nothing differs from {_name(since)}"
    counts = (
        _count(len(changes.texts), "text", "texts"),
        _count(len(changes.entries), "other entry", "other entries"),
        _count(len(changes.queries), "search", "searches"),
    )
    outdated = _count(len(changes.outdated), "translation becomes", "translations become")
    return f"{', '.join(counts)} differ from {_name(since)}; {outdated} outdated"


def what_of_text(text: TextChange) -> str:
    """What has happened to a text, in one line."""
    said: list[str] = []
    match text.kind:
        case "new":
            what = "new draft" if text.status == "draft" else "new"
            said.append(f"{what}, in {', '.join(change.language for change in text.languages)}")
        case "mended":
            said.append(_MENDED)
        case "broken":
            said.append(_BROKEN)
        case "moved":
            said.append(f"moved from {text.old_slug}")
        case "removed" | "retired":
            said.append(text.kind)
            said.extend([f"leads to {text.successor}"] if text.successor else [])
        case "changed":
            pass
    # that it was retired is said already
    said += [what_of_fact(fact) for fact in text.facts if not (text.kind == "retired" and fact.name == "status")]
    if text.kind not in ("new", "mended"):
        said += [what_of_language(change) for change in text.languages]
    if text.outdated:
        behind = ", ".join(f"{each.language} ({', '.join(each.parts)})" for each in text.outdated)
        said.append(f"now outdated: {behind}")
    return "; ".join(said)


def what_of_language(change: LanguageChange) -> str:
    """`nb: title, hva-skjer/text`; `en: new`."""
    if change.kind == "broken":
        return f"{change.language}: {_BROKEN}"
    if change.kind == "mended":
        return f"{change.language}: {_MENDED}"
    if change.kind != "changed":
        return f"{change.language}: {change.kind}"
    fields = [_what_of_field(field) for field in change.fields]
    facts = [
        "marked as up to date" if fact.name == "translation.source_fingerprint" else what_of_fact(fact)
        for fact in change.facts
    ]
    return f"{change.language}: {', '.join((*fields, *facts))}"


def _what_of_field(field: FieldChange) -> str:
    if field.kind != "changed":
        return f"{field.name} {field.kind}"
    return field.name if field.sentences else f"{field.name} (line breaks alone)"


def what_of_fact(fact: FactChange) -> str:
    """`ages: 8-12 -> 8-10`; of a list `sources: +loven -veileder`, or its new order; `rewritten` where it is long."""
    if isinstance(fact.before, str) and isinstance(fact.after, str):
        if max(len(fact.before), len(fact.after)) > MAX_VALUE:  # cut, both may look the same
            return f"{fact.name}: {'rewritten' if fact.before and fact.after else 'new' if fact.after else 'removed'}"
        return f"{fact.name}: {_short(fact.before)} -> {_short(fact.after)}"
    signs = [*(f"+{_short(value)}" for value in fact.added), *(f"-{_short(value)}" for value in fact.removed)]
    if signs:
        return f"{fact.name}: {' '.join(signs)}"
    return f"{fact.name}: other order: {_short(', '.join(fact.after))}"


def what_of_entry(entry: EntryChange) -> str:
    """What has happened to a helpline, a term or the like, in one line."""
    match entry.kind:
        case "broken":
            return _BROKEN
        case "mended":
            return _MENDED
        case "changed":
            return "; ".join(map(what_of_fact, entry.facts))
        case _:
            return f"{entry.kind}: {entry.label}"


def what_of_query(query: QueryChange) -> str:
    """`a, b (before: b, a)`."""
    return f"{', '.join(query.after) or 'nothing'} (before: {', '.join(query.before) or 'nothing'})"


def as_json(changes: Changes, since: Published) -> dict[str, Any]:
    """The changes as one document, in stable order; every key is always there.

    ```
    {"since": {"ref": "HEAD", "commit": "<40 digits>" | null},     null: a snapshot
     "total": {"texts": n, "entries": n, "queries": n, "outdated": n},
     "readers": READERS,                                            of all texts together
     "texts": [{"slug", "kind", "status", "title", "audiences": [id], "ages": "8-12",
                "old_slug": slug | null, "successor": slug | null, "facts": [FACT],
                "languages": [{"language", "kind", "facts": [FACT],
                               "fields": [{"field", "kind", "sentences": [[["kept" | "removed" | "added", words]]]}]}],
                "outdated": [{"language", "parts": [part]}],
                "readers": READERS}],                               by slug
     "entries": [{"sort", "id", "kind", "label", "what", "facts": [FACT]}],   by sort, as in `SORTS`, and id
     "queries": [{"query", "before": [slug], "after": [slug]}],     as in `changes.QUERIES`; the first five results
     "errors": {"before": [ERROR], "now": [ERROR]}}                 what could not be read as it is written
    READERS = {"audiences": [id], "ages": ["8-12"], "situations": [id], "languages": [id]}
    FACT = {"name", "before", "after"}                              texts, or lists of texts; "" and [] for none
    ERROR = {"path", "line", "message"}                             path below the content folder
    ```

    `kind` of a text: new, changed, retired, moved, removed, broken, mended (see `changes.Kind`); of a language and an
    entry the same without retired and moved; of a field new, changed, removed. A sentence is its runs: kept and
    removed ones joined give it as it was, kept and added ones as it is. No sentences: only lines are broken elsewhere.
    """
    return {
        "since": {"ref": since.ref, "commit": since.commit or None},
        "total": {
            "texts": len(changes.texts),
            "entries": len(changes.entries),
            "queries": len(changes.queries),
            "outdated": len(changes.outdated),
        },
        "readers": _readers_json(changes.readers),
        "texts": [_text_json(text) for text in changes.texts],
        "entries": [
            {
                "sort": entry.sort,
                "id": entry.id,
                "kind": entry.kind,
                "label": entry.label,
                "what": what_of_entry(entry),
                "facts": [_fact_json(fact) for fact in entry.facts],
            }
            for entry in changes.entries
        ],
        "queries": [
            {"query": query.query, "before": list(query.before), "after": list(query.after)}
            for query in changes.queries
        ],
        "errors": {"before": _errors_json(changes.errors_before), "now": _errors_json(changes.errors_now)},
    }


def _text_json(text: TextChange) -> dict[str, Any]:
    return {
        "slug": text.slug,
        "kind": text.kind,
        "status": text.status,
        "title": text.title,
        "audiences": list(text.audiences),
        "ages": text.ages,
        "old_slug": text.old_slug or None,
        "successor": text.successor or None,
        "facts": [_fact_json(fact) for fact in text.facts],
        "languages": [
            {
                "language": change.language,
                "kind": change.kind,
                "facts": [_fact_json(fact) for fact in change.facts],
                "fields": [_field_json(field) for field in change.fields],
            }
            for change in text.languages
        ],
        "outdated": [{"language": each.language, "parts": list(each.parts)} for each in text.outdated],
        "readers": _readers_json(text.readers),
    }


def _field_json(field: FieldChange) -> dict[str, Any]:
    sentences = [[[run.kind, run.words] for run in sentence.runs] for sentence in field.sentences]
    return {"field": field.name, "kind": field.kind, "sentences": sentences}


def _fact_json(fact: FactChange) -> dict[str, Any]:
    def value(of: str | tuple[str, ...]) -> str | list[str]:
        return of if isinstance(of, str) else list(of)

    return {"name": fact.name, "before": value(fact.before), "after": value(fact.after)}


def _readers_json(readers: Readers) -> dict[str, list[str]]:
    return {name: list(values) for name, values in vars(readers).items()}


def _errors_json(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [{"path": each.path, "line": each.line, "message": each.message} for each in problems]


def markdown(changes: Changes, since: Published) -> str:
    """A summary to paste into a pull request. What it quotes is escaped: no text of ours becomes markup there."""
    parts = [f"## Changes in the content\n\n{_escaped(summary(changes, since))}.\n"]
    if changes.errors_now:
        errors = _count(len(changes.errors_now), "error stands", "errors stand")
        parts.append(f"**{errors} in the files**: run `barnsbeste check`.\n")
    if changes.errors_before:
        parts.append("Not all of the old state could be read; what was not readable is not compared.\n")
    if changes.texts:
        parts.append(_readers_markdown(changes.readers))
    tables: tuple[tuple[str, tuple[str, ...], Iterable[Sequence[str]]], ...] = (
        ("Texts", ("Text", "For whom", "What"), map(_text_row, changes.texts)),
        ("Translations that become outdated", ("Text", "Language", "Parts"), map(_row, changes.outdated)),
        ("Everyday searches: the first results", ("Search", "Before", "Now"), map(_query_row, changes.queries)),
        ("Other entries", ("What", "Which", "Change"), map(_entry_row, changes.entries)),
        ("Wording", ("Text", "Where", "Sentence"), _wording_rows(changes)),
    )
    room = MAX_MARKDOWN - sum(map(len, parts))
    for heading, columns, entries in tables:
        table = _table(heading, columns, entries, room)
        room -= len(table)
        parts += [table] if table else []
    return "\n".join(parts)


def _readers_markdown(readers: Readers) -> str:
    if not readers.audiences:
        return "Readers: nobody yet; what differs is not published.\n"
    told = (
        f"{name}: {', '.join(map(_escaped, values))}"
        for name, values in (
            ("audience", readers.audiences),
            ("ages", readers.ages),
            ("situation", readers.situations),
            ("language", readers.languages),
        )
    )
    return f"Readers: {'; '.join(told)}.\n"


def _table(heading: str, columns: Sequence[str], entries: Iterable[Sequence[str]], room: int) -> str:
    """As many entries as there is room for, in characters; empty where there are none. Cells are Markdown already."""
    lines = [f"| {' | '.join(cells)} |\n" for cells in entries]
    if not lines:
        return ""
    head = f"### {heading}\n\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}\n"
    ends = list(accumulate(map(len, lines), initial=len(head)))[1:]
    told = sum(end <= room for end in ends)
    rest = f"\nAnd {len(lines) - told} more: see `barnsbeste changes --format json`.\n" if told < len(lines) else ""
    return head + "".join(lines[:told]) + rest if told else f"### {heading}\n{rest}"


def _text_row(text: TextChange) -> tuple[str, str, str]:
    return _code(text.slug), _escaped(", ".join((*text.audiences, text.ages))), _escaped(what_of_text(text))


def _row(behind: Behind) -> tuple[str, str, str]:
    return _code(behind.slug), _escaped(behind.language), _escaped(", ".join(behind.parts))


def _query_row(query: QueryChange) -> tuple[str, str, str]:
    return _escaped(query.query), _listing(query.before), _listing(query.after)


def _entry_row(entry: EntryChange) -> tuple[str, str, str]:
    return entry.sort, _code(entry.id), _escaped(what_of_entry(entry))


def _wording_rows(changes: Changes) -> Iterator[tuple[str, str, str]]:
    for text in changes.texts:
        for change in text.languages:
            for field in change.fields:
                for sentence in field.sentences:
                    yield _code(text.slug), _escaped(f"{change.language}: {field.name}"), _marked(sentence)


def _marked(sentence: SentenceDiff) -> str:
    """What went struck out, what came in bold. By tags: `~~` and `**` fail beside white space and punctuation."""
    tags = {"kept": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins><b>", "</b></ins>")}
    return "".join(f"{tags[run.kind][0]}{_escaped(run.words)}{tags[run.kind][1]}" for run in sentence.runs)


def _listing(slugs: Sequence[str]) -> str:
    return "<br>".join(f"{place}. {_code(slug)}" for place, slug in enumerate(slugs, 1)) or "nothing"


def _code(id: str) -> str:
    # ids have no marks; the first word of a group of search words may
    return f"`{id}`" if re.fullmatch(r"[\w/ -]+", id) else _escaped(id)


def _escaped(words: str) -> str:
    """Words that Markdown leaves as they are, on one line, and in which GitHub finds no people and no issues."""
    safe = re.sub(r"[\\`*_{}\[\]()|~!]", r"\\\g<0>", escape(words, quote=False))
    # an entity would not do: names are looked for in what is rendered; a comment parts the sign from them
    return re.sub(r"([@#])(?=\w)", r"\1<!-- -->", re.sub(r"\s", " ", safe))


def _short(value: str) -> str:
    folded = " ".join(value.split())
    return (folded if len(folded) <= MAX_VALUE else f"{folded[: MAX_VALUE - 1].rstrip()}…") or "none"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _name(since: Published) -> str:
    return f"{since.ref} ({since.commit[:10]})" if since.commit else f"the {since.ref}"
