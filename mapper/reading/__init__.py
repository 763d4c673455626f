"""One reading of a text, for every step that asks about it: sentences, lines, datelines."""
