"""The command `barnsbeste`. Exit codes: 0 good, 1 problems found, 2 wrong use."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from .catalog import Catalog, Edition, Query
from .catalog.store import content_root
from .editorial.change_report import as_json, markdown, summary
from .editorial.change_report import rows as change_rows
from .editorial.changes import compare
from .editorial.checks import CHECKS, editorial_problems
from .editorial.coverage import coverage, rows
from .editorial.exchange import WrongFileError, export_po, import_po
from .editorial.links import link_problems
from .editorial.new_text import Asked, BrokenContentError, WrongUseError, new_text
from .editorial.published import (
    PublishedStateError,
    find_snapshot,
    keep_snapshot,
    load_published,
    load_state,
    published,
)
from .editorial.statistics import statistics
from .editorial.translations import behind, mark_current, new_translation
from .editorial.whole_library import LIBRARY_CHECKS
from .i18n import catalogues
from .loading import load_library
from .loading.schema import stale_schemas, write_schemas
from .model.base import SOURCE_LANGUAGE
from .model.library import Library
from .model.problem import Problem

GOOD, PROBLEMS, WRONG_USE = 0, 1, 2
DEFAULT_ROOT = Path("content")

Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    options = _parser().parse_args(arguments)
    if not options.root.is_dir():
        print(f"barnsbeste: there is no content folder {options.root}; give its path with --root", file=sys.stderr)
        return WRONG_USE
    command: Command = options.command
    try:
        code = command(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has had enough, as `| head` has
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    return code


def _check(options: argparse.Namespace) -> int:
    if options.rules:
        for rule in (*CHECKS, *LIBRARY_CHECKS):
            print(f"{rule.__name__.replace('_', '-')}: {rule.__doc__}")
        return GOOD
    library = load_library(options.root)
    problems = sorted((*library.problems, *editorial_problems(library, options.root)))
    if options.links:
        problems = sorted((*problems, *_links(library, options.root)))
    errors = [problem for problem in problems if problem.severity == "error"]
    failed = bool(problems if options.strict else errors)
    if options.format == "json":
        _print_json({"problems": [_as_json(problem) for problem in problems], "ok": not failed})
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


def _stats(options: argparse.Namespace) -> int:
    counts = statistics(_library(options))
    if options.format == "json":
        _print_json(counts)
        return GOOD
    for name, value in counts.items():
        if isinstance(value, dict):
            print(f"{name}:")
            for key, count in value.items():
                print(f"  {key:<24}{count:>5}")
        else:
            print(f"{name:<26}{value:>5}")
    return GOOD


def _search(options: argparse.Namespace) -> int:
    library = _library(options)
    if wrong := _unknown_language(library, options.language):
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
        _print_json({"query": options.query, "total": selection.total, "results": found})
    else:
        for row in found:
            print(f"{row['id']}: {row['title']}")
        print(f"{selection.total} texts", file=sys.stderr)
    return GOOD


def _schema(options: argparse.Namespace) -> int:
    library = _library(options)
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


def _addresses(options: argparse.Namespace) -> int:
    from .web.public_addresses import HEADING, kept_addresses, lost_addresses, public_addresses

    catalog = Catalog.build(_library(options), Edition.PUBLISHED)
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


def _coverage(options: argparse.Namespace) -> int:
    found = coverage(_library(options))
    if options.format == "json":
        _print_json(found)
    else:
        for row in rows(found):
            print(row)
    return GOOD


def _changes(options: argparse.Namespace) -> int:
    try:
        if options.snapshot:
            since = load_published(options.root, find_snapshot(options.root))
        else:
            since = published(options.root, options.since)
    except PublishedStateError as error:
        print(f"barnsbeste: {error}", file=sys.stderr)
        return WRONG_USE
    found = compare(since.library, load_state(options.root))
    if options.format == "json":
        _print_json(as_json(found, since))
    elif options.format == "markdown":
        print(markdown(found, since), end="")
    else:
        for row in change_rows(found):
            print(row)
        print(summary(found, since), file=sys.stderr)
    for errors, where in ((found.errors_before, since.ref), (found.errors_now, options.root)):
        if errors:
            told = "what they concern is compared as far as it could be read"
            print(f"barnsbeste: {len(errors)} problems in {where}; {told}", file=sys.stderr)
    return GOOD


def _snapshot(options: argparse.Namespace) -> int:
    try:
        print(keep_snapshot(options.root))
    except OSError as error:
        print(f"barnsbeste: cannot keep a snapshot of {options.root}: {error.strerror or error}", file=sys.stderr)
        return WRONG_USE
    return GOOD


def _translation_status(options: argparse.Namespace) -> int:
    library = _library(options)
    if options.language and (wrong := _unknown_language(library, options.language)):
        return wrong
    found = list(behind(library, options.language))
    if options.format == "json":
        _print_json({"outdated": [vars(each) for each in found]})
    else:
        for each in found:
            print(f"{options.root}/resources/{each.slug}/{each.language}.yaml: outdated: {', '.join(each.parts)}")
        print(f"{len(found)} translations are behind their source", file=sys.stderr)
    return GOOD


def _unknown_language(library: Library, language: str) -> int:
    """Tells of a language that is not in the vocabulary; 0 where it is."""
    if language in library.vocabulary.languages:
        return GOOD
    known = ", ".join(library.vocabulary.languages)
    print(f'barnsbeste: unknown language "{language}"; known: {known}', file=sys.stderr)
    return WRONG_USE


def _template(options: argparse.Namespace) -> int:
    library = _library(options)
    if wrong := _unknown_language(library, options.language):
        return wrong
    try:
        print(new_translation(options.root, library.resources[options.slug], options.language))
    except KeyError:
        print(f'barnsbeste: there is no text "{options.slug}"', file=sys.stderr)
        return WRONG_USE
    except FileExistsError as error:
        print(f"barnsbeste: {error} is there already", file=sys.stderr)
        return WRONG_USE
    return GOOD


def _export_texts(options: argparse.Namespace) -> int:
    library = _library(options)
    if wrong := _unknown_language(library, options.language):
        return wrong
    if options.language == SOURCE_LANGUAGE:
        print(f"barnsbeste: {SOURCE_LANGUAGE} is the source, not a translation", file=sys.stderr)
        return WRONG_USE
    try:
        content = export_po(library, options.language, options.slugs)
    except KeyError as error:
        print(f'barnsbeste: there is no text "{error.args[0]}"', file=sys.stderr)
        return WRONG_USE
    if options.output:
        try:
            options.output.write_bytes(content)
        except OSError as error:
            print(f"barnsbeste: cannot write {options.output}: {error.strerror}", file=sys.stderr)
            return WRONG_USE
        print(options.output)
    else:
        sys.stdout.buffer.write(content)
    return GOOD


def _import_texts(options: argparse.Namespace) -> int:
    library = _library(options)
    if wrong := _unknown_language(library, options.language):
        return wrong
    if options.language == SOURCE_LANGUAGE:
        print(f"barnsbeste: {SOURCE_LANGUAGE} is the source, not a translation", file=sys.stderr)
        return WRONG_USE
    try:
        content = options.file.read_bytes()
    except OSError as error:
        print(f"barnsbeste: cannot read {options.file}: {error.strerror}", file=sys.stderr)
        return WRONG_USE
    try:
        done = import_po(options.root, library, options.language, content, status=options.status)
    except WrongFileError as error:
        print(f"{options.file}: {error}", file=sys.stderr)
        return WRONG_USE
    for path in done.written:
        print(path)
    for problem in done.problems:
        print(f"{options.file}: {problem}", file=sys.stderr)
    print(f"{len(done.written)} texts written", file=sys.stderr)
    return PROBLEMS if done.problems else GOOD


def _mark(options: argparse.Namespace) -> int:
    library = _library(options)
    try:
        print(mark_current(options.root, library.resources[options.slug], options.language))
    except KeyError:
        print(f'barnsbeste: no text "{options.slug}" in "{options.language}"', file=sys.stderr)
        return WRONG_USE
    except ValueError as error:
        print(f"barnsbeste: {error}", file=sys.stderr)
        return WRONG_USE
    return GOOD


def _new(options: argparse.Namespace) -> int:
    asked = Asked(
        slug=options.slug,
        audiences=tuple(options.audience),
        ages=options.ages,
        situations=tuple(options.situation),
        relations=tuple(options.relation),
        topics=tuple(options.topic),
        laws=tuple(options.law),
        settings=tuple(options.setting),
        phases=tuple(options.phase),
        loss_contexts=tuple(options.loss_context),
        format=options.kind,
        title=options.title,
    )
    try:
        made = new_text(options.root, _library(options), asked, date.today())
    except (WrongUseError, BrokenContentError) as error:
        for line in str(error).split("\n"):
            print(f"barnsbeste: {line}", file=sys.stderr)
        return WRONG_USE if isinstance(error, WrongUseError) else PROBLEMS
    print(made.facts)
    print(made.words)
    check = "barnsbeste check" if options.root == DEFAULT_ROOT else f"barnsbeste check --root {options.root}"
    print(
        f"Next: write the words in {made.words.name}; fill in {', '.join(made.empty)} in {made.facts.name}.\n"
        f"Look at what was guessed there: {', '.join(made.guessed)}.\n"
        f"Then run {check}: it tells line by line what is left. Readers see nothing until you set status: published.",
        file=sys.stderr,
    )
    return GOOD


def _messages(options: argparse.Namespace) -> int:
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


def _serve(options: argparse.Namespace) -> int:
    from .web import serving  # here: Streamlit and a web server take a second to load

    if options.prepare:
        return serving.compress_ahead()
    try:
        return serving.serve(
            serving.Serving(
                app=options.app,
                content=options.root,
                host=options.host,
                port=options.port,
                trusted_proxies=options.trusted_proxies,
                base_url=options.base_url,
                is_preview=options.preview,
                has_access_log=options.access_log,
            )
        )
    except serving.WrongUseError as error:
        print(f"barnsbeste: {error}", file=sys.stderr)
        return WRONG_USE


def _preview(options: argparse.Namespace) -> int:
    from .web import serving  # here: as above

    try:
        return serving.serve(
            serving.Serving(
                app=options.app, content=options.root, host=options.host, port=options.port, is_preview=True
            )
        )
    except serving.WrongUseError as error:
        print(f"barnsbeste: {error}", file=sys.stderr)
        return WRONG_USE


def _export(options: argparse.Namespace) -> int:
    from .web import static_site  # here: as above

    library = load_library(options.root)
    errors = sum(problem.severity == "error" for problem in library.problems)
    if errors:  # a text that cannot be read would be missing, and its pages be taken away
        print(
            f"barnsbeste: {errors} problems in {options.root}; run barnsbeste check. Nothing written", file=sys.stderr
        )
        return PROBLEMS
    base_url = options.base_url or static_site.default_base_url()
    try:
        print(static_site.export(Catalog.build(library, Edition.PUBLISHED), options.folder, base_url))
    except static_site.WrongUseError as error:
        print(f"barnsbeste: {error}", file=sys.stderr)
        return WRONG_USE
    except static_site.NoTextsError as error:
        print(f"barnsbeste: {error}", file=sys.stderr)
        return PROBLEMS
    except OSError as error:
        print(f"barnsbeste: cannot write {error.filename2 or error.filename}: {error.strerror}", file=sys.stderr)
        return PROBLEMS
    return GOOD


def _library(options: argparse.Namespace) -> Library:
    """The library; what could not be read is told on standard error."""
    library = load_library(options.root)
    errors = [problem for problem in library.problems if problem.severity == "error"]
    if errors:
        print(f"barnsbeste: {len(errors)} problems in {options.root}; run barnsbeste check", file=sys.stderr)
    return library


def _as_json(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "message": problem.message,
        "rule": problem.rule,
        "severity": problem.severity,
    }


def _print_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="barnsbeste", description="Check, count and search the content of BarnsBeste."
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--root", type=Path, default=DEFAULT_ROOT, help="content folder (default: %(default)s)")
    formats = argparse.ArgumentParser(add_help=False, parents=[common])
    formats.add_argument("--format", choices=("text", "json"), default="text")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    check = commands.add_parser("check", parents=[formats], help="all problems in the content, as path:line: message")
    check.add_argument("--strict", action="store_true", help="warnings count as problems")
    check.add_argument("--links", action="store_true", help="also ask every address on the web whether it is there")
    check.add_argument("--rules", action="store_true", help="print the rules of the editorial guide that are checked")
    check.set_defaults(command=_check)

    stats = commands.add_parser("stats", parents=[formats], help="how many texts there are, for whom and on what")
    stats.set_defaults(command=_stats)

    covered = commands.add_parser("coverage", parents=[formats], help="what exists in which language")
    covered.set_defaults(command=_coverage)

    changes = commands.add_parser("changes", parents=[common], help="what differs from the published content")
    against = changes.add_mutually_exclusive_group()
    against.add_argument(
        "--since",
        metavar="REF",
        help="branch, tag or commit to compare with (default: HEAD; without git the last snapshot)",
    )
    against.add_argument(
        "--snapshot", action="store_true", help="compare with the last snapshot, also where there is git"
    )
    changes.add_argument("--format", choices=("text", "json", "markdown"), default="text")
    changes.set_defaults(command=_changes)

    snapshot = commands.add_parser(
        "snapshot", parents=[common], help="keep a copy of the content for `changes` to compare with, without git"
    )
    snapshot.set_defaults(command=_snapshot)

    search = commands.add_parser("search", parents=[formats], help="search the published texts")
    search.add_argument("query")
    search.add_argument("--language", default="nb", help="the reader's language (default: %(default)s)")
    search.add_argument("--limit", type=_positive, default=20, help="at most so many results (default: %(default)s)")
    search.set_defaults(command=_search)

    schema = commands.add_parser("schema", parents=[common], help="write the JSON Schemas that editors complete from")
    schema.add_argument("--check", action="store_true", help="only tell which are not up to date")
    schema.set_defaults(command=_schema)

    addresses = commands.add_parser("addresses", parents=[common], help="keep the list of public addresses")
    addresses.add_argument("--file", type=Path, default=Path("docs/public-addresses.txt"), help="default: %(default)s")
    addresses.add_argument("--check", action="store_true", help="only tell what is lost or not in the list")
    addresses.set_defaults(command=_addresses)

    messages = commands.add_parser("messages", help="bring the words of the interface up to date in every language")
    messages.add_argument("--root", type=Path, default=Path(), help="project folder (default: the present one)")
    messages.add_argument("--check", action="store_true", help="only tell what is missing, untranslated or obsolete")
    messages.set_defaults(command=_messages)

    new = commands.add_parser("new", parents=[common], help="begin a text: its folder with both files to fill in")
    new.add_argument("slug", help="its name for ever, such as naar-mamma-er-syk")
    new.add_argument(
        "--audience", action="append", required=True, metavar="ID", help="whom it speaks to; can be repeated"
    )
    new.add_argument("--ages", required=True, help="of the child concerned: 8-12, 4 or 0-6m")
    for facet, what in (
        ("situation", "what has happened (default: general)"),
        ("relation", "who is ill or has died (default: parent)"),
        ("topic", "what it is about"),
        ("law", "provision it explains"),
        ("setting", "where professionals work; for texts to them alone"),
        ("phase", "their step of the work; for texts to them alone"),
        ("loss-context", "how the death came; for texts on bereavement alone"),
    ):
        new.add_argument(f"--{facet}", action="append", default=[], metavar="ID", help=f"{what}; can be repeated")
    new.add_argument("--format", dest="kind", default="", metavar="ID", help="what kind of text (default: article)")
    new.add_argument("--title", default="", help="in the reader's own words")
    new.set_defaults(command=_new)

    translation = commands.add_parser("translation", help="translations against their source")
    actions = translation.add_subparsers(required=True, metavar="ACTION")
    status = actions.add_parser("status", parents=[formats], help="which parts of which translations are outdated")
    status.add_argument("--language", default="", help="only this one")
    status.set_defaults(command=_translation_status)
    template = actions.add_parser("template", parents=[common], help="begin a translation: a file with empty fields")
    template.add_argument("slug")
    template.add_argument("language")
    template.set_defaults(command=_template)
    out = actions.add_parser("export", parents=[common], help="texts as a PO file, for translators")
    out.add_argument("language")
    out.add_argument("slugs", nargs="*", metavar="SLUG", help="only these (default: all)")
    out.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
    out.set_defaults(command=_export_texts)
    back = actions.add_parser("import", parents=[common], help="take over a PO file that came back")
    back.add_argument("language")
    back.add_argument("file", type=Path)
    back.add_argument(
        "--status", choices=("machine", "reviewed"), default="", help="what the texts written are (default: as before)"
    )
    back.set_defaults(command=_import_texts)
    mark = actions.add_parser("mark", parents=[common], help="accept a translation as made from the present wording")
    mark.add_argument("slug")
    mark.add_argument("language")
    mark.set_defaults(command=_mark)

    served = argparse.ArgumentParser(add_help=False)
    served.add_argument(
        "--root",
        type=Path,
        default=content_root(),
        help="content folder (default: $BARNSBESTE_CONTENT, else the project's)",
    )
    served.add_argument("--host", "--address", help="address to listen at (default: 127.0.0.1, this machine only)")
    served.add_argument("--port", type=_port, help="default: that of .streamlit/config.toml, 8501")
    served.add_argument("--app", type=Path, default=Path("app.py"), help="default: %(default)s in the present folder")

    serve = commands.add_parser("serve", parents=[served], help="serve the dashboard; see docs/serving.md")
    serve.add_argument(
        "--trusted-proxies",
        default="",
        metavar="LIST",
        help="addresses or networks with commas between, or *: whose X-Forwarded headers to believe (default: nobody)",
    )
    serve.add_argument("--base-url", default="", metavar="URL", help="where readers find the site: https://example.org")
    serve.add_argument("--prepare", action="store_true", help="only compress the dashboard's files ahead")
    serve.add_argument(
        "--preview", action="store_true", help="with drafts, and for this machine unless --host is given"
    )
    serve.add_argument(
        "--access-log",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="one line for each answer on standard output, without address and query",
    )
    serve.set_defaults(command=_serve)

    preview = commands.add_parser(
        "preview", parents=[served], help="see what a change does before anyone else; see docs/for-staff.md"
    )
    preview.set_defaults(command=_preview)

    export = commands.add_parser(
        "export", parents=[common], help="the published site as files for any web server; see docs/static-site.md"
    )
    export.add_argument("folder", type=Path, metavar="DIR", help="new, empty, or made by an earlier export")
    export.add_argument(
        "--base-url",
        metavar="URL",
        help="where readers find it: https://example.org/folder (default: $BARNSBESTE_ORIGIN, else http://localhost:8000)",
    )
    export.set_defaults(command=_export)
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65_535:
        raise argparse.ArgumentTypeError("must be from 0 (any free one) to 65535")
    return number


if __name__ == "__main__":
    sys.exit(main())
