"""../shared/ner -> weights: python -m training.train [--corpora FOLDER] [--out FOLDER] [--epochs N] [--start WEIGHTS]
                                                [--corrected located.jsonl]

Goes on from its last checkpoint after a stop. Then `python -m training.export` makes of them what the package carries.
"""

import argparse
import json
import random
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from gazetteer import Gazetteer
from mapper.recognise.wordpiece import WordPieces

from .batches import Batch, batches
from .corpora import IGNORED, Example, examples
from .corrected import corrected
from .descent import follow, rate, save
from .network import Tagger, base_folder
from .synthetic import Names, synthetic

_SYNTHETIC = 5000
_HELD_BACK = 25  # one example of so many is for looking at, not for learning
_SLOW_RATE, _FAST_RATE = 1.5e-4, 1e-3
# Of the rates, where weights are trained further and not from the start.
_SHARE_LATER = 0.25
_AVERAGE = 0.995
_OTHER_SHARE = 0.3
_SAVE_EVERY = 100
# All runs begin with the same network, whatever their seed: only then do they end so near that their average is one.
_FIRST_NETWORK = 1


def main() -> None:
    """Train, saying the loss as it goes; the weights are in FOLDER/weights.pt, their average over the last steps."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", type=Path, default=Path("../shared/ner"))
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="weights to go on from, at a quarter of the rates")
    parser.add_argument(
        "--corrected", type=Path, action="append", default=[],
        help="articles located with corrections, to learn from too; repeatable",
    )  # fmt: skip
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    gazetteer = Gazetteer.open()
    draw = random.Random(options.seed)
    own = list(corrected(options.corrected, gazetteer))
    if options.corrected:
        print(f"{len(own)} examples from corrections", flush=True)
    rows = [*examples(options.corpora, gazetteer), *synthetic(gazetteer, draw, _SYNTHETIC), *own]
    learned = [row for row in rows if not _is_held_back(row)]
    vocabulary = WordPieces((Path(base_folder()) / "vocab.txt").read_text("utf-8").splitlines())
    names = Names(gazetteer, draw)
    print(f"{len(learned)} examples of {sum(len(row.words) for row in learned):,} words", flush=True)
    _run(learned, vocabulary, names, options)
    held = [row for row in rows if _is_held_back(row)]
    model = Tagger()
    model.load_state_dict(torch.load(options.out / "weights.pt"))
    print(json.dumps(_looked_at(model, batches(held, vocabulary, names, 0))))


def _run(learned: list[Example], vocabulary: WordPieces, names: Names, options: argparse.Namespace) -> None:
    torch.manual_seed(_FIRST_NETWORK)
    model = Tagger()
    share = 1.0
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
        share = _SHARE_LATER
    average = {name: value.clone() for name, value in model.state_dict().items()}
    slow = {"params": model.slow_parameters(), "lr": share * _SLOW_RATE}
    fast = {"params": model.fast_parameters(), "lr": share * _FAST_RATE}
    optimiser = torch.optim.AdamW([slow, fast], weight_decay=0.01, fused=True)
    epochs = [list(batches(learned, vocabulary, names, options.seed * 1000 + e)) for e in range(options.epochs)]
    steps = [batch for epoch in epochs for batch in epoch]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, len(steps)))
    checkpoint = options.out / "checkpoint.pt"
    first = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(kept["model"])
        optimiser.load_state_dict(kept["optimiser"])
        schedule.load_state_dict(kept["schedule"])
        average, first = kept["average"], kept["step"]
    model.train()
    since = time.monotonic()
    for step in range(first, len(steps)):
        # What is dropped out depends on the step alone: a run that was stopped goes on as if it had not been.
        torch.manual_seed(options.seed * 1_000_000 + step)
        loss = _loss(model, steps[step])
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types there
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        follow(average, model.state_dict(), step, _AVERAGE)
        if step % _SAVE_EVERY == _SAVE_EVERY - 1:
            print(
                f"step {step + 1} of {len(steps)}, loss {loss.item():.4f}, {time.monotonic() - since:.0f} s", flush=True
            )
            state = {
                "model": model.state_dict(), "optimiser": optimiser.state_dict(), "schedule": schedule.state_dict(),
                "average": average, "step": step + 1,
            }  # fmt: skip
            save(state, checkpoint)
    save(average, options.out / "weights.pt")


def _loss(model: Tagger, batch: Batch) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        place, other, _ = model(batch.pieces, batch.casings, batch.matches, batch.mask)
    return _weighted(place, batch.place, batch.weight) + _OTHER_SHARE * _weighted(other, batch.other, batch.weight)


def _weighted(scores: Tensor, tags: Tensor, weight: Tensor) -> Tensor:
    losses = cross_entropy(scores.float().transpose(1, 2), tags, ignore_index=IGNORED, reduction="none")
    counted = (tags != IGNORED) * weight[:, None]
    return (losses * counted).sum() / counted.sum().clamp(min=1.0)


def _is_held_back(example: Example) -> bool:
    return zlib.crc32(" ".join(example.words[:50]).encode()) % _HELD_BACK == 0


def _looked_at(model: Tagger, held: Iterable[Batch]) -> dict[str, float]:
    """Share of the words in held-back places that are tagged right, and of words elsewhere that are."""
    model.eval()
    right = {"places": 0, "elsewhere": 0}
    asked = dict(right)
    with torch.no_grad():
        for batch in held:
            best = model(batch.pieces, batch.casings, batch.matches, batch.mask)[0].argmax(-1)
            for kind, here in (("places", batch.place > 0), ("elsewhere", batch.place == 0)):
                right[kind] += int((best == batch.place)[here].sum())
                asked[kind] += int(here.sum())
    return {kind: right[kind] / asked[kind] for kind in right}


if __name__ == "__main__":
    main()
