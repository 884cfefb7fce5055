"""From a content folder to a library. A broken file never hides the others, and never raises."""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain, compress
from operator import is_not
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from ..model.base import SOURCE_LANGUAGE
from ..model.helpline import Helpline
from ..model.library import Library
from ..model.problem import Problem
from ..model.question import Question
from ..model.reference import GlossaryTerm, Source
from ..model.resource import Resource, ResourceFile
from ..model.sheet import Sheet
from ..model.text import Text, TextFile
from ..model.vocabulary import FACETS, Vocabulary
from .files import ContentFile, ParsedFile, read
from .folder import UNLISTED, Folder
from .references import Found, Known, check_asked, check_other, check_parity, check_resource_file, check_text
from .strict_yaml import locate

Key = TypeVar("Key")
Whole = TypeVar("Whole")
Part = TypeVar("Part")
Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""


class LibraryReader:
    """Reads a content folder again and again; parses only what has changed since the last time.

    What was good once stays: a file that breaks keeps its last good value in service, and its problems are told.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = Folder(root)
        self._files: list[ContentFile] = []
        self._parsed: dict[Path, ParsedFile] = {}
        self._strays: tuple[Problem, ...] = ()
        self._known = _NOTHING_KNOWN
        self._library = Library()
        self._parts: dict[str, list[Path]] = {}
        """Slug -> files of the text."""
        self._resources: dict[str, _Assembled] = {}
        self._others: dict[Path, _Checked] = {}
        self._missing: tuple[Problem, ...] = ()
        """Of the vocabulary."""
        self._wrong_files: Mapping[Path, Sequence[Problem]] = {}
        self._wrong_texts: Mapping[str, Sequence[Problem]] = {}
        self._wrong_codes: Sequence[Problem] = ()

    def read(self, progress: Progress | None = None) -> Library:
        """The library as it stands on disk now. Never raises for what stands in the folder."""
        files, problems = self._folder.look() if self.root.is_dir() else ([], [])
        if not self.root.is_dir():  # asked afterwards: it can go away while it is being listed
            return self._last_good("there is no such content folder; give its path with --root")
        if not any(file.kind in ("resource", "text") for file in files):
            return self._last_good(_NO_TEXTS, problems)
        strays = tuple(problems)
        changed = self._changed_in_place(files)
        if changed == [] and strays == self._strays:
            return self._library
        if changed is None:
            parsed = self._all_parsed(files, strays, progress)
        else:
            parsed = self._parsed | {file.path: self._parse(file) for file in _counted(changed, progress)}
        is_known = changed is not None and all(file.kind not in _NAMED_BY_OTHERS for file in changed)
        known = self._known if is_known else _known(parsed.values())
        if known == self._known:
            known = self._known  # the same object, so that comparing it below costs nothing
        parts = self._parts if changed is not None else _parts(parsed.values())
        is_alone = changed is not None and known is self._known
        fresh = {
            slug: self._assembled(slug, [parsed[path] for path in parts[slug]], known)
            for slug in (parts if changed is None or known is not self._known else {file.id for file in changed})
            if slug in parts
        }
        resources = self._resources | fresh if is_alone else fresh
        others = {
            path: self._checked(each, known)
            for path in (parsed if changed is None else [*self._others, *(file.path for file in changed)])
            if (each := parsed[path]).value is not None and each.file.kind not in _OF_TEXTS
        }
        served = _taken_over(
            self._library.resources, resources, fresh if is_alone else None, lambda each: each.resource
        )
        wrong_texts = _taken_over(self._wrong_texts, resources, fresh if is_alone else None, lambda each: each.problems)
        paths = None if changed is None else [file.path for file in changed]
        wrong_files = _taken_over(self._wrong_files, parsed, paths, lambda each: each.problems)
        missing = self._missing if changed is not None else tuple(_missing_vocabulary(files, self.root))
        is_coded = not is_alone or any(
            _code_in(served, slug) != _code_in(self._library.resources, slug) for slug in fresh
        )
        wrong_codes = _code_problems(served, self.root) if is_coded else self._wrong_codes
        wrong = chain(strays, missing, wrong_codes, *wrong_files.values(), *wrong_texts.values())
        self._library = _put_together(served, others, wrong)
        # Only now, and all together: where something went wrong above, the next call does it all again.
        if changed is None or any(parsed[file.path].file is not file for file in changed):
            files = [parsed[file.path].file for file in files]
        self._files = files
        self._parsed, self._strays, self._known, self._parts = parsed, strays, known, parts
        self._resources, self._others = resources, others
        self._missing, self._wrong_codes, self._wrong_files, self._wrong_texts = (
            missing,
            wrong_codes,
            wrong_files,
            wrong_texts,
        )
        return self._library

    def _changed_in_place(self, files: Sequence[ContentFile]) -> list[ContentFile] | None:
        """The files that are not as they were; None where a file came or went. `Folder` gives the same object for one
        that has not changed."""
        if len(files) != len(self._files):
            return None
        changed = list(compress(zip(files, self._files, strict=True), map(is_not, files, self._files)))
        return None if any(new.path != old.path for new, old in changed) else [new for new, _ in changed]

    def _all_parsed(
        self, files: list[ContentFile], strays: Iterable[Problem], progress: Progress | None
    ) -> dict[Path, ParsedFile]:
        unlisted = [Path(problem.path) for problem in strays if problem.rule == UNLISTED]
        with _without_collecting():
            return self._kept(files, unlisted) | {file.path: self._parse(file) for file in _counted(files, progress)}

    def _last_good(self, message: str, others: Iterable[Problem] = ()) -> Library:
        """What was read last, where the whole folder is gone or empty: a checkout or a mount may be under way."""
        problem = Problem(str(self.root), 1, message)
        return replace(self._library, problems=tuple(sorted((problem, *others))))

    def _kept(self, files: Iterable[ContentFile], unlisted: Sequence[Path]) -> dict[Path, ParsedFile]:
        """What was there last time, is not found now, and stays in service all the same.

        Vocabulary, since no text can do without it; and whatever is in a folder that cannot be listed just now.
        """
        there = {file.path for file in files}
        return {
            path: replace(parsed, problems=(), is_last_good=True)
            for path, parsed in self._parsed.items()
            if path not in there
            and parsed.value is not None
            and (parsed.file.kind in ("vocabulary", "languages") or any(map(path.is_relative_to, unlisted)))
        }

    def _parse(self, file: ContentFile) -> ParsedFile:
        before = self._parsed.get(file.path)
        if before and before.file.stamp == file.stamp:
            return before if before.file is file else replace(before, file=file)
        parsed = read(file)
        if parsed.value is None and before and before.value is not None:
            return ParsedFile(parsed.file, before.value, parsed.problems, is_last_good=True)
        return parsed

    def _checked(self, parsed: ParsedFile, known: Known) -> "_Checked":
        """A file that is no text, as last time where neither it nor what it names has changed."""
        before = self._others.get(parsed.file.path)
        if before and before.parsed is parsed and before.known is known:
            return before
        model = _BY_ID.get(parsed.file.kind)
        value = _named(model, parsed.file.id, parsed.value) if model else parsed.value
        return _Checked(parsed, known, value, tuple(_problems(parsed, check_other(parsed, known))))

    def _assembled(self, slug: str, parts: list[ParsedFile], known: Known) -> "_Assembled":
        """A resource made of its files, as last time where neither they nor what they name has changed."""
        before = self._resources.get(slug)
        key = (known, *(id(part.value) for part in parts), *(part.file for part in parts))
        if before and before.key == key:
            return before
        resource, problems = _resource(slug, parts, known, self.root, last_good=before.resource if before else None)
        return _Assembled(key, resource, tuple(problems))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """What is read stays: looking through all of it for waste, again and again while it grows, takes a third longer."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Assembled(NamedTuple):
    key: tuple[object, ...]
    resource: Resource | None
    problems: tuple[Problem, ...]


