"""The people of private chats, under names that are not theirs: "Member 3". Their numbers and addresses go as well."""

import re

from ...lexicon import words

__all__ = ["Members", "is_of_person", "unnamed"]

_PHONE = re.compile(r"(?<![\w.+])(?:\+|00)?\(?\d(?:[\s().\u2010-\u2013-]{0,2}\d){8,14}(?![\w]|\.\d)")
_DATE = re.compile(r"(?:19|20)\d\d[-. ]?[01]\d[-. ]?[0-3]\d|\d{1,3}\.\d{3,}")
_GRID = re.compile(r"\b\d{1,2}[C-X] ?[A-Z]{2} ?$")  # before the numbers of a point in MGRS
_LINK = re.compile(r"(?:https?://)?(?:t\.me|telegram\.me|signal\.me|wa\.me)/[\w+#/-]+|tg://[^\s)]+", re.IGNORECASE)
_POST = re.compile(r"(?:https?://)?t\.me/(?:c/\d+|\w+)/\d+$", re.IGNORECASE)  # of a channel
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_STARTS = re.compile(r"(?<!\w)(?=(\S..))", re.DOTALL)
_WITHIN = re.compile(r"\w")
_AROUND = "~ \u200e\u200f\u202a\u202c\u2068\u2069\xa0"  # names in chats: marks of direction, and a sign for no contact
_HANDLE = re.compile(r"(?<![\w@/])@(?:\u2068([^\u2069]+)\u2069|([\w.]{3,}))")


# First names are taken out of the words too, where it is plain that they are: not of what is no person, and not where
# they are also places that news tells of, titles, months or words with which sentences begin.
_FIRST = re.compile(
    r"([A-ZÀ-ÞА-ЯЁІЇЄҐ][a-zß-ÿа-яёіїєґ']{2,}) (?:[A-ZÀ-ÞА-ЯЁІЇЄҐ][\w'’-]*\.?)(?: [A-ZÀ-ÞА-ЯЁІЇЄҐ][\w'’-]*\.?)?"
)
_NO_PERSON = re.compile(
    r"\b(?:monitor\w*|watch|news\w*|desk|channel|group|team|press|media|admin\w*|reports?|updates?|info\w*|official|cent\w+|aid|"
    r"relief|help|network|front|line|city|region|oblast|district|province|today|live|alerts?|radio|tv|post|times|daily|"
    r"herald|bulletin|service|forum|support|hub|notes|member|recipient|private|office|hospital|school|camp|market|port)\b",
    re.IGNORECASE,
)
_ALSO_MORE = re.compile(
    "The|This|That|But|Not|Will|May|April|June|August|Mark|Grace|Hope|Faith|Joy|Rose|Art|Bill|Frank|Grant|Chase|Max|Dean|"
    "Rich|Sunny|Summer|Dawn|Eve|Guy|Page|Penny|Ray|Robin|Sandy|Skip|Sky|Star|Stone|Victor|Ward|Guard|Free|United|"
    "Abu|Umm|Bin|Ibn|Sheikh|Mar|Saint|San|Santa|Captain|Major|Colonel|General|Doctor|North|South|East|West|New|"
    "Old|Jordan|Chad|Georgia|Israel|Paris|London|Sydney|Victoria|Florence|Sofia|Santiago|Lourdes|Alexandria|"
    "Carolina|Virginia|Austin|Houston|Dallas|Denver|Madison|Jackson|Lincoln|Washington|Kiev|Kyiv|Odessa|Odesa|"
    "Adelaide|Asia|India|China|America|Ireland|Britain|Cuba|Kenya|Malta|Cyprus|Valencia|Medina|Lima|Trinidad|"
    "Nazareth|Bethlehem|Jericho|Salem|Carmel|Sharon|Galilee|Aleppo|Damascus|Kabul|Tehran|Homs|Aden|Amman|Beirut|"
    "Gaza|Haifa|Goma|Kherson|Kharkiv|Lviv|Donetsk|Mariupol|Crimea|Donbas|Sumy|Izium|Bakhmut|Moscow|Belgorod|"
    "Kursk|Khartoum|Omdurman|Darfur|Sudan|Syria|Iraq|Iran|Yemen|Ukraine|Russia|Lebanon|Turkey|Egypt|Libya|Mali|"
    "Niger|Congo|Somalia|Ethiopia|Tigray|Myanmar|Poland|Florida|Texas|Rafah|Jenin|Nablus|Hebron|Ramallah|"
    "Jerusalem|Mosul|Erbil|Baghdad|Basra|Idlib|Latakia|Tartus|Sanaa|Hodeidah"
)
# Files that are called so say nothing of whom a chat is with.
_PLAIN = re.compile(r"_?(?:chat|whatsapp|signal|messages?|main|data|index|export)[\W\d_]*(?:\.\w+)*", re.IGNORECASE)


