"""Names of people in what a chat says itself: who joined, was added, or changed something; on cards, in polls."""

import re
from collections.abc import Iterator

from .people import is_of_person

__all__ = ["named_in"]

_LONGEST_LINE = 300  # of what is looked at for names
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069 ~"
# Who was added or removed stands behind the verb, or before its end.
_OBJECT = re.compile(
    r"\b(?:(?:has |have )?(?:added|removed|invited|approved)|a (?:ajouté|retiré|supprimé|invité)|"
    r"(?:añadió|agregó|eliminó|quitó|adicionó) a|"
    r"(?:adicionou|removeu|incluiu)|ha (?:aggiunto|rimosso)|dodała?|usunęła|usunął|"
    r"(?:додала|додав|добавила|добавил|удалила|удалил|видалила|видалив|вилучила|вилучив|исключила|"
    r"исключил)(?:\([^()\s]{1,5}\))?|"
    r"menambahkan|lade till|tog bort|tilføjede|fjernede|la til|přidala?|odebrala?|adăugat pe|eliminat pe|"
    r"eltávolította|hozzáadta|"
    r"πρόσθεσε τον|πρόσθεσε την|πρόσθεσε|הוסיפה? את|הסירה? את)\s(.{2,100})$|"
    r"\b(?:hat|heeft|haben)\s(.{2,100}?)\s(?:hinzugefügt|entfernt|toegevoegd|verwijderd)\.?$|"
    r"(?:^|, )(.{2,80}?) (?:kişisini|adlı kişiyi) (?:gruba )?(?:ekledi|çıkardı)|"
    r"^(.{2,80}?) را (?:اضافه|حذف) کرد|^(?:أضافت?|أزالت?|أخرجت?|حذفت?) (.{2,80})$",
)
_BETWEEN = re.compile(r",\s|،\s?|\s(?:and|und|et|y|e|en|og|och|ve|ja|i|a|și|és|και|і|та|и|و|ו)\s|\s(?=و[^\W\d_]{3})")
_FROM_GROUP = re.compile(r"\s(?:to|from) (?:the|this) group.*$|\s(?:à|du|au) groupe.*$|\s(?:al|del) grupo.*$")
_ACTOR = re.compile(
    r"^(\S[^:\n]{0,40}?) (?:joined|left$|invited|(?:was|were) (?:added|removed)|has|changed|created|pinned|"
    r"added|removed|started|turned|"
    r"is now|"
    r"hat (?:die|das|den|diese|dich|\S+ \S+ (?:hinzugefügt|entfernt))|ist (?:beigetreten|der Gruppe)|"
    r"a (?:rejoint|quitté|créé|changé|modifié|ajouté|retiré|épinglé)|se unió|salió|creó|cambió|añadió|eliminó|fijó|"
    r"entrou|saiu|criou|mudou|alterou|adicionou|ha (?:creato|abbandonato|cambiato|aggiunto|rimosso)|si è unit|heeft|"
    r"is toegevoegd|"
    r"opuścił|dołączył|utworzył|zmienił|dodał|ayrıldı|katıldı|oluşturdu|değiştirdi|"
    r"(?:вышел|вышла|вышли|покинул|присоединил|создал|изменил|закрепил|добавил|удалил|вийшов|вийшла|приєднав|приєднала|"
    r"створив|створила|змінив|змінила|закріпи|додав|додала|видалив|видалила)\w*|"
    r"انضم|غادر|أنشأ|غيّر|غير|تمت إضافته|ترک کرد|هوصف|יצא|יצאה|הצטרף|הצטרפה)"
)
_ARABIC_ACTOR = re.compile(
    r"^(?:انضمت?|غادرت?|أنشأت?|غيّ?رت?|ثبّ?تت?|خرجت?) (.{2,60}?)(?: (?:المجموعة|إلى|باستخدام|عبر|رسالة|هذه|وصف|اسم).*)?$"
)
_NO_ACTOR = {
    "you", "your", "du", "sie", "ihr", "vous", "tu", "tú", "usted", "você", "вы", "ты", "ви", "ти", "أنت", "this", "a",
    "the", "jij", "je", "ty", "sen", "siz", "אתה",
}  # fmt: skip
_CAPITALS = re.compile(r"[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’.-]+){1,3}")
_CARD = re.compile(
    r"<[^<>:\n]{3,30}: (?:\d+-)?([^<>\n]{2,80})\.vcf>|: \u200e?([^:\n]{2,60})\.vcf \([^()\n]{4,30}\)$", re.MULTILINE
)
_VCARD = re.compile(r"^(?:FN|N|NICKNAME)[:;](?:[\w=;-]+:)?([^\n]{2,80})$", re.MULTILINE)
_OPTION = re.compile(r"^[^\W\d]{3,12}: (.{2,60}?) \(\d+ [^()\n]{3,20}\)$", re.MULTILINE)  # of a poll
_FILE = re.compile(r"(?:^|: |>|-)\u200e?([^\W\d_]+(?: [^\W\d_]+){1,2})\.\w{2,5}(?: [(•]|>|$)", re.MULTILINE)


def named_in(text: str, notices: list[str]) -> Iterator[str]:
    """The people of whom the notices of a chat tell, and who are on cards, in polls or in files' names in its text."""
    for found in _CARD.finditer(text):
        yield from filter(None, found.groups())
    for found in _VCARD.finditer(text):
        yield " ".join(found[1].replace("\\", "").split(";")[::-1]).strip()
    yield from (
        name for name in (*_OPTION.findall(text), *_FILE.findall(text)) if is_of_person(name) and name.title() == name
    )
    for notice in notices:
        line = re.sub(
            f"[{_MARKS.replace(' ', '')}]", "", notice.strip(_MARKS).partition("\n")[0][:_LONGEST_LINE]
        ).strip()
        actor = _ACTOR.match(line) or _ARABIC_ACTOR.match(line)
        if actor and actor[1].casefold() not in _NO_ACTOR:
            yield actor[1]
        for found in _OBJECT.finditer(line):
            yield from _BETWEEN.split(_FROM_GROUP.sub("", next(filter(None, found.groups()))).rstrip("."))
        yield from (name for name in _CAPITALS.findall(line) if is_of_person(name))
