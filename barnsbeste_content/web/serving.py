"""`barnsbeste serve`: the app of `app.py` by uvicorn, set up as `streamlit run` sets it up."""

import os
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import module_from_spec, spec_from_file_location
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.types import ASGIApp

from ..catalog.edition import Edition
from ..catalog.store import EDITION_VARIABLE, ROOT_VARIABLE
from .access_log import AccessLog
from .answers import ORIGIN_VARIABLE
from .compression import cache_folder, prepare
from .routes import TABLE

LOOPBACK = "127.0.0.1"
SERVED, FAILED = 0, 1
PING_SECONDS = 30
"""Streamlit's own, where `server.websocketPingInterval` is not set: an idle reader stays connected through proxies."""


class WrongUseError(ValueError):
    """What was asked for makes no sense; the message says what to write instead."""


@dataclass(frozen=True)
class Serving:
    """How to serve. What is None comes from Streamlit's configuration (`.streamlit/config.toml` beside the app)."""

    app: Path
    content: Path
    host: str | None = None
    """None: `server.address`, else this machine only."""
    port: int | None = None
    """None: `server.port`. 0: any free one."""
    trusted_proxies: str = ""
    """Addresses and networks with commas between, or `*`: whose `X-Forwarded-*` headers are believed."""
    base_url: str = ""
    is_preview: bool = False
    has_access_log: bool = True


def serve(serving: Serving) -> int:
    """Serves until it is stopped; returns an exit code. Raises WrongUseError before anything has begun."""
    if not serving.app.is_file():
        raise WrongUseError(f"there is no {serving.app}; go to the project's folder, or give its path with --app")
    proxies = trusted_proxies(serving.trusted_proxies)
    app = _app(serving.app.resolve(), _environment(serving))
    connection = connection_settings()
    host, port = _place(serving)
    try:
        listening = _listen(host, port)
    except OSError as error:
        print(f"barnsbeste: cannot serve at {host}, port {port}: {_reason(error)}; see --host, --port", file=sys.stderr)
        return FAILED
    if serving.is_preview and not _is_this_machine(host):
        print(
            f"barnsbeste: WARNING: at {host} everybody in the network can read drafts and write in the content folder; "
            "leave --host away to keep them to this machine",
            file=sys.stderr,
        )
    config = uvicorn.Config(
        AccessLog(app, TABLE) if serving.has_access_log else app,
        log_level="warning",
        access_log=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        **connection,
    )
    scheme = "https" if config.is_ssl else "http"
    at = f"{scheme}://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
    print(f"barnsbeste: serving at {at}{' with drafts' if serving.is_preview else ''}; Ctrl-C stops", file=sys.stderr)
    server = uvicorn.Server(config)
    with listening:
        try:
            server.run(sockets=[listening])
        except KeyboardInterrupt:  # uvicorn has closed everything, and hands on what stopped it
            print("barnsbeste: stopped", file=sys.stderr)
    return SERVED if server.started else FAILED


def compress_ahead() -> int:
    """Compresses Streamlit's files before anybody asks for them, as when an image is built; returns an exit code."""
    try:
        count = prepare()
    except OSError as error:
        print(f"barnsbeste: cannot write to {cache_folder()}: {error.strerror}", file=sys.stderr)
        return FAILED
    print(f"{count} files compressed in {cache_folder()}", file=sys.stderr)
    return SERVED


def connection_settings() -> dict[str, Any]:
    """What Streamlit gives uvicorn of its configuration: WebSocket and TLS. A test compares the two."""
    import streamlit as st  # not before: it reads the configuration of the folder we are in

    interval = st.get_option("server.websocketPingInterval")
    seconds = PING_SECONDS if interval is None else int(interval)
    certificate, key = st.get_option("server.sslCertFile"), st.get_option("server.sslKeyFile")
    if bool(certificate) != bool(key):
        raise WrongUseError("server.sslCertFile and server.sslKeyFile go together; set both or neither")
    return {
        "ssl_certfile": certificate,
        "ssl_keyfile": key,
        "ws": "websockets-sansio",
        "ws_ping_interval": seconds,
        "ws_ping_timeout": seconds,
        "ws_max_size": st.get_option("server.maxMessageSize") * 1_000_000,
        "ws_per_message_deflate": st.get_option("server.enableWebsocketCompression"),
    }


def origin_of(base_url: str) -> str:
    """Scheme and host of an address such as `https://example.org`. Raises WrongUseError for any other."""
    try:
        parts = urlsplit(base_url)
        is_origin = bool(parts.scheme in ("http", "https") and parts.hostname and parts.port != 0)
    except ValueError:  # a port that is no number, a bracket too few
        is_origin = False
    if not is_origin or "@" in parts.netloc or parts.path not in ("", "/") or "?" in base_url or "#" in base_url:
        raise WrongUseError(f'--base-url "{base_url}" must be scheme and host, such as https://example.org')
    if not base_url.isascii() or not base_url.isprintable() or set(base_url) & set("\"'<>\\ "):
        raise WrongUseError(f'--base-url "{base_url}" must be written in letters a-z, as xn--... where it is not')
    return f"{parts.scheme}://{parts.netloc}"


def trusted_proxies(given: str) -> list[str] | str:
    """As uvicorn wants them. It takes what it does not understand for a name that never comes, so we look first."""
    if given.strip() == "*":
        return "*"
    proxies = [entry.strip() for entry in given.split(",") if entry.strip()]
    for proxy in proxies:
        try:
            ip_network(proxy)
        except ValueError as error:
            raise WrongUseError(
                f'--trusted-proxies "{proxy}" must be an address or a network such as 10.0.0.0/8, or *'
            ) from error
    return proxies


def _environment(serving: Serving) -> dict[str, str]:
    """What the app looks for when it is loaded and when it answers."""
    given = {
        ROOT_VARIABLE: str(serving.content.resolve()),
        ORIGIN_VARIABLE: origin_of(serving.base_url) if serving.base_url else None,
        EDITION_VARIABLE: Edition.PREVIEW.value if serving.is_preview else None,
    }
    return {name: value for name, value in given.items() if value is not None}


def _place(serving: Serving) -> tuple[str, int]:
    """(host, port) to listen at."""
    import streamlit as st

    configured = None if serving.is_preview else st.get_option("server.address")
    port = st.get_option("server.port") if serving.port is None else serving.port
    return serving.host or configured or LOOPBACK, int(port)


def _app(path: Path, environment: Mapping[str, str]) -> ASGIApp:
    """What `app` is in that file. Streamlit looks for `.streamlit/` in the folder it is in, so we go there."""
    specification = spec_from_file_location(path.stem, path)
    if specification is None or specification.loader is None:
        raise WrongUseError(f"{path.name} is no Python file; give the path of app.py with --app")
    os.environ.update(environment)
    os.chdir(path.parent)
    sys.path.insert(0, str(path.parent))
    module = module_from_spec(specification)
    sys.modules[path.stem] = module
    specification.loader.exec_module(module)
    app: ASGIApp | None = getattr(module, "app", None)
    if app is None:
        raise WrongUseError(f"{path.name} has no app = st.App(...); give the path of app.py with --app")
    return app


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _reason(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "there is no such host"
    return os.strerror(error.errno) if error.errno else str(error)


def _listen(host: str, port: int) -> socket.socket:
    """Raises OSError where the port is taken or the host is not this machine."""
    is_dual = host == "::" and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048, dualstack_ipv6=is_dual)
