"""The shipped network, or other weights, taught roles: python -m training.train_roles [--start FILE] [--out FOLDER]

Learns roles from training/roles, and is held to the tags of places that it said before: on text of ../shared/ner, on
whole documents and on single sentences, for what is not practised is forgotten. Goes on from its last checkpoint.
"""

import argparse
import copy
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy, log_softmax, softmax

from gazetteer import Gazetteer
from mapper.recognise.tagger import Tagger as Shipped
from mapper.recognise.wordpiece import WordPieces

from .batches import Batch, batches
from .corpora import IGNORED, Example, examples
from .network import Tagger, base_folder
from .quantised import read_back
from .role_examples import Story, headlines, stories
from .synthetic import Names, synthetic

_RATE, _HEAD_RATE = 6e-5, 1e-3
_WARM_UP = 0.06
_AVERAGE = 0.99
_SAVE_EVERY = 50
# Of each epoch: how many headlines and replayed texts stand beside the stories.
_HEADLINES, _SHORT, _LONG = 500, 900, 450
# How much it counts to say of places what was said before, and of words that may be places more than of the others.
_HOLD, _PLACES = 2.0, 4.0


def main() -> None:
    """Train, saying the losses as it goes; FOLDER/weights.pt has the average over the last steps."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/ner"))
    parser.add_argument(
        "--start", type=Path, default=Shipped().folder / "model.onnx", help="a model.onnx or weights.pt"
    )
    parser.add_argument("--out", type=Path, default=Path("build/roles"))
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--steps", type=int, help="stop after so many, to try")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    draw = random.Random(options.seed)
    gazetteer = Gazetteer.open()
    names = Names(gazetteer, draw)
    vocabulary = WordPieces((Path(base_folder()) / "vocab.txt").read_text("utf-8").splitlines())
    told = stories(gazetteer)
    replayed = list(_replayed(options.corpora, gazetteer, draw, options.epochs))
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
    """Each story once, a third of them sentence by sentence, a third by paragraphs; and each title that says where."""
    for story in told:
        yield from draw.choice(((story.whole,), (story.apart,), story.sentences))
        if story.title:
            yield story.title


def _replayed(corpora: Path, gazetteer: Gazetteer, draw: random.Random, epochs: int) -> Iterator[Example]:
    """Texts without roles, long and short by turns."""
    rows = list(examples(corpora, gazetteer))
    long = [row for row in rows if len(row.words) > 60]
    short = [row for row in rows if 3 < len(row.words) <= 60]
    own = list(synthetic(gazetteer, draw, epochs * _SHORT // 2))
    picked = [*draw.sample(long, epochs * _LONG), *draw.sample(short, epochs * _SHORT // 2), *own]
    draw.shuffle(picked)
    yield from picked


def _run(model: Tagger, steps: list[Batch], options: argparse.Namespace) -> None:
    before = copy.deepcopy(model).eval().requires_grad_(requires_grad=False)
    # The tables of words and features stay as they are: too few of the words come to be learned anew.
    for part in (model.bert.embeddings, model.casing, model.match, model.other):
        part.requires_grad_(requires_grad=False)
    head = list(model.role.parameters())
    rest = [p for name, p in model.named_parameters() if p.requires_grad and not name.startswith("role.")]
    optimiser = torch.optim.AdamW(
        [{"params": rest, "lr": _RATE}, {"params": head, "lr": _HEAD_RATE}], weight_decay=0.01, fused=True
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, len(steps)))
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
        taught, held = _losses(model, before, steps[step])
        optimiser.zero_grad()
        (taught + _HOLD * held).backward()  # type: ignore[no-untyped-call]  # torch has no types there
        torch.nn.utils.clip_grad_norm_([*rest, *head], 1.0)
        optimiser.step()
        schedule.step()
        keep = min(_AVERAGE, step / (step + 10))
        for name, value in model.state_dict().items():
            average[name].lerp_(value, 1 - keep) if value.is_floating_point() else average[name].copy_(value)
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
            _save(state, checkpoint)
    _save(average, options.out / "weights.pt")


def _save(state: dict[str, object], path: Path) -> None:
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)


def _rate(step: int, steps: int) -> float:
    warm = _WARM_UP * steps
    return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


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
    weight = (1 + _PLACES * (1 - wanted[..., 0])) * words
    return taught, (apart * weight).sum() / weight.sum()


if __name__ == "__main__":
    main()
