"""Addresses: what lets somebody in is no part of any record."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapper.addresses import without_keys
from mapper.cli import main
from mapper.origins import Copy
from mapper.records import Article

from .served import Site

KEPT = [
    "https://example.org/a?id=17&page=2#top", "https://example.org/2024/05/@ann/story", "mailto:ann@example.org",
    "https://example.org/?sid=1204&key=12345&code=ua", "urn:mapper:article:x?token=1", "sha256:bc23a7c801773223", "",
    "https://example.org/monkey?monkey=business&q=secretary", "https://example.org/?",
    "https://example.org/a?policy=privacy", "https://example.org/@ann/a:b", "http:ann",
    "https://example.org/wiki/Kyiv#Battle_of_Kyiv_2022-02-24", "https://example.org/#/story/17?page=2", "https://a.org/#B1",
    "https://example.org/a#:~:text=Rain%20fell%2C%20twice", "https://example.org/bot/12:30",
    "https://example.org/?u=https%3A%2F%2Fexample.com%2Fa%3Fid%3D1", "a text with http://user:pw@host in it",
]  # fmt: skip
CUT = [
    ("http://bob:s3cret@host/page", "http://host/page"), ("HTTPS://bob@host:8443/", "HTTPS://host:8443/"),
    ("http://bob:a@b@host/", "http://host/"), ("ftp://bob:s3cret@host", "ftp://host"),
    ("//bob:s3cret@host/a", "//host/a"), (" http://bob:s3cret@host", " http://host"),
    (r"http:\\bob:s3cret@host\a", r"http:\\host\a"), ("https:/bob:s3cret@host/a", "https:/host/a"),
    ("https:bob:s3cret@host/a", "https:host/a"), (r"https://host\@bob:s3cret@other/a", "https://host/a"),
    ("https://host/a?hdnea=exp=1~hmac=s3cret", "https://host/a"), ("https://host/a?x=a~sig=s3cret", "https://host/a"),
    ("https://host/a?Policy=eyJs3cret0QiOlt7IlJ&Key-Pair-Id=s3cret", "https://host/a"),
    ("https:///bob:s3cret@host/a", "https:///host/a"), ("//host/a?token=s3cret", "//host/a"),
    ("https://host/a?token=s3cret", "https://host/a"), ("https://host/a?id=1&access_token=s3cret&p=2", "https://host/a?id=1&p=2"),
    ("https://host/a?API-Key=s3cret&id=1", "https://host/a?id=1"), ("https://host/a?%74oken=s3cret#b", "https://host/a#b"),
    ("https://host/a?id=1&amp;token=s3cret", "https://host/a?id=1&amp"), ("https://host/a;jsessionid=s3cret/b", "https://host/a/b"),
    ("https://host/a?X-Amz-Signature=s3cret&X-Amz-Expires=9", "https://host/a?X-Amz-Expires=9"),
    ("https://host/a?key=s3cret8f2ab1c09d7e", "https://host/a"), ("https://host/a?sid=s3cret8f2ab1c09d7e44aa", "https://host/a"),
    ("https://host/a?x=eyJhbGciOi.s3cret.x", "https://host/a"), ("https://host/a#access_token=s3cret&t=2", "https://host/a#t=2"),
    ("https://host/a#pw=s3cret", "https://host/a"), ("https://host/a#access_token=s3cret", "https://host/a"),
    ("https://host/#/reset?token=s3cret&id=1", "https://host/#/reset?id=1"), ("https://host/#/a?pin=s3cret", "https://host/#/a"),
    ("https://host/a#!aB3xQ!s3cretZk3pV9aQ0bLx2", "https://host/a#!aB3xQ!"), ("https://host/?a1#s3cretZk3pV9aQ0bL", "https://host/?a1"),
    ("https://host/file/aB3xQ#s3cretZk3pV9aQ0bLx2", "https://host/file/aB3xQ"), ("https://host/#eyJhbGciOi.s3cret.x", "https://host/"),
    ("https://host/bot12345:AAs3cretZk3pV9aQ0bLx2/getFile", "https://host/getFile"),
    ("https://host/t/eyJh.s3cret.x", "https://host/t"),
    ("https://host/a?otp=s3cret&mdp=s3cret&passcode=s3cret", "https://host/a"),
    ("https://host/a?%D0%BF%D0%B0%D1%80%D0%BE%D0%BB%D1%8C=s3cret", "https://host/a"),
    ("https://host/a#id=1;pwd=s3cret", "https://host/a#id=1"), ("https://host/#/a#pw=s3cret", "https://host/#/a"),
    ("https://host/a?u=http%3A%2F%2Fbob%3As3cret%40host", "https://host/a"),
    ("https://host/a?u=http://h/%3Ftoken%3Ds3cret", "https://host/a"), ("https://host/a?userPassword=s3cret", "https://host/a"),
]  # fmt: skip


@pytest.mark.parametrize("address", KEPT)
def test_what_lets_nobody_in_is_kept(address: str) -> None:
    """Numbers of articles, pages and handles stay, and so does what is no address."""
    assert without_keys(address) == address


@pytest.mark.parametrize(("address", "left"), CUT)
def test_names_passwords_and_keys_are_cut_out(address: str, left: str) -> None:
    """In every part of an address and in addresses in it, however it is written; and once more changes nothing."""
    assert without_keys(address) == left
    assert without_keys(left) == left


def test_addresses_that_cost_time_do_not() -> None:
    """Addresses in addresses without an end, and very long ones."""
    nested = "https://h/?u=" * 3_000
    assert without_keys(nested) == "https://h/"
    assert without_keys("https://h/?" + "a=b&" * 5_000 + "token=s3cret").endswith("&a=b")


def test_no_record_has_them() -> None:
    """However an article or a copy is made, its address and its id are without."""
    secret = CUT[0][0]
    article = Article(text="x", id=secret, url=secret, copies=(Copy(id=secret, url=secret),))
    assert "s3cret" not in str(article.to_dict())
    assert "s3cret" not in str(replace(article, url=secret).to_dict())


def test_what_was_fetched_with_a_password_is_drawn_without(site: Site, tmp_path: Path) -> None:
    """The page is fetched with it; neither the map, the list of what was rejected nor a message has it."""
    page = "<html><body><article><h1>Rain</h1>" + "<p>Rain fell in Kyiv, and then it stopped.</p>" * 20
    site.pages["/a?token=s3cret"] = (200, {"content-type": "text/html"}, page.encode())
    host = site.url.removeprefix("http://")
    asked = [f"http://bob:s3cret@{host}/{path}?token=s3cret" for path in ("a", "b")]
    result = CliRunner().invoke(main, ["locate", *asked, "-o", str(tmp_path / "l.jsonl")])
    assert result.exit_code == 1
    assert f"http://{host}/b: answered 404" in result.stderr
    assert "s3cret" not in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["l.jsonl", "l.provenance.json", "l.rejected.jsonl"]
    assert not [path for path in tmp_path.iterdir() if "s3cret" in path.read_text(encoding="utf-8")]


def test_no_field_of_a_record_has_a_key() -> None:
    """An address stands in other fields too: who published it, who wrote it, under which heading."""
    address = "https://bob:s3cret@host/a?token=s3cret"
    article = Article(text="x", id=address, url=address, source=address, author=address, section=address)
    assert "s3cret" not in str(article.to_dict())
    assert "s3cret" not in str(Copy(id="a", url=address, source=address).to_dict())
