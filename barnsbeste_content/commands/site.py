"""Commands that serve the site or write it as files."""

import argparse
import sys

from ..catalog import Catalog, Edition
from .outcome import GOOD, PROBLEMS, WRONG_USE, loaded


def serve(options: argparse.Namespace) -> int:
    from ..web import serving  # here: Streamlit and a web server take a second to load

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


def preview(options: argparse.Namespace) -> int:
    from ..web import serving  # here: as above

    try:
        return serving.serve(
            serving.Serving(
                app=options.app, content=options.root, host=options.host, port=options.port, is_preview=True
            )
        )
    except serving.WrongUseError as error:
        print(f"barnsbeste: {error}", file=sys.stderr)
        return WRONG_USE


def export(options: argparse.Namespace) -> int:
    from ..web import static_site  # here: as above

    library = loaded(options.root)
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
