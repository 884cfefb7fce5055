"""Whether the addresses that texts lead to still answer. Only when asked for: it goes out on the net."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from urllib.parse import urlsplit

import requests

from ..loading.raw_markup import AUTOLINK, LINK
from ..loading.strict_yaml import Location, locate
from ..model.library import Library
from ..model.problem import Problem

AT_ONCE = 8
"""Addresses asked at the same time; of one host, one."""
SECONDS = 10.0
"""How long an address may take to connect, and how long between two pieces of its answer."""
MAX_ADDRESSES = 2000
RULE = "external-links"
_AGENT = {"User-Agent": "barnsbeste-check-links/1 (looks whether a page is still there)"}
_GONE = (404, 410)
_REFUSES_HEAD = (400, 403, 405, 406, 501)

Progress = Callable[[int, int], None]
"""Called with (addresses asked, addresses in all)."""


@dataclass(frozen=True)
class Place:
    """Where an address stands."""

    path: Path
    location: Location


def addresses(library: Library, root: Path) -> dict[str, list[Place]]:
    """Every address on the web that sources, helplines and texts in use lead to -> where it stands, in order."""
    found: dict[str, list[Place]] = {}

    def note(url: str | None, path: Path, location: Location) -> None:
        place = Place(path, location)
        if (
            url
            and url.startswith(("http://", "https://"))
            and place not in (places := found.setdefault(url.partition("#")[0], []))
        ):
            places.append(place)

    for source in library.sources.values():
        note(source.url, root / "sources" / f"{source.id}.yaml", ("url",))
    for line in library.helplines.values():
        note(line.url, root / "helplines" / f"{line.id}.yaml", ("url",))
        note(line.chat, root / "helplines" / f"{line.id}.yaml", ("chat",))
    for resource in library.resources.values():
        if resource.status == "retired":
            continue
        for language, text in resource.texts.items():
            path = root / "resources" / resource.id / f"{language}.yaml"
            for index, section in enumerate(text.sections):
                for target in (*(target for target, _ in LINK.findall(section.text)), *AUTOLINK.findall(section.text)):
                    note(target, path, ("sections", index, "text"))
    return found


def link_problems(library: Library, root: Path, progress: Progress | None = None) -> list[Problem]:
    """Addresses that are gone (errors), and those that gave no good answer (warnings), each where it stands.

    Asks for the head of each address once, for the page where a server has no heads; follows redirects. At most
    `MAX_ADDRESSES`: more than that is told.
    """
    known = addresses(library, root)
    asked = list(known)[:MAX_ADDRESSES]
    hosts = {_host(url): BoundedSemaphore(1) for url in asked}
    problems: list[Problem] = []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = pool.map(lambda url: _answer(url, hosts[_host(url)]), _spread(asked))
        for done, (url, message, is_gone) in enumerate(answers, 1):
            if message:
                for place in known[url]:
                    line = locate(place.path, place.location)
                    severity = "error" if is_gone else "warning"
                    problems.append(Problem(str(place.path), line, message, RULE, severity))  # type: ignore[arg-type]
            if progress:
                progress(done, len(asked))
    if len(known) > MAX_ADDRESSES:
        message = f"{len(known)} addresses; only the first {MAX_ADDRESSES} were asked"
        problems.append(Problem(str(root), 1, message, RULE, "warning"))
    return sorted(problems)


def _host(url: str) -> str:
    """The host of an address; empty where it is malformed, which is told when it is asked."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _spread(urls: Iterable[str]) -> Iterator[str]:
    """Hosts by turns, so that nobody waits behind many addresses of one."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(_host(url), []).append(url)
    while by_host:
        for host in list(by_host):
            yield by_host[host].pop(0)
            if not by_host[host]:
                del by_host[host]


def _answer(url: str, host: BoundedSemaphore) -> tuple[str, str, bool]:
    """(address, what is wrong or nothing, whether the page is gone for good)."""
    with host:
        try:
            status = _status("HEAD", url)
            if status in _REFUSES_HEAD or status in _GONE:
                status = _status("GET", url)
        except requests.Timeout:
            return url, f"{url} did not answer within {SECONDS:.0f} seconds; try it in a browser", False
        except requests.TooManyRedirects:
            return url, f"{url} leads round in a circle; find the page anew", False
        except (requests.RequestException, ValueError) as error:
            return url, f"{url} could not be reached ({type(error).__name__}); try it in a browser", False
    if status in _GONE:
        return url, f"{url} is gone ({status}); find where the page is now, or another source", True
    if status >= 400:
        return url, f"{url} answered {status}; try it in a browser", False
    return url, "", False


def _status(method: str, url: str) -> int:
    with requests.request(method, url, headers=_AGENT, timeout=SECONDS, allow_redirects=True, stream=True) as response:
        return response.status_code
