"""A network that finds places, taught their roles: python -m training.train_roles --start FILE [--out FOLDER]

Learns roles from training/roles, and is held to the tags of places that it said before: on text of ../shared/ner, on
whole documents and on single sentences, for what is not practised is forgotten. Goes on from its last checkpoint.

A second leg (--settle FILE, the network that was there before roles) goes once more over the stories with much more
other text, half of it with names put where they do not belong, until places are found as before. Every other step then
is for places alone, with nothing dropped out.
"""

import argparse
import copy
import random
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax, softmax

from gazetteer import Gazetteer
from mapper.recognise.wordpiece import WordPieces

from .batches import Batch, batches
from .corpora import IGNORED, Example, corpus, examples
from .descent import follow, rate, save
from .network import Tagger, base_folder
from .quantised import read_back
from .role_corpus import documents, story_of
from .role_examples import Story, headlines, plain, stories
from .synthetic import Names, synthetic

__all__ = ["parser", "train"]

_RATE, _HEAD_RATE = 6e-5, 1e-3
_AVERAGE = 0.99
_SAVE_EVERY = 50
# Of each epoch: how many headlines and replayed texts stand beside the stories.
_HEADLINES, _SHORT, _LONG = 500, 900, 450
# Of the stories that were written for the corpus, the share that an epoch goes without.
_LEFT_OUT = 0.5
# How much it counts to say of places what was said before, and of words that may be places more than of the others.
_HOLD, _PLACES = 2.0, 4.0
# The second leg: of the rates, how much more it is held, and how many more texts are replayed.
_SETTLED_RATE, _SETTLED_HOLD, _SETTLED_LONG, _SETTLED_NEWS = 0.5, 10.0, 1500, 800
# How many capitalised words of such a text are others.
_DISTURBED = 0.2


def main() -> None:
    """Train, saying the losses as it goes; FOLDER/weights.pt has the average over the last steps."""
    options = parser(__doc__.partition("\n")[0]).parse_args()
    gazetteer = Gazetteer.open()
    train(stories(gazetteer), gazetteer, options)


def parser(description: str) -> argparse.ArgumentParser:
    """The options of a run."""
    found = argparse.ArgumentParser(description=description)
    found.add_argument("--corpora", type=Path, default=Path("../shared/ner"))
    found.add_argument("--start", type=Path, required=True, help="a model.onnx or weights.pt to go on from")
    found.add_argument("--settle", type=Path, metavar="FILE", help="hold to this network, for a second leg")
    found.add_argument("--out", type=Path, default=Path("build/roles"))
    found.add_argument("--epochs", type=int, default=7)
    found.add_argument("--steps", type=int, help="stop after so many, to try")
    found.add_argument("--seed", type=int, default=1)
    return found


def train(told: list[Story], gazetteer: Gazetteer, options: argparse.Namespace) -> None:
    """Write OUT/weights.pt, taught by these stories; the options are those of the command."""
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)
    names = Names(gazetteer, draw)
    vocabulary = WordPieces((Path(base_folder()) / "vocab.txt").read_text("utf-8").splitlines())
    replayed = list(_replayed(options, gazetteer, draw))
    steps: list[Batch] = []
    for epoch in range(options.epochs):
        rows = [*_taught(told, draw), *headlines(gazetteer, names, draw, _HEADLINES)]
        rows += replayed[epoch :: options.epochs]
        steps += batches(rows, vocabulary, names, options.seed * 1000 + epoch)
    print(f"{len(told)} stories, {len(replayed)} texts replayed, {len(steps)} steps", flush=True)
    _run(_started(options.start), steps, options)


def _started(path: Path) -> Tagger:
    """The network with the weights of a file; heads that it has not keep the numbers that they began with."""
    model = Tagger()
    weights = read_back(path) if path.suffix == ".onnx" else torch.load(path, weights_only=True)
    missing, unknown = model.load_state_dict(weights, strict=False)
    if unknown or any(not name.startswith(("role.", "other.")) for name in missing):
        raise SystemExit(f"{path}: is no network of training.network (missing {missing}, unknown {unknown})")
    return model


def _taught(told: list[Story], draw: random.Random) -> Iterator[Example]:
    """Each story, a third of them sentence by sentence, a third by paragraphs; and each title that says where."""
    for story in told:
        if story.written and draw.random() < _LEFT_OUT:
            continue
        yield from draw.choice(((story.whole,), (story.apart,), story.sentences))
        if story.title:
            yield story.title


