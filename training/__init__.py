"""How the weights that ship are made: from openly licensed corpora to mapper/model. Never imported by the packages."""

__all__: list[str] = []
