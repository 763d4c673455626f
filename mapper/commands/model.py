"""The command `mapper model`: what the network is that recognises places, and what it was made from."""

import click

from .group import Group

__all__ = ["model"]


@click.group("model", cls=Group, epilog="Example: mapper model info")
def model() -> None:
    """Look at the network that recognises places."""


@model.command("info", epilog="Example: mapper model info")
def _info_command() -> None:
    """Print the model card: data and licences, figures, known failures."""
    # numpy is for those who ask.
    from ..recognise.tagger import Tagger

    click.echo(Tagger().card(), nl=False)
