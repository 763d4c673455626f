"""The people of private chats, under names that are not theirs: "Member 3". Their numbers and addresses go as well."""

import re
from collections.abc import Iterator

from .contacts import without_contacts
from .renamed import Names

__all__ = ["Members", "unnamed"]

# Scripts without spaces between words, or with endings written in one with names.
_RUNNING = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_STARTS = re.compile(rf"(?:(?<!\w)|(?=[{_RUNNING}]))(?=(\S.))", re.DOTALL)
_WITHIN = re.compile(rf"(?<![{_RUNNING}])\w")
_PARTICLES = re.compile(r"\s((?:(?:van|von|der|den|de|del|della|di|da|dos|das|du|la|le|ter|zu|af)\s+)+\S+)")
_IS_HANDLE = re.compile(r"[\d_]")  # in names that are no words, and may be written in small letters
_WORDS_OF_NAMES = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
_AROUND = "~ \u200e\u200f\u202a\u202c\u2068\u2069\xa0"  # names in chats: marks of direction, and a sign for no contact
_HANDLE = re.compile(r"(?<![\w@/])@(?:\u2068([^\u2069]+)\u2069|([\w.]{3,}))")
# Files that are called so say nothing of whom a chat is with.
_PLAIN = re.compile(r"_?(?:chat|whatsapp|signal|messages?|main|data|index|export)[\W\d_]*(?:\.\w+)*", re.IGNORECASE)


def unnamed(where: str, key: str) -> str:
    """The path of a chat without the name of the person it is with, in a file's name, an archive's, or a folder's."""
    *folders, name = where.split("/")
    folders = ["WhatsApp Chat" if "whatsapp" in one.casefold() and len(one) > 12 else one for one in folders]
    if not _PLAIN.fullmatch(name):
        name = f"chat {key}"
    elif folders and folders[-1] and name.casefold() in ("data.json", "chat.md", "chat.txt", "index.html"):
        folders[-1] = "…"
    return "/".join([*folders, name])


class Members:
    """The members of the chats of one export, numbered by their first words; the same export gives the same names.

    keep  whether all keep their names, as --keep-names has it
    """

    def __init__(self, *, keep: bool = False) -> None:
        self.keep = keep
        self._count = 0
        self._names: dict[str, str] = {}
        self._lengths: dict[str, list[int]] = {}  # of the names that begin with these two letters, longest first
        self._wholes: dict[str, str] = {}
        self._words = Names()

    def __len__(self) -> int:
        return self._count

    def name(self, real: str, *others: str) -> str:
        """The name to print for a member: "Member 3". `others` are more names of the same one."""
        real = real.strip(_AROUND)
        if self.keep or not real:
            return real
        if real not in self._names:
            self._count += 1
            self._add(real, f"Member {self._count}")
        for other in others:
            if (other := other.strip(_AROUND)) and other not in self._names:
                self._add(other, self._names[real])
        return self._names[real]

    def call(self, called: str, *names: str) -> None:
        """Have one who has these names called so."""
        for name in names:
            if (real := name.strip(_AROUND)) and real not in self._names:
                self._add(real, called)

    def _handle(self, real: str) -> str:
        """The name to print for a handle; of an account without a known name it is replaced only as a whole."""
        if real not in self._names:
            self._count += 1
            self._names[real] = f"Member {self._count}"
            self._add_whole(real, self._names[real])
        return self._names[real]

    def _add(self, real: str, called: str) -> None:
        self._names[real] = called
        has_words = self._words.add(real, called)
        if not (has_words and _is_of_words(real)):
            for form in {real, real.lower()} if _IS_HANDLE.search(real) else {real}:
                self._add_whole(form, called)
        for part in _within(real):
            if part not in self._names:
                self._add_whole(part, called)

    def _add_whole(self, real: str, called: str) -> None:
        """A name that is replaced as it is, wherever it stands."""
        self._wholes.setdefault(real, called)
        lengths = self._lengths.setdefault(real[:2], [])
        if len(real) > 1 and len(real) not in lengths:
            lengths.append(len(real))
            lengths.sort(reverse=True)

    def clean(self, text: str) -> str:
        """Words of a private chat, without numbers, addresses, handles, and the names of those who take part."""
        if self.keep:
            return text
        text = without_contacts(text)
        text = _HANDLE.sub(lambda found: self._handle(found[1] or found[2]), text)
        return self.renamed(text)

    def renamed(self, text: str) -> str:
        """The text with its members' names replaced, and nothing else."""
        return self._words.renamed(self._as_wholes(text))

    def _as_wholes(self, text: str) -> str:
        """The same where they stand as they are, however many there are."""
        pieces, at = [], 0
        for found in _STARTS.finditer(text):
            start = found.start()
            for length in self._lengths.get(found[1], ()) if start >= at else ():
                end = start + length
                if (name := self._wholes.get(text[start:end])) and not _WITHIN.match(text, end):
                    pieces += [text[at:start], name]
                    at = end
                    break
        return "".join([*pieces, text[at:]])


def _is_of_words(name: str) -> bool:
    """True where a name is nothing but words with capitals, which are looked for one by one."""
    return bool(_WORDS_OF_NAMES.fullmatch(name)) and name[0].isupper()


def _within(name: str) -> Iterator[str]:
    """Names within one that is written without spaces, or with a particle: 小明 of 王小明, عبد الله."""
    if re.fullmatch(rf"[{_RUNNING}]{{3}}", name):
        yield name[1:]
    yield from re.findall(r"(?<!\w)عبد ?ال\w+", name)
    if found := _PARTICLES.search(name):
        yield from (found[1], f"{found[1][0].upper()}{found[1][1:]}")
    words = name.split()
    if len(words) > 1:
        yield from (word for word in words if len(word) > 1 and re.fullmatch(rf"[{_RUNNING}]+", word))
