"""What an article holds reaches a page as data or as text: each function by itself, to the letter."""

import json

import pytest

from mapper.escape import Html, element, plain, safe_url, script_json


def test_data_cannot_end_its_script() -> None:
    """Letters stay as they are, signs of markup and ends of lines become escapes; nothing is wasted on spaces."""
    data = {"é": [1, 2], "t": "</script><!-- & \u2028\u2029"}
    text = script_json(data)
    assert text == '{"é":[1,2],"t":"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\\u2029"}'
    assert json.loads(text) == data


@pytest.mark.parametrize("code", [0xD800, 0xDBFF, 0xDC00, 0xDFFF])
def test_half_a_letter_becomes_a_sign(code: int) -> None:
    """No file can hold it."""
    half = chr(code)
    assert script_json(f"a{half}b") == '"a\ufffdb"'
    assert plain(f"a{half}b") == "a\ufffdb"


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_no_number_that_json_has_not_is_written(number: float) -> None:
    """A browser would read none of the page."""
    with pytest.raises(ValueError, match="JSON"):
        script_json(number)


@pytest.mark.parametrize("sign", "\x00\x08\x0b\x1f\x7f\x9f")
def test_plain_text_has_no_control_characters(sign: str) -> None:
    """But tabs and ends of lines."""
    assert plain(f"a{sign}b\tc\nd") == "a\ufffdb\tc\nd"


@pytest.mark.parametrize("url", ["http://e.org", "https://e.org/a?b=c#d", "HTTPS://e.org", "https://é.org/ü"])
def test_an_address_of_the_web_is_kept(url: str) -> None:
    """As it was given."""
    assert safe_url(url) == url


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "data:text/html,x", "ftp://e.org", "file:///etc/passwd", "//e.org", "e.org", "", "http://",
    "https:e.org", "http://[", "http://e.org/a b", "http://e.org/\x00", "http://e.org/\x1f", "http://e.org/\x7f",
    "http://e.org/\n", "http://e.org/\ud800",
])  # fmt: skip
def test_no_other_address_is_kept(url: str) -> None:
    """Nothing runs, nothing leads into the reader's machine, and no white space ends an attribute."""
    assert safe_url(url) == ""


@pytest.mark.parametrize(("name", "inside", "attributes", "said"), [
    ("p", ['a < b & "c"'], {}, '<p>a &lt; b &amp; "c"</p>'),
    ("p", ["a", Html("<b>b</b>"), "\x00"], {}, "<p>a<b>b</b>\ufffd</p>"),
    ("a", ["x"], {"href": '"><script>', "class_": "k", "data_id": "1"},
     '<a href="&quot;&gt;&lt;script&gt;" class="k" data-id="1">x</a>'),
    ("a", [], {"id": "", "title": "\x00'"}, '<a title="\ufffd&#x27;"></a>'),
    *((name, [], {"alt": "x"}, f'<{name} alt="x"/>') for name in ("br", "hr", "img", "link", "meta")),
    ("div", [], {}, "<div></div>"),
])  # fmt: skip
def test_an_element_escapes_what_is_put_into_it(
    name: str, inside: list[str], attributes: dict[str, str], said: str
) -> None:
    """But for what is markup already; an empty attribute is left out, and some elements have no end."""
    made = element(name, *inside, **attributes)
    assert made == said
    assert isinstance(made, Html)
