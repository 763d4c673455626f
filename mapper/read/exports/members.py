"""The people of private chats, under names that are not theirs: "Member 3". Their numbers and addresses go as well."""

import re

__all__ = ["Members"]

_PHONE = re.compile(r"(?<![\w.+])(?:\+|00)?\(?\d(?:[\s().-]?\d){8,14}(?![\w]|\.\d)")
_DATE = re.compile(r"(?:19|20)\d\d[-. ]?[01]\d[-. ]?[0-3]\d|\d{1,3}\.\d{3,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_STARTS = re.compile(r"(?<!\w)(?=(\S..))", re.DOTALL)
_WITHIN = re.compile(r"\w")
_AROUND = "~ \u200e\u200f\u202a\u202c\u2068\u2069\xa0"  # names in chats: marks of direction, and a sign for no contact
_HANDLE = re.compile(r"(?<![\w@/])@(?:\u2068([^\u2069]+)\u2069|([\w.]{3,}))")


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
        for other in others:
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
        text = _MAIL.sub("[address]", text)
        text = _HANDLE.sub(lambda found: self.name(found[1] or found[2]), text)
        text = _PHONE.sub(lambda found: found[0] if _DATE.match(found[0]) else "[number]", text)
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
