"""From a content folder to a library. A broken file never hides the others, and never raises."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

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
from .files import UNLISTED, ContentFile, ParsedFile, read, scan
from .references import Found, Known, check_asked, check_other, check_parity, check_resource_file, check_text
from .strict_yaml import locate

Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""


class LibraryReader:
    """Reads a content folder again and again; parses only what has changed since the last time.

    What was good once stays: a file that breaks keeps its last good value in service, and its problems are told.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._parsed: dict[Path, ParsedFile] = {}
        self._known_files: dict[str, ContentFile] = {}
        self._strays: tuple[Problem, ...] = ()
        self._last_known: Known | None = None
        self._library = Library()
        self._resources: dict[str, tuple[tuple[object, ...], Resource | None, tuple[Problem, ...]]] = {}
        self._others: dict[Path, tuple[ParsedFile, Known, tuple[Problem, ...]]] = {}

    def read(self, progress: Progress | None = None) -> Library:
        """The library as it stands on disk now. Never raises for what stands in the folder."""
        files, problems = scan(self.root, self._known_files) if self.root.is_dir() else ([], [])
        if not self.root.is_dir():  # asked afterwards: it can go away while it is being listed
            return self._last_good("there is no such content folder; give its path with --root")
        if not any(file.kind in ("resource", "text") for file in files):
            return self._last_good(_NO_TEXTS, problems)
        if self._is_as_before(files, problems):
            return self._library
        self._strays = tuple(problems)
        unlisted = [Path(problem.path) for problem in problems if problem.rule == UNLISTED]
        self._parsed = self._kept(files, unlisted) | {
            file.path: self._parse(file) for file in _counted(files, progress)
        }
        self._known_files = {str(file.path): self._parsed[file.path].file for file in files}
        for parsed in self._parsed.values():
            problems.extend(parsed.problems)
        problems.extend(_missing_vocabulary(files, self.root))

        known = self._known()
        if known == self._last_known:
            known = self._last_known  # the same object, so that comparing it below costs nothing
        self._last_known = known
        others = [parsed for parsed in self._parsed.values() if parsed.file.kind not in _OF_A_RESOURCE]
        problems.extend(self._check_others(others, known))
        resources, resource_problems = self._assemble(known)
        problems.extend(resource_problems)
        problems.extend(_code_problems(resources, self.root))
        by_kind = {kind: {p.file.id: p.value for p in others if p.file.kind == kind and p.value} for kind in _SERVED}
        languages = by_kind["languages"].get("languages")
        redirects = by_kind["redirects"].get("redirects")
        self._library = Library(
            resources=resources,
            vocabulary=Vocabulary(
                facets=by_kind["vocabulary"],
                languages={language.id: language for language in languages.languages} if languages else {},
            ),
            helplines={id: _named(Helpline, id, value) for id, value in by_kind["helpline"].items()},
            sources={id: _named(Source, id, value) for id, value in by_kind["source"].items()},
            glossary={id: _named(GlossaryTerm, id, value) for id, value in by_kind["glossary"].items()},
            questions={id: _named(Question, id, value) for id, value in by_kind["question"].items()},
            sheets={id: _named(Sheet, id, value) for id, value in by_kind["sheet"].items()},
            search_words=by_kind["search"],
            redirects=dict(redirects.root) if redirects else {},
            problems=tuple(sorted(problems)),
        )
        return self._library

    def _is_as_before(self, files: Sequence[ContentFile], strays: Sequence[Problem]) -> bool:
        """Whether nothing in the folder has changed: `scan` gives the same object for a file that has not."""
        known = self._known_files
        return (
            len(files) == len(known)
            and all(known.get(str(file.path)) is file for file in files)
            and tuple(strays) == self._strays
        )

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
            return before
        parsed = read(file)
        if parsed.value is None and before and before.value is not None:
            return ParsedFile(parsed.file, before.value, parsed.problems, is_last_good=True)
        return parsed

    def _check_others(self, others: Iterable[ParsedFile], known: Known) -> list[Problem]:
        """The problems of files that are no text; those of last time where neither they nor what they name changed."""
        checked: dict[Path, tuple[ParsedFile, Known, tuple[Problem, ...]]] = {}
        for parsed in others:
            if parsed.value is None:
                continue
            before = self._others.get(parsed.file.path)
            if before is None or before[0] is not parsed or before[1] is not known:
                before = (parsed, known, tuple(_problems(parsed, check_other(parsed, known))))
            checked[parsed.file.path] = before
        self._others = checked
        return [problem for _, _, found in checked.values() for problem in found]

    def _known(self) -> Known:
        def ids(kind: str) -> frozenset[str]:
            return frozenset(p.file.id for p in self._parsed.values() if p.file.kind == kind)

        facets = {p.file.id: p.value.ids for p in self._parsed.values() if p.file.kind == "vocabulary" and p.value}
        languages = next((p.value for p in self._parsed.values() if p.file.kind == "languages"), None)
        return Known(
            values=facets,
            languages=tuple(language.id for language in languages.languages) if languages else (),
            resources=ids("resource") | ids("text"),
            helplines=ids("helpline"),
            sources=ids("source"),
            glossary=ids("glossary"),
        )

    def _assemble(self, known: Known) -> tuple[dict[str, Resource], list[Problem]]:
        """Resources made of their files; those of the last time where neither they nor what they name has changed."""
        folders: dict[str, list[ParsedFile]] = {}
        for parsed in self._parsed.values():
            if parsed.file.kind in _OF_A_RESOURCE:
                folders.setdefault(parsed.file.id, []).append(parsed)
        assembled: dict[str, tuple[tuple[object, ...], Resource | None, tuple[Problem, ...]]] = {}
        for slug, parts in folders.items():
            key = (known, *(id(part.value) for part in parts), *(part.file for part in parts))
            before = self._resources.get(slug)
            if before and before[0] == key:
                assembled[slug] = before
                continue
            resource, problems = _resource(slug, parts, known, self.root, last_good=before[1] if before else None)
            assembled[slug] = (key, resource, tuple(problems))
        self._resources = assembled
        problems = [problem for _, _, found in assembled.values() for problem in found]
        return {slug: resource for slug, (_, resource, _) in assembled.items() if resource}, problems


_NO_TEXTS = "there are no texts; make resources/<slug>/ with resource.yaml and nb.yaml, as in content/_template/"
_OF_A_RESOURCE = ("resource", "text", "asked")
"""Kinds of files that stand together in the folder of a resource."""
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
