"""The command `barnsbeste`. Exit codes: 0 good, 1 problems found, 2 wrong use."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .catalog.store import content_root
from .commands import content, site, texts
from .commands.outcome import DEFAULT_ROOT, GOOD, PROBLEMS, WRONG_USE

__all__ = ["GOOD", "PROBLEMS", "WRONG_USE", "main"]

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
    check.set_defaults(command=content.check)

    stats = commands.add_parser("stats", parents=[formats], help="how many texts there are, for whom and on what")
    stats.set_defaults(command=content.stats)

    covered = commands.add_parser("coverage", parents=[formats], help="what exists in which language")
    covered.set_defaults(command=content.coverage)

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
    changes.set_defaults(command=texts.changes)

    snapshot = commands.add_parser(
        "snapshot", parents=[common], help="keep a copy of the content for `changes` to compare with, without git"
    )
    snapshot.set_defaults(command=texts.snapshot)

    search = commands.add_parser("search", parents=[formats], help="search the published texts")
    search.add_argument("query")
    search.add_argument("--language", default="nb", help="the reader's language (default: %(default)s)")
    search.add_argument("--limit", type=_positive, default=20, help="at most so many results (default: %(default)s)")
    search.set_defaults(command=content.search)

    schema = commands.add_parser("schema", parents=[common], help="write the JSON Schemas that editors complete from")
    schema.add_argument("--check", action="store_true", help="only tell which are not up to date")
    schema.set_defaults(command=content.schema)

    addresses = commands.add_parser("addresses", parents=[common], help="keep the list of public addresses")
    addresses.add_argument("--file", type=Path, default=Path("docs/public-addresses.txt"), help="default: %(default)s")
    addresses.add_argument("--check", action="store_true", help="only tell what is lost or not in the list")
    addresses.set_defaults(command=content.addresses)

    messages = commands.add_parser("messages", help="bring the words of the interface up to date in every language")
    messages.add_argument("--root", type=Path, default=Path(), help="project folder (default: the present one)")
    messages.add_argument("--check", action="store_true", help="only tell what is missing, untranslated or obsolete")
    messages.set_defaults(command=content.messages)

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
    new.set_defaults(command=texts.new)

    translation = commands.add_parser("translation", help="translations against their source")
    actions = translation.add_subparsers(required=True, metavar="ACTION")
    status = actions.add_parser("status", parents=[formats], help="which parts of which translations are outdated")
    status.add_argument("--language", default="", help="only this one")
    status.set_defaults(command=texts.translation_status)
    template = actions.add_parser("template", parents=[common], help="begin a translation: a file with empty fields")
    template.add_argument("slug")
    template.add_argument("language")
    template.set_defaults(command=texts.template)
    out = actions.add_parser("export", parents=[common], help="texts as a PO file, for translators")
    out.add_argument("language")
    out.add_argument("slugs", nargs="*", metavar="SLUG", help="only these (default: all)")
    out.add_argument("--output", type=Path, metavar="FILE", help="default: standard output")
    out.set_defaults(command=texts.export_texts)
    back = actions.add_parser("import", parents=[common], help="take over a PO file that came back")
    back.add_argument("language")
    back.add_argument("file", type=Path)
    back.add_argument(
        "--status", choices=("machine", "reviewed"), default="", help="what the texts written are (default: as before)"
    )
    back.set_defaults(command=texts.import_texts)
    mark = actions.add_parser("mark", parents=[common], help="accept a translation as made from the present wording")
    mark.add_argument("slug")
    mark.add_argument("language")
    mark.set_defaults(command=texts.mark)

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
    serve.set_defaults(command=site.serve)

    preview = commands.add_parser(
        "preview", parents=[served], help="see what a change does before anyone else; see docs/for-staff.md"
    )
    preview.set_defaults(command=site.preview)

    export = commands.add_parser(
        "export", parents=[common], help="the published site as files for any web server; see docs/static-site.md"
    )
    export.add_argument("folder", type=Path, metavar="DIR", help="new, empty, or made by an earlier export")
    export.add_argument(
        "--base-url",
        metavar="URL",
        help="where readers find it: https://example.org/folder (default: $BARNSBESTE_ORIGIN, else http://localhost:8000)",
    )
    export.set_defaults(command=site.export)
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
