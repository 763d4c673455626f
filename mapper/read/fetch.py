"""The one client that reaches other machines: polite, bounded, and blind to every address that is not public.

requests-hardened looks a name up once and connects to what it found, if that may be reached; so does each redirect.
"""

import ipaddress
import logging
import threading
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from ..addresses import without_keys
from ..errors import InputError

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

    import requests

__all__ = ["Fetched", "Fetcher", "is_public"]

_MOST_BYTES = 10_000_000
_MOST_SECONDS = 20.0
_MOST_REDIRECTS = 5
_NAME = "conflict-mapper"
_ALLOWED: frozenset[tuple[str, int]] = frozenset()
"""Hosts and ports that may be reached though they are not public. Tests set it, to serve pages to themselves."""


class Fetched:
    """A fetched answer: the address it came from after redirects, its bytes, and what they are said to be."""

    def __init__(self, url: str, content: bytes, kind: str) -> None:
        self.url = url
        self.content = content
        self.kind = kind


class _Refused(Exception):
    """A sentence's part: why an address is not fetched."""


class Fetcher:
    """Fetches pages, one after the other. What a host's robots.txt says is asked for once."""

    def __init__(self) -> None:
        self._robots: dict[str, RobotFileParser] = {}

    def get(self, url: str) -> Fetched:
        """The page at an http or https address. Raises InputError, within little more than 20 seconds."""
        said = without_keys(url)
        answer: list[Fetched | Exception] = []
        # The thread is for the one case that no timeout of a socket covers: a host that sends a byte now and then.
        worker = threading.Thread(target=lambda: answer.append(self._tried(url)), daemon=True)
        worker.start()
        worker.join(_MOST_SECONDS + 2)
        if not answer:
            raise InputError(f"{said}: took longer than {_MOST_SECONDS:.0f} s; save the page and name the file")
        if isinstance(answer[0], Fetched):
            return answer[0]
        if isinstance(answer[0], _Refused):
            raise InputError(f"{said}: {answer[0]}") from None
        raise answer[0]

    def _tried(self, url: str) -> Fetched | Exception:
        try:
            return self._get(url, time.monotonic() + _MOST_SECONDS)
        except ValueError:
            return _Refused("is or leads to no address of the web; look for a mistake in it")
        except Exception as error:  # noqa: BLE001 -- it is raised again where it was asked for
            return error

    def _get(self, url: str, deadline: float) -> Fetched:
        with _session() as session:
            for _ in range(_MOST_REDIRECTS + 1):
                self._ask_robots(session, url, deadline)
                response = _request(session, url, deadline)
                if not (further := _further(response, url)):
                    break
                url = further
                response.close()
            else:
                raise _Refused(f"leads on more than {_MOST_REDIRECTS} times; name the address it ends at")
            with response:
                if response.status_code != 200:
                    raise _Refused(
                        f"answered {response.status_code} {response.reason}; look whether it opens in a browser"
                    )
                kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
                return Fetched(url.partition("#")[0], _body(response, deadline), kind)

    def _ask_robots(self, session: "requests.Session", url: str, deadline: float) -> None:
        from urllib.robotparser import RobotFileParser

        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            rules = RobotFileParser()
            # RFC 9309: what has moved is followed, also to other hosts; a host that cannot say what it allows allows
            # nothing, and one that has no such file everything.
            with _followed(session, f"{origin}/robots.txt", deadline) as response:
                if response.status_code == 200:
                    rules.parse(_body(response, deadline).decode("utf-8", "replace").splitlines())
                elif response.status_code >= 500:
                    raise _Refused("its host cannot say what robots may read; try again later")
                else:
                    rules.parse([])
            self._robots[origin] = rules
        if not self._robots[origin].can_fetch(_NAME, url):
            raise _Refused("its robots.txt asks programs to stay away; save the page in a browser and name the file")


