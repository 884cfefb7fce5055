"""Checks across files: whether what a file names exists, and whether a resource's languages fit together.

Whether something exists is asked of the folder, not of what could be read: one broken file must not make others look
broken.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..model.base import SOURCE_LANGUAGE, URL_PATTERN
from ..model.resource import AskedFile, ResourceFile
from ..model.text import Sentence, TextFile
from ..model.vocabulary import FACET_ATTRIBUTES
from .files import ParsedFile
from .messages import nearest, one_of
from .raw_markup import LINK, unwanted, words_in
from .strict_yaml import Location

_URL = re.compile(URL_PATTERN)
_SAFE_SCHEMES = ("ressurs:", "https://", "http://", "tel:")

Found = Iterator[tuple[Location, str, bool]]
"""(place in the file, message, whether the text can be served without what is named)."""


@dataclass(frozen=True)
class Known:
    """The ids there are in a content folder. A facet whose file is broken is absent: its values cannot be judged."""

    values: Mapping[str, Collection[str]]
    languages: Collection[str]
    resources: Collection[str]
    helplines: Collection[str]
    sources: Collection[str]
    glossary: Collection[str]


def check_resource_file(resource: ResourceFile, slug: str, known: Known) -> Found:
    """Whether every id in `resource.yaml` exists."""
    for facet, attribute in FACET_ATTRIBUTES.items():
        chosen = getattr(resource, attribute)
        for index, value in enumerate((chosen,) if isinstance(chosen, str) else chosen):
            place = (attribute,) if isinstance(chosen, str) else (attribute, index)
            yield from _value(facet, value, place, known)
    for attribute, kind, ids in (
        ("sources", "source", known.sources),
        ("helplines", "helpline", known.helplines),
        ("glossary", "glossary term", known.glossary),
        ("related", "resource", known.resources),
    ):
        for index, value in enumerate(getattr(resource, attribute)):
            yield from _id(kind, value, (attribute, index), ids)
            if attribute == "related" and value == slug:
                yield (attribute, index), "a text is not related to itself; take this away", True
    yield from check_words(resource)


def check_text(text: TextFile, language: str, facts: ResourceFile | None, known: Known) -> Found:
    """Whether every id and link in a language file exists, and its translation is told."""
    if known.languages and language not in known.languages:
        yield (), _unknown_language(language, known), False
    if language == SOURCE_LANGUAGE and text.translation:
        yield ("translation",), "bokmål is the source, not a translation; take this away", True
    if language != SOURCE_LANGUAGE and not text.translation:
        yield (), 'missing key "translation"; add a line such as translation: {status: machine}', False
    if facts:
        yield from _guide(text, facts)
    for index, section in enumerate(text.sections):
        for number, source in enumerate(section.sources):
            place = ("sections", index, "sources", number)
            yield from _id("source", source, place, known.sources)
            if facts and source in known.sources and source not in facts.sources:
                yield place, f'"{source}" is not among the sources of resource.yaml; add it there', True
        for target, end in LINK.findall(section.text):
            yield from _link(target, bool(end), ("sections", index, "text"), known)
    yield from check_words(text)


def _guide(text: TextFile, facts: ResourceFile) -> Found:
    """Whether a conversation guide by age has sentences, and a step for each of its sections."""
    if facts.guide is None:
        if text.sentences:
            yield ("sentences",), "sentences stand in conversation guides; add guide: to resource.yaml", False
        return
    if not text.sentences:
        yield (), 'missing key "sentences"; resource.yaml has guide:, so write what to say at each age', False
    steps, there = facts.guide.sections, [section.id for section in text.sections]
    for step in steps:
        if step not in there:
            yield ("sections",), f'guide: in resource.yaml names a section "{step}"{nearest(step, there)}', False
    for index, section in enumerate(there):
        if section not in steps:
            message = f'"{section}" is of no step; put it under before, during, after or worried in resource.yaml'
            yield ("sections", index, "id"), message, False


def check_words(value: Any) -> Found:
    """Whether there is HTML, a picture or an address that runs a program in what people have written."""
    for place, words in words_in(value):
        is_markdown = bool(place) and place[0] == "sections" and place[-1] == "text"
        for message in unwanted(words, is_markdown=is_markdown):
            yield place, message, True


def check_parity(source: TextFile, text: TextFile) -> Found:
    """Whether a translation has the same parts as the bokmål text, so that the two can stand side by side."""
    wanted, given = [s.id for s in source.sections], [s.id for s in text.sections]
    if wanted != given:
        place: Location = ("sections",)
        missing, extra = [i for i in wanted if i not in given], [i for i in given if i not in wanted]
        if extra:
            place = ("sections", given.index(extra[0]), "id")
        what = "; ".join(
            part
            for part in (
                f"missing: {one_of(missing)}" if missing else "",
                f"not in nb.yaml: {one_of(extra)}" if extra else "",
                "" if missing or extra else "the same ones in another order",
            )
            if part
        )
        yield place, f"section ids differ from nb.yaml ({what}); write {', '.join(wanted)}", False
    for attribute in ("actions", "say"):
        here, there = len(getattr(text, attribute)), len(getattr(source, attribute))
        if here != there:
            yield (attribute,), f"{attribute} has {here} entries, nb.yaml has {there}; make them the same", False
    if [_slot(said) for said in text.sentences] != [_slot(said) for said in source.sentences]:
        message = "the sentences differ from nb.yaml in number, moment, ages, or in which have ask:; make them the same"
        yield ("sentences",), message, False


def _slot(said: Sentence) -> tuple[str, str, bool]:
    return said.moment, said.ages, said.ask is not None


def check_asked(asked: AskedFile, known: Known) -> Found:
    """Whether the languages of the ways to ask exist, and whether these are words."""
    for language, phrases in asked.root.items():
        yield from _language(language, (language,), known)
        for index, phrase in enumerate(phrases):
            for message in unwanted(phrase, is_markdown=False):
                yield (language, index), message, True


def check_other(parsed: ParsedFile, known: Known) -> Found:
    """Whether the ids in helplines, sources, glossary, search words and vocabulary exist, and their words are words."""
    value: Any = parsed.value
    yield from check_words(value)
    match parsed.file.kind:
        case "helpline":
            yield from _id("source", value.source, ("source",), known.sources)
            for facet in ("audience", "situation"):
                attribute = FACET_ATTRIBUTES[facet]
                for index, chosen in enumerate(getattr(value, attribute)):
                    yield from _value(facet, chosen, (attribute, index), known)
            for index, language in enumerate(value.languages):
                yield from _language(language, ("languages", index), known)
            yield from _languages(value.texts, ("texts",), known)
        case "source":
            for index, chosen in enumerate(value.knowledge):
                yield from _value("knowledge", chosen, ("knowledge", index), known)
            if value.language == "no":  # any other will do: a source can be in a language that no text is in
                yield ("language",), _unknown_language("no", known), True
        case "glossary":
            for index, source in enumerate(value.sources):
                yield from _id("source", source, ("sources", index), known.sources)
            yield from _languages(value.texts, ("texts",), known)
        case "question":
            for facet in ("audience", "situation", "relation", "topic"):
                attribute = FACET_ATTRIBUTES[facet]
                for index, chosen in enumerate(getattr(value, attribute)):
                    yield from _value(facet, chosen, (attribute, index), known)
            for attribute, kind, ids in (
                ("leads_to", "resource", known.resources),
                ("sources", "source", known.sources),
                ("helplines", "helpline", known.helplines),
            ):
                for index, chosen in enumerate(getattr(value, attribute)):
                    yield from _id(kind, chosen, (attribute, index), ids)
            yield from _languages(value.texts, ("texts",), known)
        case "sheet":
            for index, chosen in enumerate(value.audiences):
                yield from _value("audience", chosen, ("audiences", index), known)
            if value.text:
                yield from _id("resource", value.text, ("text",), known.resources)
            yield from _languages(value.texts, ("texts",), known)
        case "search":
            yield from _language(parsed.file.language, (), known)
            for index, group in enumerate(value.synonyms):
                for number, line in enumerate(group.helplines):
                    yield from _id("helpline", line, ("synonyms", index, "helplines", number), known.helplines)
                for facet, chosen_values in group.tags.items():
                    place = ("synonyms", index, "tags", facet)
                    if facet not in FACET_ATTRIBUTES:
                        yield place, f'unknown facet "{facet}"{nearest(facet, FACET_ATTRIBUTES)}', True
                        continue
                    for chosen in chosen_values:
                        yield from _value(facet, chosen, place, known)
        case "vocabulary":
            yield from _languages(value.label, ("label",), known)
            for index, term in enumerate(value.values):
                yield from _languages(term.label, ("values", index, "label"), known)
                yield from _languages(term.plain, ("values", index, "plain"), known)
                yield from _languages(term.about, ("values", index, "about"), known)
                if value.ids.index(term.id) != index:
                    yield ("values", index, "id"), f'"{term.id}" stands twice; take one away', True
        case "redirects":
            for old, new in value.root.items():
                if old in known.resources:
                    yield (old,), f'"{old}" exists; take this line away, or remove the folder', True
                if new not in known.resources:
                    cure = (
                        nearest(new, known.resources) or "; write the slug of a text there is, or take this line away"
                    )
                    yield (old,), f'no resource "{new}"{cure}', True


def _value(facet: str, value: str, place: Location, known: Known) -> Found:
    ids = known.values.get(facet)
    if ids is not None and value not in ids:
        yield place, f'unknown {facet} "{value}"{nearest(value, ids) or "; known: " + one_of(ids)}', False


def _id(kind: str, value: str, place: Location, ids: Collection[str]) -> Found:
    if value not in ids:
        yield place, f'no {kind} "{value}"{nearest(value, ids) or "; make its file, or take this away"}', True


def _language(language: str, place: Location, known: Known) -> Found:
    if known.languages and language not in known.languages:
        yield place, _unknown_language(language, known), True


def _unknown_language(language: str, known: Known) -> str:
    if language == "no":
        return 'unknown language "no"; write nb for bokmål or nn for nynorsk'
    return f'unknown language "{language}"{nearest(language, known.languages) or "; known: " + one_of(known.languages)}'


def _languages(labels: Mapping[str, object], place: Location, known: Known) -> Found:
    for language in labels:
        yield from _language(language, (*place, language), known)


def _link(target: str, is_closed: bool, place: Location, known: Known) -> Found:
    if not is_closed:
        yield place, f'the link "{target[:40]}" is never closed; write [words](ressurs:<slug>)', True
    elif target.startswith("ressurs:"):
        yield from _id("resource", target.removeprefix("ressurs:"), place, known.resources)
    elif not target.startswith(_SAFE_SCHEMES):
        yield place, f'the link "{target}" leads nowhere; write ressurs:<slug> or https://...', True
    elif target.startswith("http") and not _URL.fullmatch(target):
        yield place, f'"{target}" is no web address; write it like https://www.helsenorge.no/', True