def _replayed(options: argparse.Namespace, gazetteer: Gazetteer, draw: random.Random) -> Iterator[Example]:
    """Texts without roles, long and short by turns."""
    rows, epochs = list(examples(options.corpora, gazetteer)), options.epochs
    long = [row for row in rows if len(row.words) > 60]
    short = [row for row in rows if 3 < len(row.words) <= 60]
    own = list(synthetic(gazetteer, draw, epochs * _SHORT // 2))
    many = _SETTLED_LONG if options.settle else _LONG
    picked = [*draw.sample(long, epochs * many), *draw.sample(short, epochs * _SHORT // 2), *own]
    if options.settle:
        news = list(_news(options.corpora.parent / "open_news" / "en.jsonl.gz"))
        picked += [plain(text, gazetteer) for text in draw.sample(news, epochs * _SETTLED_NEWS)]
        pool = [word for row in picked for word in row.words if word[:1].isupper()]
        picked = [_disturbed(row, draw, pool) if draw.random() < 0.5 else row for row in picked]
    draw.shuffle(picked)
    yield from picked


def _disturbed(row: Example, draw: random.Random, pool: list[str]) -> Example:
    """A text in which some capitalised words are those of other texts: nobody can know it by heart."""
    words = [draw.choice(pool) if w[:1].isupper() and draw.random() < _DISTURBED else w for w in row.words]
    return replace(row, words=tuple(words))


def _news(path: Path) -> Iterator[str]:
    """Texts that no reader has marked, and no part of a story that one has."""
    marked = {story_of(row["id"]) for row in documents()}
    yield from (row["text"] for row in corpus(path) if story_of(row["id"]) not in marked)


def _run(model: Tagger, steps: list[Batch], options: argparse.Namespace) -> None:
    before = _started(options.settle) if options.settle else copy.deepcopy(model)
    before.eval().requires_grad_(requires_grad=False)
    share = _SETTLED_RATE if options.settle else 1.0
    # The tables of words and features stay as they are: too few of the words come to be learned anew.
    for part in (model.bert.embeddings, model.casing, model.match, model.other):
        part.requires_grad_(requires_grad=False)
    head = list(model.role.parameters())
    rest = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("role.")]
    optimiser = torch.optim.AdamW(
        [{"params": rest, "lr": share * _RATE}, {"params": head, "lr": share * _HEAD_RATE}],
        weight_decay=0.01,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, len(steps)))
    average = {name: value.clone() for name, value in model.state_dict().items()}
    checkpoint, first = options.out / "checkpoint.pt", 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        average, first = kept["average"], kept["step"]
    model.train()
    since = time.monotonic()
    said: Tensor | None = None
    for step in range(first, min(len(steps), options.steps or len(steps))):
        torch.manual_seed(options.seed * 1_000_000 + step)
        settles = bool(options.settle) and step % 2 == 1
        model.train(mode=not settles)
        taught, held = _losses(model, before, steps[step])
        loss = _SETTLED_HOLD * held if settles else taught + _HOLD * held
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types there
        torch.nn.utils.clip_grad_norm_([*rest, *head], 1.0)
        optimiser.step()
        schedule.step()
        follow(average, model.state_dict(), step, _AVERAGE)
        here = torch.tensor([taught.item(), held.item()])
        said = here if said is None else said.lerp(here, 0.05)
        if step % 10 == 9:
            spent = time.monotonic() - since
            print(
                f"step {step + 1} of {len(steps)}, roles {said[0]:.3f}, places {said[1]:.4f}, {spent:.0f} s", flush=True
            )
        if step % _SAVE_EVERY == _SAVE_EVERY - 1:
            state = {
                "model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                "average": average, "step": step + 1,
            }  # fmt: skip
            save(state, checkpoint)
    save(average, options.out / "weights.pt")


def _losses(model: Tagger, before: Tagger, batch: Batch) -> tuple[Tensor, Tensor]:
    """How far the roles are from the marks, and the tags from what was said before."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        place, _, role = model(batch.pieces, batch.casings, batch.matches, batch.mask)
        with torch.no_grad():
            wanted = softmax(before(batch.pieces, batch.casings, batch.matches, batch.mask)[0].float(), -1)
    taught = cross_entropy(role.float().transpose(1, 2), batch.role, ignore_index=IGNORED, reduction="sum")
    taught = taught / (batch.role != IGNORED).sum().clamp(min=1)
    words = batch.place != IGNORED
    apart = (wanted * (wanted.clamp(min=1e-6).log() - log_softmax(place.float(), -1))).sum(-1)
    # A place too many is as wrong as one too few: words count that either says are one.
    inside = 1 - torch.minimum(wanted, softmax(place.detach().float(), -1))[..., 0]
    weight = (1 + _PLACES * inside) * words
    return taught, (apart * weight).sum() / weight.sum()


if __name__ == "__main__":
    main()
