"""Commands on the content as a whole: is it right, what is in it, what is made of it."""

import argparse
import sys
from pathlib import Path

import click

from ..catalog import Catalog, Edition, Query
from ..editorial.checks import CHECKS, editorial_problems
from ..editorial.coverage import coverage as covered
from ..editorial.coverage import rows
from ..editorial.links import link_problems
from ..editorial.statistics import statistics
from ..editorial.whole_library import LIBRARY_CHECKS
from ..i18n import catalogues
from ..loading.schema import stale_schemas, write_schemas
from ..model.library import Library
from ..model.problem import Problem
from .outcome import GOOD, PROBLEMS, WRONG_USE, library_of, loaded, print_json, problem_as_json, unknown_language


def check(options: argparse.Namespace) -> int:
    if options.rules:
        for rule in (*CHECKS, *LIBRARY_CHECKS):
            print(f"{rule.__name__.replace('_', '-')}: {rule.__doc__}")
        return GOOD
    library = loaded(options.root)
    problems = sorted((*library.problems, *editorial_problems(library, options.root)))
    if options.links:
        problems = sorted((*problems, *_links(library, options.root)))
    errors = [problem for problem in problems if problem.severity == "error"]
    failed = bool(problems if options.strict else errors)
    if options.format == "json":
        print_json({"problems": [problem_as_json(problem) for problem in problems], "ok": not failed})
    else:
        for problem in problems:
            print(problem)
        counts = f"{len(errors)} errors, {len(problems) - len(errors)} warnings in {len(library.resources)} texts"
        print(counts, file=sys.stderr)
    return PROBLEMS if failed else GOOD


def _links(library: Library, root: Path) -> list[Problem]:
    """Asks every address on the web, with a bar where somebody looks on."""
    with click.progressbar(length=1, label="Asking addresses", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        return link_problems(library, root, show)


def stats(options: argparse.Namespace) -> int:
    counts = statistics(library_of(options))
    if options.format == "json":
        print_json(counts)
        return GOOD
    for name, value in counts.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for key, count in value.items():
                print(f"  {key:<24}{count:>5}")
        else:
            print(f"{name:<26}{value:>5}")
    return GOOD


def search(options: argparse.Namespace) -> int:
    library = library_of(options)
    if wrong := unknown_language(library, options.language):
        return wrong
    catalog = Catalog.build(library, Edition.PUBLISHED)
    query = Query.from_params({"q": [options.query]}, library.vocabulary)
    selection = catalog.select(query, options.language)
    chain = library.vocabulary.chain(options.language)
    found = []
    for resource in selection.resources[: options.limit]:
        text = resource.text_for(chain)
        found.append(
            {
                "id": resource.id,
                "title": text.text.title,
                "language": text.language,
                "situations": list(resource.situations),
                "audiences": list(resource.audiences),
            }
        )
    if options.format == "json":
        print_json({"query": options.query, "total": selection.total, "results": found})
    else:
        for row in found:
            print(f"{row['id']}: {row['title']}")
        print(f"{selection.total} texts", file=sys.stderr)
    return GOOD


def schema(options: argparse.Namespace) -> int:
    library = library_of(options)
    if any(problem.severity == "error" and "vocabulary" in problem.path for problem in library.problems):
        return PROBLEMS
    if options.check:
        stale = stale_schemas(options.root, library.vocabulary)
        for name in stale:
            print(f"{options.root / '.schema' / name}:1: not up to date; run barnsbeste schema")
        return PROBLEMS if stale else GOOD
    for path in write_schemas(options.root, library.vocabulary):
        print(path)
    return GOOD


def addresses(options: argparse.Namespace) -> int:
    from ..web.public_addresses import HEADING, kept_addresses, lost_addresses, public_addresses

    catalog = Catalog.build(library_of(options), Edition.PUBLISHED)
    file: Path = options.file
    known = kept_addresses(file.read_text("utf-8")) if file.exists() else []
    now = public_addresses(catalog)
    lost = lost_addresses(known, catalog)
    missing = [path for path in now if path not in known]
    for path in lost:
        print(f"{file}: {path} leads nowhere now; give it a successor in {options.root / 'redirects.yaml'}")
    if options.check:
        for path in missing:
            print(f"{file}: {path} is not in the list; run barnsbeste addresses")
        return PROBLEMS if lost or missing else GOOD
    if missing:
        file.write_text(HEADING + "".join(f"{path}\n" for path in sorted({*known, *now})), "utf-8")
    print(f"{len(missing)} addresses added to {file}", file=sys.stderr)
    return PROBLEMS if lost else GOOD


def coverage(options: argparse.Namespace) -> int:
    found = covered(library_of(options))
    if options.format == "json":
        print_json(found)
    else:
        for row in rows(found):
            print(row)
    return GOOD


def messages(options: argparse.Namespace) -> int:
    if not (options.root / catalogues.MAPPING).is_file():
        print(f"barnsbeste: {options.root} is no project folder: {catalogues.MAPPING} is missing", file=sys.stderr)
        return WRONG_USE
    if options.check:
        problems = catalogues.stale(options.root)
        for problem in problems:
            print(problem)
        return PROBLEMS if problems else GOOD
    for path in catalogues.update(options.root):
        print(path)
    return GOOD
