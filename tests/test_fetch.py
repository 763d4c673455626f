"""Fetching: what is served comes, politely and within bounds, and nothing that is not public is ever reached."""

import gzip
import ipaddress
import logging
import socket
import threading
import time
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler
from typing import Any, cast

import pytest
import requests

from mapper.errors import InputError
from mapper.read import fetch
from mapper.read.fetch import Fetcher, is_public

from .served import Answer, Site


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses to which a connection is tried; none is made."""
    tried: list[str] = []

    def connect(_: socket.socket, address: Any) -> None:
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


PRIVATE = [
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1",
    "017700000001", "0.0.0.0", "0", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1",  # noqa: S104 -- to be refused
    "192.168.255.255", "169.254.169.254", "169.254.1.1", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.1]",
    "[::ffff:169.254.169.254]", "[::127.0.0.1]", "[fc00::1]", "[fd12:3456:789a::1]", "[fe80::1]", "[fe80::1%25lo]",
    "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[64:ff9b::7f00:1]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
    "[2002:a00:1::1]", "[2001:0:7f00:1::]", "[2001:20::1]", "[100::1]", "[5f00::1]", "localhost", "LOCALHOST",
    "localhost.", "user@127.0.0.1", "example.com@127.0.0.1", "example.com:80@127.0.0.1", "①②⑦.⓪.⓪.①", "127。0。0。1",
    "127.0.0.1:22", "[::1]:8080",
]  # fmt: skip


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", PRIVATE)
def test_no_private_address_is_reached(reached: list[str], scheme: str, host: str) -> None:
    """However it is written: it is refused in a sentence, and no connection to it is tried."""
    with pytest.raises(InputError, match=r": (leads to an address|is or leads to no address|cannot be reached)"):
        Fetcher().get(f"{scheme}://{host}/x")
    assert reached == []


@pytest.mark.parametrize("host", [host for host in PRIVATE if host.isascii()])
def test_no_redirect_leads_to_a_private_address(site: Site, host: str) -> None:
    """A page may send on to the web only."""
    site.pages["/go"] = (302, {"location": f"http://{host}/secret"}, b"")
    with pytest.raises(InputError, match=r"/go: (leads to an address|is or leads to no address|cannot be reached)"):
        Fetcher().get(f"{site.url}/go")
    assert site.asked == ["/robots.txt", "/go"]


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.com/", "gopher://127.0.0.1/", "data:text/html,x"]
)
def test_no_redirect_leads_to_another_scheme(site: Site, target: str) -> None:
    """Neither files nor anything but http is fetched."""
    site.pages["/go"] = (301, {"location": target}, b"")
    with pytest.raises(InputError, match=r"/go: (leads to something|is or leads)"):
        Fetcher().get(f"{site.url}/go")


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fd00::1", "::ffff:192.168.0.1"]
)
def test_no_name_that_stands_for_a_private_address_is_reached(
    monkeypatch: pytest.MonkeyPatch, reached: list[str], address: str
) -> None:
    """What DNS answers is looked at, not the name."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    answer = [(family, socket.SOCK_STREAM, 6, "", (address, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer)
    with pytest.raises(InputError, match="leads to an address that is not public"):
        Fetcher().get("http://news.example/x")
    assert reached == []