class _Checked(NamedTuple):
    parsed: ParsedFile
    known: Known
    value: Any
    problems: tuple[Problem, ...]


def _known(parsed: Iterable[ParsedFile]) -> Known:
    ids: dict[str, set[str]] = defaultdict(set)
    facets, languages = {}, ()
    for each in parsed:
        ids[each.file.kind].add(each.file.id)
        if each.file.kind == "vocabulary" and each.value:
            facets[each.file.id] = each.value.ids
        elif each.file.kind == "languages" and each.value:
            languages = tuple(language.id for language in each.value.languages)
    return Known(
        values=facets,
        languages=languages,
        resources=frozenset(ids["resource"] | ids["text"]),
        helplines=frozenset(ids["helpline"]),
        sources=frozenset(ids["source"]),
        glossary=frozenset(ids["glossary"]),
    )


def _parts(parsed: Iterable[ParsedFile]) -> dict[str, list[Path]]:
    parts: dict[str, list[Path]] = defaultdict(list)
    for each in parsed:
        if each.file.kind in _OF_TEXTS:
            parts[each.file.id].append(each.file.path)
    return dict(parts)


_OF_TEXTS = frozenset(("resource", "text", "asked"))
"""Kinds of files that stand together in the folder of a resource."""
_NAMED_BY_OTHERS = frozenset(("vocabulary", "languages"))
"""Kinds of which not only the names count for other files, but what stands in them."""
_NOTHING_KNOWN = Known({}, (), (), (), (), ())
_BY_ID = {"helpline": Helpline, "source": Source, "glossary": GlossaryTerm, "question": Question, "sheet": Sheet}
_NO_TEXTS = "there are no texts; make resources/<slug>/ with resource.yaml and nb.yaml, as in content/_template/"
_SERVED = ("vocabulary", "languages", "helpline", "source", "glossary", "question", "sheet", "search", "redirects")


