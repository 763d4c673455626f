"""A place that is named in passing, for an event elsewhere: an origin, a comparison, a border, the past."""

from ..lexicon import one_of
from ..reading.english.datelines import WEEKDAY
from .rules import NAME, THE, Rule

__all__ = ["BACKGROUND", "BORDER"]

_PEOPLE = (
    r"troops|soldiers?|peacekeepers|fighters?|militants?|activists?|volunteers|delegates?|(?<!displaced\ )students?|"
    r"workers?|doctors?|engineers?|tourists?|pilgrims?|lawmakers?|experts?"
)
_PERSON = (
    r"man|boy|girl|teacher|medic|nurse|doctor|student|engineer|worker|farmer|journalist|lawyer|merchant|trader|driver|"
    r"pilot|captain|officer|lawmaker|senator|professor|priest|imam|native|citizen"
)
# Those whom somebody "withdrew from Gao" were there.
_REMOVED = r"\b (?:withdr|pull|evacuat|remov|expel|oust|dr[io]v|clear|purg) \w* \b [^.,;]* $"
_STRIKE = r"(?:again\ )?(?:hit|strike|attack|bomb|shell|storm|invade|seize|take|retake|capture|recapture|destroy|raze)"
_BATTLE = r"(?:battle|siege|fall|massacre|bombing|genocide) \s (?:of|in)"
_LED = rf"\b (?:in|at|near|of|from|to|on|capital,) {THE} $"

# "in Muscat and Fujairah said", of either name.
_BOTH = rf"(?:{THE}{NAME}\s(?:and|or))?"
_BOTH_ON = rf"(?:\s(?:and|or)\s(?:the\s)?{NAME})? (?:,\s{NAME},)?"
_SAID = one_of("sayings")
# Of these, what nothing is or was: clashes are "reported in" the place where they are.
_SPEAKING = r"(?:said|says|announced|declared)"
# Who speaks of what happened around them.
_THERE = r"(?:famil(?:y|ies)|locals?|neighbou?rs?|people|relatives?|residents?|survivors?|villagers?|witness(?:es)?)"

