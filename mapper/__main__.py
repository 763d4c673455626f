"""`python -m mapper` is the command `mapper`."""

from .cli import main

__all__ = ()

main(prog_name="mapper")
