"""The people of private chats, under names that are not theirs: "Member 3". Their numbers and addresses go as well."""

import re

__all__ = ["Members"]

_PHONE = re.compile(r"(?<![\w.+])(?:\+|00)?\(?\d(?:[\s().-]?\d){8,14}(?![\w]|\.\d)")
_DATE = re.compile(r"(?:19|20)\d\d[-. ]?[01]\d[-. ]?[0-3]\d|\d{1,3}\.\d{3,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@/])@(?:\u2068([^\u2069]+)\u2069|([\w.]{3,}))")


class Members:
    """Who takes part in the chats of one export, in the order of their first words; the same export, the same names.

    keep  whether all keep their names, as --keep-names has it
    """

    def __init__(self, *, keep: bool = False) -> None:
        self.keep = keep
        self._names: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None

    def __len__(self) -> int:
        return 0 if self.keep else len(self._names)

    def name(self, real: str) -> str:
        """What a member is called."""
        real = real.strip("~ \u200e\u202a\u202c\xa0")
        if self.keep or not real:
            return real
        if real not in self._names:
            self._names[real] = f"Member {len(self._names) + 1}"
            self._pattern = None
        return self._names[real]

    def clean(self, text: str) -> str:
        """Words of a private chat, without numbers, addresses, handles, and the names of those who take part."""
        if self.keep:
            return text
        text = _MAIL.sub("[address]", text)
        text = _HANDLE.sub(lambda found: self.name(found[1] or found[2]), text)
        text = _PHONE.sub(lambda found: found[0] if _DATE.match(found[0]) else "[number]", text)
        if self._pattern is None and self._names:
            names = sorted((name for name in self._names if len(name) > 2), key=len, reverse=True)
            joined = "|".join(map(re.escape, names))
            self._pattern = re.compile(rf"(?<!\w)(?:{joined})(?!\w)") if joined else None
        return self._pattern.sub(lambda found: self._names[found[0]], text) if self._pattern else text
