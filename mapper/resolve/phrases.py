"""What the patterns of powers.py and asides.py are made of."""

__all__ = ["NAME", "THE"]

NAME = r"(?-i:[A-Z])[\w.’'-]*(?:\s(?-i:[A-Z])[\w.’'-]*)?"
THE = r"\s+(?:the\s+)?"
