"""Names that an event is called after, measured from or merely near, or that people were driven from: sites."""

from ..reading.reading import Reading
from .relative import offset_before
from .rules import NAME, THE, Named, Rule

__all__ = ["HAPPENINGS"]

_EVENT = r"""
    (?:airstrike|air\ strike|ambush|assault|attack|battle|blast|blockade|bombardment|bombing|clash|crisis|earthquake|
    explosion|fighting|flood|incursion|invasion|kidnapping|killing|massacre|offensive|protest|raid|rally|shelling|
    shooting|siege|strike|summit|talks|unrest|uprising|war)(?:s|es)?"""


def _measured(reading: Reading, named: Named) -> str:
    offset = offset_before(reading, named.mention.start)
    return offset.words if offset else ""


HAPPENINGS = (
    Rule(
        name="measured from", role="site", example="Shells fell 20 km south of [Kupiansk].", finds=_measured,
    ),
    Rule(  # where nothing closer is named before it
        name="near it", role="site", example="A field of debris near [Mykolaiv] was searched.",
        led="near to outside", before=r"\b (?: near | close\ to | outside )",
        unless=rf"\b (?:at|in|of|on) {THE} {NAME} \b [^.;]* $",
    ),
    Rule(  # but not "the Geneva talks proposal"
        name="event of its name", role="site", example="The [Aleppo] offensive went on.",
        after=rf"""
            \s (?:(?-i:peace|bomb|gun|missile|market)\s)? (?-i:{_EVENT}) \b
            (?! \s (?-i:plan|proposal|victim|suspect) )""",
    ),
    Rule(
        name="event of its name", role="site", example="The siege of [Bakhmut] went on.",
        led="against around at in near of on and or",
        before=rf"\b {_EVENT} \s (?:against|around|at|in|near|of|on) (?:{THE}{NAME}\s(?:and|or))?",
    ),
    Rule(
        name="driven from", role="site", example="They were expelled from [Yola].",
        led="from", before=r"""
            \b (?: withdr[ae]w\w* | pull(?:ed)?\ (?:out|back) | evacuat\w+ | expel\w* | oust\w* | driven
            | drove (?! \s (?:across|away|back|down|here|home|in|off|on|over|there|up) \b ) | flee | fled | escaped
            | displaced | (?:refugees|evacuees) \s (?!from) \w+ ) \b [^.,;]{0,40} \s from""",
    ),
)  # fmt: skip
"""Rules of a site: an event is called after the place, measured from it or near it, or drove people from it."""