def unnamed(where: str, key: str) -> str:
    """Where a chat stands, without the name of whom it is with: in its file's name, its archive's, or its folder's."""
    *folders, name = where.split("/")
    folders = ["WhatsApp Chat" if "whatsapp" in one.casefold() and len(one) > 12 else one for one in folders]
    if not _PLAIN.fullmatch(name):
        name = f"chat {key}"
    elif folders and folders[-1] and name.casefold() in ("data.json", "chat.md", "chat.txt", "index.html"):
        folders[-1] = "…"
    return "/".join([*folders, name])


class Members:
    """Who takes part in the chats of one export, in the order of their first words; the same export, the same names.

    keep  whether all keep their names, as --keep-names has it
    """

    def __init__(self, *, keep: bool = False) -> None:
        self.keep = keep
        self._count = 0
        self._names: dict[str, str] = {}
        self._lengths: dict[str, list[int]] = {}  # of the names that begin with these three letters, longest first

    def __len__(self) -> int:
        return self._count

    def name(self, real: str, *others: str) -> str:
        """What a member is called. `others` are more names of the same one."""
        real = real.strip(_AROUND)
        if self.keep or not real:
            return real
        if real not in self._names:
            self._count += 1
            self._add(real, f"Member {self._count}")
        for other in (*others, *_first_of(real)):
            if (other := other.strip(_AROUND)) and other not in self._names:
                self._add(other, self._names[real])
        return self._names[real]

    def _add(self, real: str, called: str) -> None:
        self._names[real] = called
        lengths = self._lengths.setdefault(real[:3], [])
        if len(real) > 2 and len(real) not in lengths:
            lengths.append(len(real))
            lengths.sort(reverse=True)

    def clean(self, text: str) -> str:
        """Words of a private chat, without numbers, addresses, handles, and the names of those who take part."""
        if self.keep:
            return text
        text = _LINK.sub(lambda found: found[0] if _POST.fullmatch(found[0]) else "[address]", text)
        text = _MAIL.sub("[address]", text)
        text = _HANDLE.sub(lambda found: self.name(found[1] or found[2]), text)
        text = _PHONE.sub(lambda found: found[0] if _is_no_phone(found) else "[number]", text)
        return self._renamed(text)

    def _renamed(self, text: str) -> str:
        """The text with its members' names replaced, however many there are."""
        pieces, at = [], 0
        for found in _STARTS.finditer(text):
            start = found.start()
            for length in self._lengths.get(found[1], ()) if start >= at else ():
                end = start + length
                if (name := self._names.get(text[start:end])) and not _WITHIN.match(text, end):
                    pieces += [text[at:start], name]
                    at = end
                    break
        return "".join([*pieces, text[at:]])


def _first_of(name: str) -> list[str]:
    """The first name in a name, where it is plainly one of a person's."""
    found = _FIRST.fullmatch(name)
    return [found[1]] if found and not _NO_PERSON.search(name) and not _ALSO_MORE.fullmatch(found[1]) else []


def is_of_person(name: str) -> bool:
    """Whether a chat is called as a person is: by a given name and another, and nothing that says it is a channel."""
    return any(first.casefold() in words("given_names") for first in _first_of(name))


def _is_no_phone(found: re.Match[str]) -> bool:
    """Whether numbers are a day, degrees, or a point's in a grid."""
    return bool(_DATE.match(found[0]) or _GRID.search(found.string[max(0, found.start() - 8) : found.start()]))