def test_a_name_that_changes_its_mind_is_not_followed(monkeypatch: pytest.MonkeyPatch, reached: list[str]) -> None:
    """A name that is public when looked at and private when connected to: the address looked at is the one used."""
    real, asked = socket.getaddrinfo, []

    def rebinding(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
        if host != "news.example":
            return real(host, port, *args, **kwargs)
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("1.1.1.1" if len(asked) == 1 else "127.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    with pytest.raises(InputError):
        Fetcher().get("http://news.example/x")
    assert asked == ["news.example"]
    assert set(reached) == {"1.1.1.1"}


def test_public_addresses_are_public() -> None:
    """The filter lets the web through."""
    assert all(map(is_public, ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1"]))
    assert not any(map(is_public, ["::ffff:10.0.0.1", "2002:a00:1::1", "fe80::1%eth0"]))
    assert not is_public(str(ipaddress.ip_address("100.64.0.1")))


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    """It would look names up for us, where we cannot see what they mean."""
    monkeypatch.setenv("http_proxy", site.url)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.1", 80))])
    with pytest.raises(InputError, match="not public"):
        Fetcher().get("http://news.example/x")
    assert site.asked == []


def test_a_page_comes_with_its_address_after_redirects(site: Site) -> None:
    """And with what it is said to be; we say who asks, with a version."""
    site.pages["/a"] = (301, {"location": "b#part"}, b"")
    site.pages["/b"] = (
        200,
        {"content-type": "text/HTML; charset=x", "content-encoding": "gzip"},
        gzip.compress(b"page"),
    )
    page = Fetcher().get(f"{site.url}/a")
    assert (page.url, page.content, page.kind) == (f"{site.url}/b", b"page", "text/html")
    (agent,) = site.agents
    assert agent is not None
    assert agent.startswith("conflict-mapper/0.")


def test_robots_txt_is_obeyed_and_asked_once(site: Site) -> None:
    """What it forbids is not fetched, also after a redirect."""
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private/\n")
    site.pages["/private/a"] = site.pages["/open"] = (200, {}, b"x")
    site.pages["/go"] = (302, {"location": "/private/a"}, b"")
    fetcher = Fetcher()
    for path in ("/private/a", "/go"):
        with pytest.raises(InputError, match=r"its robots\.txt asks programs to stay away"):
            fetcher.get(site.url + path)
    assert fetcher.get(f"{site.url}/open").content == b"x"
    assert site.asked == ["/robots.txt", "/go", "/open"]


def test_a_host_that_cannot_give_its_robots_txt_is_left_alone(site: Site) -> None:
    """As RFC 9309 asks."""
    site.pages["/robots.txt"] = (500, {}, b"")
    with pytest.raises(InputError, match="cannot say what robots may read"):
        Fetcher().get(f"{site.url}/a")


@pytest.mark.parametrize(("rules", "said"), [(b"User-agent: *\nDisallow: /\n", r"robots\.txt asks"), (b"", "")])
def test_a_robots_txt_that_has_moved_is_followed(site: Site, rules: bytes, said: str) -> None:
    """What stands where it leads to holds for the host that leads there."""
    site.pages["/robots.txt"] = (302, {"location": "/other"}, b"")
    site.pages["/other"] = (301, {"location": "/rules"}, b"")
    site.pages["/rules"] = (200, {}, rules)
    site.pages["/go"] = (200, {}, b"words")
    with pytest.raises(InputError, match=said) if said else nullcontext():
        Fetcher().get(f"{site.url}/go")
    assert site.asked == ["/robots.txt", "/other", "/rules", *([] if said else ["/go"])]


def test_what_is_refused_is_said_once(capfd: pytest.CaptureFixture[str]) -> None:
    """The library's own line is not printed beside our sentence, nor is a password."""
    with pytest.raises(InputError) as caught:
        Fetcher().get("http://bob:s3cret@127.0.0.1/x?token=abc")
    assert str(caught.value) == "http://127.0.0.1/x: leads to an address that is not public; name a page of the web"
    assert capfd.readouterr().err == ""


def test_an_overloaded_host_is_asked_again(site: Site) -> None:
    """Twice more, a little later."""
    site.pages["/a"] = [(503, {"retry-after": "3600"}, b""), (200, {}, b"now")]
    assert Fetcher().get(f"{site.url}/a").content == b"now"


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n")
    for _ in range(1000):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def drip_head(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nx: ")
    for _ in range(200):
        handler.wfile.write(b"x")
        time.sleep(0.05)


@pytest.mark.parametrize("page", [drip, drip_head])
def test_a_slow_host_is_given_up(monkeypatch: pytest.MonkeyPatch, site: Site, page: Any) -> None:
    """The time is that of the whole page, however the bytes come; and no thread keeps the program from its end."""
    monkeypatch.setattr(fetch, "_MOST_SECONDS", 0.5)
    site.pages["/a"] = page
    start = time.monotonic()
    with pytest.raises(InputError, match="took longer than"):
        Fetcher().get(f"{site.url}/a")
    assert time.monotonic() - start < 5
    assert [thread.name for thread in threading.enumerate() if not thread.daemon] == [threading.main_thread().name]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, {}, b""), "answered 404 Not Found"),
        ((200, {}, b"x" * 10_000_001), "has more than 10 MB"),
        ((200, {"content-encoding": "gzip"}, gzip.compress(bytes(50_000_000))), "has more than 10 MB"),
        ((200, {"content-encoding": "gzip"}, b"no gzip"), "broke off while it was read"),
        ((200, {"content-length": "100"}, b"x"), "broke off while it was read"),
        ((302, {"location": "/a"}, b""), "leads on more than 5 times"),
        ((302, {"location": "http://[bad"}, b""), "is or leads to no address"),
    ],
)
def test_what_is_no_page_is_one_sentence(site: Site, answer: Answer, said: str) -> None:
    """It names the address and says what is wrong."""
    site.pages["/a"] = answer
    with pytest.raises(InputError) as caught:
        Fetcher().get(f"{site.url}/a")
    assert str(caught.value).startswith(f"{site.url}/a: {said}")


@pytest.mark.parametrize(
    "url", ["http://", "http:///x", "http://[", "https://ex ample.com/", "http://a" + "b" * 300 + ".com/"]
)
def test_what_is_no_address_is_one_sentence(url: str) -> None:
    """No traceback for a slip of the pen."""
    with pytest.raises(InputError):
        Fetcher().get(url)


@pytest.mark.parametrize(
    ("status", "leads_on"), [(200, False), (299, False), (300, True), (308, True), (399, True), (400, False)]
)
def test_only_what_has_moved_leads_on(status: int, leads_on: bool) -> None:
    """And only with a place to go to, which may be told from where it was."""
    response = requests.Response()
    response.status_code = status
    assert fetch._further(response, "https://e.org/a/b") == ""
    response.headers["Location"] = "../c"
    assert fetch._further(response, "https://e.org/a/b") == ("https://e.org/c" if leads_on else "")


class Recorder:
    """What a session is asked for."""

    def get(self, url: str, **asked: Any) -> Any:
        return {"url": url} | asked


def test_a_request_waits_no_longer_than_there_is_time() -> None:
    """Five seconds for an answer to begin and ten for a piece of it, or what is left; redirects are not followed."""
    now = time.monotonic()
    asked: Any = fetch._request(cast(Any, Recorder()), "https://e.org", now + 100)
    assert asked == {"url": "https://e.org", "stream": True, "allow_redirects": False, "timeout": (5.0, 10.0)}
    soon: Any = fetch._request(cast(Any, Recorder()), "https://e.org", now + 3)
    assert 0 < soon["timeout"][0] == soon["timeout"][1] <= 3
    with pytest.raises(fetch._Refused, match=r"^took longer than 20 s; save the page and name the file$"):
        fetch._request(cast(Any, Recorder()), "https://e.org", now - 1)


@pytest.mark.parametrize(("address", "public"), [
    ("8.8.8.8", True), ("2001:4860:4860::8888", True), ("2001:4860:4860::8888%eth0", True), ("fe80::1%eth0", False),
    ("::", False), ("0.0.0.1", False), ("224.0.0.1", False), ("240.0.0.1", False), ("::ffff:8.8.8.8", True),
    ("::ffff:10.0.0.1", False), ("fec0::1", False), ("2002:0a00:0001::", False), ("169.254.1.1", False),
])  # fmt: skip
def test_what_is_public(address: str, public: bool) -> None:
    """An address of the internet at large, whatever wraps it."""
    assert fetch.is_public(address) is public


def test_a_session_asks_twice_more_and_nobody_else() -> None:
    """Only of hosts that are overloaded; without a proxy, a redirect or an address that nobody has looked at."""
    logging.getLogger("requests_hardened").setLevel(logging.NOTSET)
    with fetch._session() as session:
        assert session.trust_env is False
        assert {key: cast(Any, one)._is_https_proto for key, one in session.adapters.items()} == {
            "http://": False, "https://": True,
        }  # fmt: skip
        for adapter in session.adapters.values():
            retries = cast(Any, adapter).max_retries
            asked = retries.total, retries.backoff_factor, retries.raise_on_status, retries.redirect
            assert asked == (2, 0.5, False, False)
            assert retries.status_forcelist == (429, 502, 503, 504)
            assert retries.respect_retry_after_header is False
    assert logging.getLogger("requests_hardened").level == logging.CRITICAL


@pytest.mark.parametrize(("error", "said"), [
    (requests.exceptions.ReadTimeout(), "does not answer; try again later, or save the page and name the file"),
    (requests.exceptions.SSLError(), "has no valid certificate; save the page in a browser and name the file"),
    (requests.exceptions.ConnectionError(), "cannot be reached; look for a mistake in it and whether you are online"),
    (requests.exceptions.InvalidURL(), "is or leads to no address of the web; look for a mistake in it"),
])  # fmt: skip
def test_each_failure_has_its_sentence(error: Exception, said: str) -> None:
    """What is wrong, and what to do."""

    class Failing:
        def get(self, *_: Any, **__: Any) -> Any:
            raise error

    with pytest.raises(fetch._Refused) as caught:
        fetch._request(cast(Any, Failing()), "https://e.org", time.monotonic() + 9)
    assert str(caught.value) == said


def test_an_error_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """What goes wrong in the thread that fetches is raised where the page was asked for, as what it is."""

    def broken(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(Fetcher, "_get", broken)
    with pytest.raises(ZeroDivisionError):
        Fetcher().get("http://e.org")
    monkeypatch.setattr(Fetcher, "_get", lambda *_: int("x"))
    with pytest.raises(InputError) as caught:
        Fetcher().get("http://e.org")
    assert str(caught.value) == "http://e.org: is or leads to no address of the web; look for a mistake in it"


@pytest.mark.parametrize(("times", "comes"), [(5, True), (6, False)])
def test_five_redirects_are_followed(site: Site, times: int, comes: bool) -> None:
    """And what was behind a # is no part of the address that is kept."""
    for number in range(times):
        site.pages[f"/{number}"] = (302, {"location": f"/{number + 1}#there"}, b"")
    site.pages[f"/{times}"] = (200, {"content-type": " Text/Plain ; charset=x; y=z"}, b"words")
    with nullcontext() if comes else pytest.raises(InputError, match="leads on more than 5 times"):
        page = Fetcher().get(f"{site.url}/0#here")
        assert (page.url, page.content, page.kind) == (f"{site.url}/5", b"words", "text/plain")


def test_a_page_that_says_no_kind_has_none(site: Site) -> None:
    """Nor a name of ours for it."""
    site.pages["/a#b"] = site.pages["/a"] = (200, {}, b"x")
    assert Fetcher().get(f"{site.url}/a").kind == ""


def test_rules_in_any_letters_hold_for_us(site: Site) -> None:
    """A robots.txt in Latin letters of one byte is read, and what it says of us by name."""
    site.pages["/robots.txt"] = (
        200,
        {},
        b"# caf\xe9\nUser-agent: conflict-mapper\nDisallow: /no\n\nUser-agent: *\nDisallow:\n",
    )
    site.pages["/no"] = site.pages["/yes"] = (200, {}, b"x")
    fetcher = Fetcher()
    assert fetcher.get(f"{site.url}/yes").content == b"x"
    with pytest.raises(InputError) as caught:
        fetcher.get(f"{site.url}/no")
    asks = "its robots.txt asks programs to stay away; save the page in a browser and name the file"
    assert str(caught.value) == f"{site.url}/no: {asks}"
    site.pages["/robots.txt"] = (503, {}, b"")
    with pytest.raises(InputError) as caught:
        Fetcher().get(f"{site.url}/no")
    assert str(caught.value) == f"{site.url}/no: its host cannot say what robots may read; try again later"


def test_ten_megabytes_are_a_page(site: Site) -> None:
    """And no byte more is."""
    site.pages["/a"] = (200, {}, b"x" * 10_000_000)
    assert len(Fetcher().get(f"{site.url}/a").content) == 10_000_000
