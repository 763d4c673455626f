"""The same story once: how many copies of one story are found, and how many different stories are taken for one.

    python benchmarks/copies.py [FOLDER]

Copies are made from the articles of examples/ as papers make them: another headline, cut from the end, single words and
sentences changed, lines of the agency's and the paper's own set around it; and all of that at once. Every pair of
copies of one article ought to be found, and no pair of two articles. With FOLDER (gold marks as JSON Lines), each pair
of its articles that is taken for one story is printed too, to be looked at.
"""

import json
import random
import re
import sys
from collections import Counter
from itertools import combinations, product
from pathlib import Path

from mapper import Article
from mapper.read.articles import read_articles
from mapper.read.near_duplicates import are_copies, bands, print_of
from mapper.reading.reading import Reading

ROOT = Path(__file__).parents[1]
AGENCIES = ("AP", "Reuters", "AFP")
OTHER_WORDS = {"said": "told reporters", "killed": "left dead", "wounded": "injured", "near": "close to",
               "struck": "hit", "on": "late on", "and": "as well as", "officials": "local officials"}  # fmt: skip


def main() -> None:
    """Print a line for each way of copying, and the pairs of different stories that are taken for one."""
    articles = [a for a in read_articles([ROOT / "examples"]) if len(a.text.split()) >= 60]
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    wrong = pairs = 0
    for article, other in product(articles, repeat=2):
        if article.id < other.id:
            pairs += 1
            wrong += is_found(article.text, article.title, other.text, other.title)
    for number, article in enumerate(articles):
        draw = random.Random(number)  # noqa: S311 -- repeatable, not secret
        for how, makes in WAYS.items():
            heads = [f"Papers have headline {at}" for at in "abcdefghi"]
            copies = [(f"{head}\n\n{makes(article, draw)}", head) for head in heads]
            for one, two in combinations([(article.text, article.title), *copies], 2):
                tried[how] += 1
                found[how] += is_found(*one, *two)
    for how in WAYS:
        print(f"{how:44} {found[how]:5,} of {tried[how]:5,} pairs of copies found: {found[how] / tried[how]:.1%}")
    print(f"different stories taken for one: {wrong} of {pairs:,} pairs of examples")
    for folder in sys.argv[1:]:
        look_at(Path(folder))


def is_found(text: str, title: str, other_text: str, other_title: str) -> bool:
    """True where a run would make one article of the two."""
    one, other = print_of(Reading(text), title), print_of(Reading(other_text), other_title)
    return bool(bands(one) & bands(other)) and are_copies(one, other)


def sentences(text: str) -> list[str]:
    """The text below its headline, cut after its sentences, each with the white space that follows it."""
    body = text.partition("\n\n")[2] if len(text.partition("\n")[0]) < 100 and "\n\n" in text else text
    return [piece for piece in re.split(r"(?<=[.!?] )|(?<=\n)", body) if piece.strip()]


def headed(article: Article, _: random.Random) -> str:
    """Nothing but the words below the headline: each copy gets one of its own."""
    return "".join(sentences(article.text))


def cut(article: Article, draw: random.Random) -> str:
    """Two fifths to nine tenths of it, from its beginning."""
    held = sentences(article.text)
    return "".join(held[: max(2, round(len(held) * draw.uniform(0.4, 0.9)))])


def edited(article: Article, draw: random.Random) -> str:
    """Words changed, one in twenty left out, and one sentence in ten gone."""
    held = [s for s in sentences(article.text) if draw.random() > 0.1]
    words = re.split(r"(\s+)", "".join(held))
    return "".join(OTHER_WORDS.get(word, word) if draw.random() > 0.05 or word.isspace() else "" for word in words)


def framed(article: Article, draw: random.Random) -> str:
    """An agency's dateline, a byline, and the paper's own lines."""
    body = "".join(sentences(article.text))
    agency = draw.choice(AGENCIES)
    return (
        f"By Ann Writer and Bob Editor, {agency}\n\nKYIV, Ukraine ({agency}) — {body}\n\nReporting by Ann Writer; "
        f"Editing by Bob Editor\n\n© 2024 The Paper. All rights reserved.\n\nSign up for our newsletter"
    )


def everything(article: Article, draw: random.Random) -> str:
    """Cut, edited, and set in lines."""
    shorter = Article(text=f"Head\n\n{cut(article, draw)}")
    return framed(Article(text=f"Head\n\n{edited(shorter, draw)}"), draw)


WAYS = {
    "another headline": headed,
    "cut to 40-90 % from the end": cut,
    "words and sentences changed": edited,
    "lines of agency and paper around it": framed,
    "all of these at once": everything,
}


def look_at(folder: Path) -> None:
    """Print the pairs of a folder's articles that are taken for one story."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = [row for line in path.read_text("utf-8").split("\n") if line and "text" in (row := json.loads(line))]
        prints = [print_of(Reading(row["text"]), row.get("title", "")) for row in rows]
        homes: dict[int, list[int]] = {}
        merged: list[tuple[int, int]] = []
        for number, text in enumerate(prints):
            near = Counter(other for band in bands(text) for other in homes.get(band, ()))
            if match := next((other for other, _ in near.most_common() if are_copies(prints[other], text)), None):
                merged.append((match, number))
                continue
            for band in bands(text):
                homes.setdefault(band, []).append(number)
        print(f"{path.name}: {len(rows):,} articles, {len(merged)} taken for a copy of one before")
        for one, two in merged[:20]:
            print(f"  {rows[one]['text'][:70]!r}\n  {rows[two]['text'][:70]!r}\n")


if __name__ == "__main__":
    main()