def _session() -> "requests.Session":
    from importlib.metadata import version

    import requests
    from requests_hardened.ip_filter_adapter import IPFilterAdapter
    from urllib3.util import Retry

    # What it refuses we say ourselves.
    logging.getLogger("requests_hardened").setLevel(logging.CRITICAL)

    class Adapter(IPFilterAdapter):  # type: ignore[misc]  # the library has no types
        """Beyond what the library refuses: whatever is not public; and nothing but what tests allow is excepted."""

        def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
            """The key of a connection, with the address in place of the name."""
            parts = urlsplit(request.url)
            if (parts.hostname, parts.port) in _ALLOWED:
                return super(IPFilterAdapter, self).build_connection_pool_key_attributes(request, verify, cert)
            host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
            if not is_public(host["host"].strip("[]")):
                raise requests.exceptions.InvalidURL("not public")
            return host, pool

    session = requests.Session()
    session.trust_env = False  # a proxy would look names up for us, and not ask what they mean
    session.headers["User-Agent"] = f"{_NAME}/{version(_NAME)} (reads single articles for a map)"
    session.adapters.clear()
    for scheme in ("http", "https"):
        adapter = Adapter(is_https_proto=scheme == "https")
        adapter.max_retries = Retry(
            2, backoff_factor=0.5, status_forcelist=(429, 502, 503, 504), raise_on_status=False, redirect=False,
            respect_retry_after_header=False,
        )  # fmt: skip
        session.mount(f"{scheme}://", adapter)
    return session


def is_public(address: str) -> bool:
    """True where an address is one of the internet at large; an IPv4 address inside an IPv6 one is looked at too."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    inner: ipaddress.IPv4Address | None = None
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip.is_site_local:
            return False
        inner = ip.sixtofour or (ip.teredo or (None, None))[1]
    fine = ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_link_local)
    return fine and (inner is None or is_public(str(inner)))


def _further(response: "requests.Response", url: str) -> str:
    """The address that an answer leads on to, or ""."""
    location = response.headers.get("location", "") if 300 <= response.status_code < 400 else ""
    return urljoin(url, location) if location else ""


def _followed(session: "requests.Session", url: str, deadline: float) -> "requests.Response":
    """The answer at the end of redirects, as far as they are followed; the last one where there are more."""
    response = _request(session, url, deadline)
    for _ in range(_MOST_REDIRECTS):
        if not (further := _further(response, url)):
            break
        url = further
        response.close()
        response = _request(session, url, deadline)
    return response


def _request(session: "requests.Session", url: str, deadline: float) -> "requests.Response":
    """The answer, its body not yet read; redirects are not followed. Raises _Refused."""
    import requests
    from requests_hardened.ip_filter import InvalidIPAddress

    left = deadline - time.monotonic()
    if left <= 0:
        raise _Refused(f"took longer than {_MOST_SECONDS:.0f} s; save the page and name the file")
    try:
        return session.get(url, stream=True, allow_redirects=False, timeout=(min(5.0, left), min(10.0, left)))
    except InvalidIPAddress:
        raise _Refused("leads to an address that is not public; name a page of the web") from None
    except (requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema):
        raise _Refused(
            "leads to something that is no web page; name one that begins with http:// or https://"
        ) from None
    except (requests.exceptions.InvalidURL, UnicodeError, ValueError):
        raise _Refused("is or leads to no address of the web; look for a mistake in it") from None
    except requests.exceptions.Timeout:
        raise _Refused("does not answer; try again later, or save the page and name the file") from None
    except requests.exceptions.SSLError:
        raise _Refused("has no valid certificate; save the page in a browser and name the file") from None
    except requests.exceptions.RequestException:
        raise _Refused("cannot be reached; look for a mistake in it and whether you are online") from None


def _body(response: "requests.Response", deadline: float) -> bytes:
    """The body of an answer, unpacked. Raises _Refused where it is too large or comes too slowly."""
    import urllib3

    held = bytearray()
    try:
        # One read at a time: a read of a fixed size would wait for a slow host to fill it.
        while piece := response.raw.read1(1 << 16, decode_content=True):
            held += piece
            if len(held) > _MOST_BYTES:
                raise _Refused(f"has more than {_MOST_BYTES // 10**6} MB; name a single article")
            if time.monotonic() > deadline:
                raise _Refused(f"took longer than {_MOST_SECONDS:.0f} s; save the page and name the file")
    except (urllib3.exceptions.HTTPError, OSError):
        raise _Refused("broke off while it was read; try again") from None
    return bytes(held)