def load_library(root: Path, progress: Progress | None = None) -> Library:
    """The library in the content folder `root`. Never raises for what stands there; see `Library.problems`."""
    return LibraryReader(root).read(progress)


def _resource(
    slug: str, parts: list[ParsedFile], known: Known, root: Path, last_good: Resource | None
) -> tuple[Resource | None, list[Problem]]:
    facts_file = next((part for part in parts if part.file.kind == "resource"), None)
    texts = {part.file.language: part for part in parts if part.file.kind == "text"}
    folder = root / "resources" / slug
    problems: list[Problem] = []
    unfit: set[str] = set()
    """Files that cannot be served as they are: "resource" or a language."""

    def check(part: ParsedFile, found: Found) -> None:
        for place, message, can_be_left_out in found:
            problems.append(_problem(part, place, message))
            if not can_be_left_out:
                unfit.add(part.file.language or "resource")

    if facts_file is None:
        problems.append(Problem(str(folder), 1, "resource.yaml is missing; copy it from content/_template/"))
    elif facts_file.value is not None:
        check(facts_file, check_resource_file(facts_file.value, slug, known))
    asked = next((part for part in parts if part.file.kind == "asked"), None)
    if asked is not None and asked.value is not None:
        check(asked, check_asked(asked.value, known))
    source = texts.get(SOURCE_LANGUAGE)
    if source is None:
        problems.append(
            Problem(str(folder), 1, "nb.yaml is missing; every text exists in bokmål first: write it, or set it aside")
        )
    facts = facts_file.value if facts_file else None
    for language, part in texts.items():
        if part.value is None:
            continue
        check(part, check_text(part.value, language, facts, known))
        if source and source.value is not None and language != SOURCE_LANGUAGE:
            check(part, check_parity(source.value, part.value))

    if facts is None or source is None or source.value is None or unfit & {"resource", SOURCE_LANGUAGE}:
        return _withdrawn(last_good, facts), problems
    served: dict[str, Text] = {}
    for language, part in texts.items():
        if part.value is not None and language not in unfit:
            served[language] = _text(language, part.value)
        elif last_good and language in last_good.texts:
            served[language] = last_good.texts[language]
    if last_good and unfit and not _same_structure(served):
        return _withdrawn(last_good, facts), problems
    return _make(slug, facts, served, asked.value.root if asked and asked.value else {}, known), problems


def _withdrawn(last_good: Resource | None, facts: ResourceFile | None) -> Resource | None:
    """The last good version, with the status of today: to take a text out of service works whatever else is wrong."""
    if last_good and facts and facts.status != "published":
        return last_good.model_copy(update={"status": facts.status})
    return last_good