BACKGROUND = (
    Rule(
        name="origin", role="context", example="Soldiers searched the flat of a man born in [Gori].",
        led="in of unlike from to with and", before=rf"""
            \b (?: born\ (?:and\ raised\ )?in | based\ in | lives\ in | grew\ up\ in | was\ (?:raised|educated)\ in
            | natives?\ of | unlike(?:\ in)? | (?:worked|studied|trained)\ in(?:{THE}(?:{NAME},\ )*{NAME}\ and)?
            | headquartered\ in | comes?\ from | came\ from | hails?\ from
            | (?:its|their)\ (?:base|headquarters|offices?)\ in | (?:regional|country|field|head)\ office\ in
            | compared\ (?:to|with) | as\ in | reminiscent\ of )""",
    ),
    Rule(
        name="origin", role="context", example="Soldiers from [Chad] patrolled {Gao}.",
        led="from", before=rf"\b (?:{_PEOPLE}) \ from", unless=_REMOVED,
    ),
    Rule(
        name="origin", role="context", example="A medic from [Lviv] died in {Kherson}.",
        led="from", unless=_REMOVED,
        before=rf"\b (?:an?|the|whose) \s (?:[\w-]+\s){{0,2}} (?:wo)? (?:{_PERSON}) \s from",
    ),
    Rule(
        name="history", role="context", example="It was worse than in the 1995 siege of [Sarajevo].",
        before=rf"\b [12]\d{{3}} \s {_BATTLE}",
    ),
    Rule(
        name="history", role="context", example="It was worse in the battle of [Aleppo] in 2016.",
        before=rf"\b {_BATTLE}", after=r"\s (?-i:in|of)\ (?:\w+\ )? (?:1[0-9]|20) \d\d \b",
    ),
    Rule(
        name="named after", role="context", example="Thousands marched against the [Oslo] accords.",
        after=r"""
            (?:,\s\w+)? \s (?:(?:peace|nuclear|climate|ceasefire)\s)?
            (?:accords?|agreements?|treaty|protocols?|conventions?|declaration|initiative|time\b(?!\s\w+ing)) \b""",
    ),
    Rule(
        name="paper", role="context", example="The [Beirut] daily An-Nahar named a suspect.",
        after=r"\s (?-i:daily|newspaper|weekly|tabloid|broadcaster) \b",
    ),
    Rule(
        name="aged", role="context", example="[Jabri], 15, was shot in {Hilla}.",
        after=r", \s (?-i:aged\s)? \d{1,2} , \s", unless=_LED,
    ),
    Rule(
        name="likeness", role="context", example="It burned. Like [Homs] and {Hama} before it, it will not forget.",
        before=rf"(?: ^ | [.!?\n][\"”’]?\s* ) (?-i:Like) (?:\s (?:{NAME},\ )* {NAME},? \sand)?",
    ),
    Rule(
        name="sake", role="context", example="Missiles were fired in support of [Gaza].",
        led="of with", before=r"\b in\ (?:support\ of|solidarity\ with|sympathy\ with|honou?r\ of)",
    ),
    Rule(
        name="topic", role="context", example="Ministers met in {Doha} to discuss the war in [Syria].", of="country",
        before=r"""
            \b (?:since|amid|despite|because\ of|due\ to|over|about|on|during|before|discuss(?:ed|es|ing)?) \s
            (?:[\w’'-]+\s){0,5}? (?:wars?|invasion|conflict|crisis|genocide|unrest)
            \s (?:in|of|on|against) (?:\s the)?""",
    ),
    Rule(
        name="teaser", role="context", example="{Homs} was shelled.\nRead more: Rebels enter [Hama]",
        before=r"""
            (?: ^ | [.!?\n][\"”’]?\s* )
            (?:also\ read|read\ (?:more|also|next)|see\ also|watch|related(?:\ [a-z]+)?|more\ on\ this)
            \s? [:|] [^.!?\n]*""",
    ),
    Rule(
        name="told in", role="context", example="Shells hit {Idlib}, according to a military source in [Damascus].",
        led="in inside from", before=r"\b according\ to\ (?:[\w’'-]+\s){1,5} (?:in|inside|from)",
    ),
    Rule(
        name="told in", role="context", example="Speaking to reporters in [Ankara], he said that {Afrin} was shelled.",
        led="in at from", before=r"""
            \b (?: (?:speak(?:s|ing)|spoke)\ (?:to|with) | told | telling ) \ (?:[\w’'-]+\s){1,4} (?:in|at|from)
            (?:\ a\ (?:news|press)\ (?:conference|briefing)\ in)?""",
    ),
    Rule(
        name="told in", role="context", example="\"{Homs} was shelled,\" a spokesman said in [Tehran] on Wednesday.",
        before=rf"\b {_SPEAKING} \ in", after=rf",? \s (?:(?:on|late|early)\s)? {WEEKDAY} \b",
    ),
    Rule(
        name="told in", role="context", example="The {Aleppo} truce failed, he said at a news conference in [Geneva].",
        led="in",
        before=r"\b (?:at|in|during)\ an?\ (?:news\ conference|press\ (?:conference|briefing)|briefing|interview) \ in",
    ),
    Rule(
        name="told in", role="context", example="Officials in [Washington] said that {Homs} was shelled.",
        before=rf"""
            \b (?:officials?|diplomats?|sources?|analysts?|agents?|brokers?|economists?|exiles|experts?|observers
            |lawyers?|researchers?|scholars?|traders?|spokes(?:wo)?m[ae]n|spokespersons?) \ in {_BOTH}""",
        after=rf"{_BOTH_ON} \s (?:(?:also|have|has|had|later|on\ {WEEKDAY})\s)* {_SAID} \b",
    ),
    Rule(
        name="told in", role="context", example="Two died in {Basra}, a doctor in [Mosul] said.",
        before=rf"\b (?:at|in|near|on) {THE} {NAME} [^.,;]{{0,40}}, \s (?:[a-z][\w’'-]*\s){{1,4}} in {_BOTH}",
        after=rf"{_BOTH_ON} \s (?:also\s)? {_SAID} \b", unless=rf"\b {_THERE} \ in [^.,;]* $",
    ),
    Rule(
        name="threat", role="context", example="Rebels in {Goma} threatened to attack [Bukavu].",
        before=rf"\b (?:threat(?:s|en(?:s|ed|ing)?)?|vow(?:s|ed)?|pledge[sd]?|swore|warn(?:s|ed)) \ to \ {_STRIKE}",
    ),
    Rule(
        name="threat", role="context", example="Officials in {Goma} fear an attack on [Bukavu].",
        led="on of against in into", before=r"""
            \b (?: (?:fear|threat(?:en)?|warn) (?:s|ed|ing)? | rul(?:es|ed)\ out | avert(?:s|ed)? ) \ (?:of\ )?
            (?:[a-z-]+\s){0,3} (?:attack|strike|assault|offensive|invasion) s? \ (?:on|of|against|in|into)""",
    ),
    Rule(
        name="on the way", role="context", example="A tanker bound for [Suez] was hit off {Aden}.",
        led="to for from and", before=rf"""
            \b (?: en\ route\ to | on\ (?:the|its|their|his|her)\ way\ to | bound\ for
            | (?:put\ off|postponed|cancell?ed|called\ off|scrapped)\ (?:an?|the|its|their|his|her)
              \ (?:trip|visit|journey)\ to )
            (?:{THE}{NAME}\s(?:from|and))?""",
    ),
    Rule(
        name="on the way", role="context", example="Planes saw two shipments across the [Caspian Sea] to {Derbent}.",
        led="across via through over", before=r"""
            \b (?:shipments?|convoys?|cargo(?:es)?|shipped|flown|smuggled|ferried|transported|trafficked)
            \ (?:[\w’'-]+\s){0,4} (?:across|via|through|over)""",
    ),
    Rule(
        name="likeness", role="context", example="{Odesa} was struck; the same drone was used in an attack in [Iraq].",
        led="in on against over", before=r"""
            \b the\ same\ (?:[\w-]+\s){1,3} (?:was|were|(?:has|had|have)\ been)\ (?:used|fired|seen|found|flown)
            \ (?:[\w-]+\s){0,5} (?:in|on|against|over)""",
    ),
)  # fmt: skip
"""Named in passing: what happened did not happen there."""

BORDER = (
    # Where along it, nobody says, and the country's middle is wrong.
    Rule(
        name="border", role="context", example="Tents stood near the border with [Lebanon].", of="country",
        before=rf"""
            \b (?: (?:borders?|frontiers?)\s+(?:with|of|to) | borders | bordering | opposite )
            (?:{THE}{NAME}(?:,\s{NAME})?\sand)?""",
    ),
    Rule(
        name="border", role="context", example="Shells fell along the [Lebanon] border.", of="country",
        after=r"(?:['’]s)? (?:\s(?:northern|southern|eastern|western))? \s (?:border|frontier)s? \b",
    ),
)  # fmt: skip
"""Countries that are named for a border of theirs."""
