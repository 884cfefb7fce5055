"""Commands of those who write: begin a text, compare with what is published, send to translators and take back."""

import argparse
import sys
from datetime import date

from ..editorial.change_report import as_json, markdown, summary
from ..editorial.change_report import rows as change_rows
from ..editorial.changes import compare
from ..editorial.exchange import WrongFileError, export_po, import_po
from ..editorial.new_text import Asked, BrokenContentError, WrongUseError, new_text
from ..editorial.published import (
    PublishedStateError,
    find_snapshot,
    keep_snapshot,
    load_published,
    load_state,
    published,
)
from ..editorial.translations import behind, mark_current, new_translation
from ..model.base import SOURCE_LANGUAGE
from .outcome import DEFAULT_ROOT, GOOD, PROBLEMS, WRONG_USE, library_of, print_json, unknown_language


def changes(options: argparse.Namespace) -> int:
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
        print_json(as_json(found, since))
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


def snapshot(options: argparse.Namespace) -> int:
    try:
        print(keep_snapshot(options.root))
    except OSError as error:
        print(f"barnsbeste: cannot keep a snapshot of {options.root}: {error.strerror or error}", file=sys.stderr)
        return WRONG_USE
    return GOOD


def translation_status(options: argparse.Namespace) -> int:
    library = library_of(options)
    if options.language and (wrong := unknown_language(library, options.language)):
        return wrong
    found = list(behind(library, options.language))
    if options.format == "json":
        print_json({"outdated": [vars(each) for each in found]})
    else:
        for each in found:
            print(f"{options.root}/resources/{each.slug}/{each.language}.yaml: outdated: {', '.join(each.parts)}")
        print(f"{len(found)} translations are behind their source", file=sys.stderr)
    return GOOD


def template(options: argparse.Namespace) -> int:
    library = library_of(options)
    if wrong := unknown_language(library, options.language):
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


def export_texts(options: argparse.Namespace) -> int:
    library = library_of(options)
    if wrong := unknown_language(library, options.language):
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


def import_texts(options: argparse.Namespace) -> int:
    library = library_of(options)
    if wrong := unknown_language(library, options.language):
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


def mark(options: argparse.Namespace) -> int:
    library = library_of(options)
    try:
        print(mark_current(options.root, library.resources[options.slug], options.language))
    except KeyError:
        print(f'barnsbeste: no text "{options.slug}" in "{options.language}"', file=sys.stderr)
        return WRONG_USE
    except ValueError as error:
        print(f"barnsbeste: {error}", file=sys.stderr)
        return WRONG_USE
    return GOOD


def new(options: argparse.Namespace) -> int:
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
        made = new_text(options.root, library_of(options), asked, date.today())
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
