"""The command `mapper`: its subcommands are a module each in `commands`, loaded when they are called."""

from pathlib import Path

import click

from .commands.config import load_config
from .commands.console import Refusal
from .commands.group import Group
from .commands.lazy import Entry, Lazy
from .errors import InputError

__all__ = ["main"]

_COMMANDS = {
    "agree": Entry(home="agree:agree", help="Compare what two reviewers made of the same articles."),
    "cite": Entry(
        home="cite:cite", help="Print a paragraph for a methods section: versions, sums and figures of this install."
    ),
    "completion": Entry(home="shell:completion", help="Print what lets a shell complete commands, options and files."),
    "config": Entry(home="project:config", help="Print what holds here and from where, as a mapper.toml."),
    "draw": Entry(home="draw:draw_command", help="Draw what `mapper locate` wrote."),
    "evaluate": Entry(home="evaluate:evaluate", help="Compare what `mapper locate` wrote with gold marks."),
    "explain": Entry(
        home="explain:explain_command",
        help="Show what spoke for each candidate of a name, or with --event where the event of a verb happened.",
    ),
    "export": Entry(home="export:export_command", help="Write what `mapper locate` wrote for other programs."),
    "gazetteer": Entry(home="gazetteer:gazetteer_group", help="Look into the gazetteer, or build one."),
    "init": Entry(
        home="project:init",
        help="Make a folder that works at once: settings, an article, places of your own, a list of what to withhold.",
    ),
    "lesson": Entry(
        home="lesson:lesson",
        help="Propose the questions of a lesson, in a file to edit; or make a quiz or a package of them.",
    ),
    "locate": Entry(home="locate:locate", help="Write the places of articles as JSON, an article a line."),
    "man": Entry(home="shell:man", help="Print the manual page: every command with every option, for `man`."),
    "map": Entry(home="map:map_command", help="Draw the places of articles on one offline map."),
    "merge": Entry(home="shards:merge", help="Make one output of the shards of a run, or of folders of parts."),
    "model": Entry(home="model:model", help="Look at the network that recognises places."),
    "review": Entry(home="review:review", help="Put a map right in the browser."),
    "story": Entry(home="story:story", help="Bring a story that was made elsewhere."),
    "watch": Entry(
        home="watch:watch", help="Draw a map again whenever its articles change, locating only what is new."
    ),
}


@click.group(
    cls=Group,
    commands=Lazy(_COMMANDS),
    epilog='Example: mapper map news/ -o map.html --title "Week 40"',
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(package_name="conflict-mapper", prog_name="mapper")
@click.pass_context
def main(context: click.Context) -> None:
    """Turn conflict news into one map that works offline.

    What mapper.toml says holds, in this folder or the nearest above: see `mapper config`.
    Exit codes: 0 all done, 1 done but some inputs were skipped, 2 nothing done.
    """
    try:
        context.default_map = load_config(main, Path.cwd()).defaults
    except InputError as error:
        raise Refusal(str(error)) from error