def _same_structure(texts: dict[str, Text]) -> bool:
    return not any(True for text in texts.values() for _ in check_parity(texts[SOURCE_LANGUAGE], text))


def _text(language: str, file: TextFile) -> Text:
    return Text.model_construct(**dict(file), language=language)


def _make(
    slug: str, facts: ResourceFile, texts: dict[str, Text], asked: dict[str, tuple[str, ...]], known: Known
) -> Resource:
    """References to what does not exist are left out, so that nobody meets a dead end."""
    existing: dict[str, tuple[str, ...]] = {
        "sources": tuple(i for i in facts.sources if i in known.sources),
        "helplines": tuple(i for i in facts.helplines if i in known.helplines),
        "glossary": tuple(i for i in facts.glossary if i in known.glossary),
        "related": tuple(i for i in facts.related if i in known.resources and i != slug),
    }
    return Resource.model_construct(**{**dict(facts), **existing}, id=slug, texts=texts, asked=asked)


def _put_together(
    resources: dict[str, Resource], others: Mapping[Path, "_Checked"], problems: Iterable[Problem]
) -> Library:
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in _SERVED}
    for checked in others.values():
        by_kind[checked.parsed.file.kind][checked.parsed.file.id] = checked.value
    languages = by_kind["languages"].get("languages")
    redirects = by_kind["redirects"].get("redirects")
    return Library(
        resources=resources,
        vocabulary=Vocabulary(
            facets=by_kind["vocabulary"],
            languages={language.id: language for language in languages.languages} if languages else {},
        ),
        helplines=by_kind["helpline"],
        sources=by_kind["source"],
        glossary=by_kind["glossary"],
        questions=by_kind["question"],
        sheets=by_kind["sheet"],
        search_words=by_kind["search"],
        redirects=dict(redirects.root) if redirects else {},
        problems=tuple(sorted((*problems, *(problem for each in others.values() for problem in each.problems)))),
    )


def _taken_over(
    before: Mapping[Key, Part],
    every: Mapping[Key, Whole],
    changed: Iterable[Key] | None,
    pick: Callable[[Whole], Part | None],
) -> dict[Key, Part]:
    """What `pick` finds in each of `every`, in their order; nothing of those in which it finds nothing. Where only some
    have `changed` since `before` was found, the others are not looked through: there may be tens of thousands."""
    if changed is not None:
        fresh = {key: pick(every[key]) for key in changed}
        found = {key: part for key, part in fresh.items() if part}
        if found.keys() == fresh.keys() & before.keys():
            return {**before, **found}
    return {key: part for key, whole in every.items() if (part := pick(whole))}


def _named(model: Any, id: str, value: Any) -> Any:
    return model.model_construct(**dict(value), id=id)


def _problem(part: ParsedFile, place: Any, message: str) -> Problem:
    return Problem(str(part.file.path), locate(part.file.path, place), message, rule="reference")


def _problems(part: ParsedFile, found: Found) -> Iterable[Problem]:
    return [_problem(part, place, message) for place, message, _ in found]


def _missing_vocabulary(files: Iterable[ContentFile], root: Path) -> Iterable[Problem]:
    there = {file.path.name for file in files if file.kind in ("vocabulary", "languages")}
    for name in (*FACETS, "languages"):
        if f"{name}.yaml" not in there:
            yield Problem(str(root / "vocabulary"), 1, f"{name}.yaml is missing; bring it back, or write it anew")


def _code_in(resources: Mapping[str, Resource], slug: str) -> str | None:
    return resources[slug].code if slug in resources else None


def _code_problems(resources: dict[str, Resource], root: Path) -> list[Problem]:
    first: dict[str, str] = {}
    problems = []
    for slug, resource in resources.items():
        if not resource.code:
            continue
        other = first.setdefault(resource.code, slug)
        if other != slug:
            path = root / "resources" / slug / "resource.yaml"
            problems.append(
                Problem(
                    str(path),
                    locate(path, ("code",)),
                    f'the code "{resource.code}" is taken by {other}; take the next free one',
                    "reference",
                )
            )
    return problems


def _counted(files: list[ContentFile], progress: Progress | None) -> Iterable[ContentFile]:
    for done, file in enumerate(files):
        yield file
        if progress:
            progress(done + 1, len(files))
