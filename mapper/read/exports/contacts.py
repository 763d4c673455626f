"""Words without the numbers, the mail addresses and the links to accounts that are in them."""

import re

__all__ = ["without_contacts"]

_PHONE = re.compile(r"(?<![\w+])(?<!\d[.,:])(?:\+|00)?\(?\d(?:[\s().\u2010-\u2015/-]{0,3}\d){8,14}(?!\w|\.\d)")
_DAY = r"(?:19|20)\d\d[-. /]?[01]\d[-. /]?[0-3]\d|[0-3]?\d([./-])[01]?\d\1(?:(?:19|20)\d\d|\d\d(?=[\s,]))(?!\d)"
_NO_PHONE = re.compile(rf"{_DAY}|\d{{1,3}}\.\d{{3,}}(?!\.\d)|\d{{1,2}}[:.]\d\d[-–/ ]")
_GRID = re.compile(r"\b\d{1,2}[C-X] ?[A-Z]{2} ?$")  # before the numbers of a point in MGRS
_IN_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$", re.IGNORECASE)
_LONGEST_ADDRESS = 300  # characters, as far as is looked back
# A number that is shorter, behind a word which says what it is.
_TOLD = re.compile(
    r"(?<!\w)((?:call|phone|telephone|tel|mob|mobile|cell|dial|ring|text|sms|fax|whats ?app|viber|telegram|contact|"
    r"number|hotline|"
    r"тел|телефон\w*|моб\w*|номер\w*|звон\w+|дзвон\w+|дзвін\w*|вайбер|телеграм|anruf\w*|ruf|telefon\w*|handy\w*|nummer|"
    r"appel\w*|téléphon\w*|numéro|tél|llam\w+|teléfono|número|móvil|ligue|telefone|numero|cellulare|"
    r"رقم|هاتف|تلفون|موبايل|جوال|اتصل\w*|واتس\w*)[.:]{0,2}\s{0,2}"
    r"(?:(?:me|us|him|her|them|on|at|is|no|my|now|to|back|for|на|мне|мені|за|по|на номер|ему|їй|йому|mich|uns|unter|"
    r"moi|au|me al|al)\s){0,2}?|[☎📞📱🤙]\ufe0f?\s?)"
    r"([+(]?\d(?:[\s().\u2010-\u2015/-]{0,2}\d){4,14})(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_SHORT_LEFT = re.compile(rf"{_DAY}|(?:19|20)\d\d$|\d{{1,3}}(?:[ ,.]000)+$")
_MAIL = re.compile(
    r"(?<![\w.+-])(?:mailto:)?[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|"
    r"(?<![\w.+-])[\w.+-]{1,64} ?[(\[{](?:at|@|ät|собака|arroba)[)\]}] ?[\w-]+"
    r"(?: ?(?:[(\[{](?:dot|\.|punkt|punto)[)\]}]|\.) ?[\w-]+)+|"
    r"(?<![\w.+-])[\w.+-]{1,64} at [\w-]+(?: dot [\w-]+)+",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog|signal\.me|signal\.group|wa\.me|api\.whatsapp\.com|"
    r"chat\.whatsapp\.com|m\.me|discord\.gg|discord\.com/(?:users|invite)|line\.me|viber\.me|element\.io|matrix\.to)/"
    r"[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]|(?<!\w)(?:tg|viber|whatsapp|skype|sgnl|sms|tel|callto|xmpp|facetime|imessage):(?://)?[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]",
    re.IGNORECASE,
)
_POST = re.compile(r"(?:https?://)?t\.me/(?:c/\d+|\w+)/\d+$", re.IGNORECASE)  # of a channel
# The account itself, and not a post of it, which has more behind it.
_ACCOUNT = re.compile(
    r"(?:https?://)?(?<![\w.-])(?:www\.|m\.|mobile\.|web\.|\w\w-\w\w\.)?"
    r"(?:(?:facebook|fb|instagram|twitter|x|vk|ok|threads|snapchat|tiktok|youtube|linkedin|pinterest)\.(?:com|ru|net)/(?!watch\b|wall-|hashtag\b|search\b|share\b|home\b|i/)"
    r"(?:(?:in|pub|add|profile|user|people|c)/)?@?[\w.%+-]+/?(?:\?[^\s<>\"')\]]*)?|"
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/@[\w.-]+(?:@[\w.-]+)?)(?![\w/])",
    re.IGNORECASE,
)


def without_contacts(text: str) -> str:
    """The text with "[number]" and "[address]" in their place; days, coordinates and channels' posts stay."""
    text = _LINK.sub(lambda found: found[0] if _POST.fullmatch(found[0]) else "[address]", text)
    text = _ACCOUNT.sub("[address]", text)
    text = _MAIL.sub("[address]", text)
    text = _PHONE.sub(lambda found: found[0] if _is_no_phone(found) else "[number]", text)
    return _TOLD.sub(lambda found: found[0] if _SHORT_LEFT.match(found[2]) else f"{found[1]}[number]", text)


def _is_no_phone(found: re.Match[str]) -> bool:
    """True where numbers are a day, an hour, degrees, a point's in a grid, or of the address of a page."""
    before = found.string[max(0, found.start() - _LONGEST_ADDRESS) : found.start()]
    return bool(_NO_PHONE.match(found[0]) or _GRID.search(before) or _IN_ADDRESS.search(before))
