"""The date of the denial a summary tells of: of several, the one in dispute, and no earlier one."""

import re

from ingest.letters.facts.dates import DATE
from ingest.letters.facts.wordings import WINDOW, Fact, Wording, after_date, before, dated, matches, wording
from ingest.letters.text.lines import Flow

_DATE = rf"(?P<date>{DATE})"
_SAME_SENTENCE = r"(?:(?!\. |; ).)"
_NO_DATE = rf"(?:(?!\. |{DATE}).)"
# The boundary comes second: a pattern that begins with letters is searched for much faster.
_REVIEW = r"(?:u(?<!\wu)(?:tilization reviews?(?:ers?)?\b(?: \(ur\))?|r\b)|p(?<!\wp)eer review\b)"
_REVIEW_WORDS = (
    r"(?:[ ,:(]{1,2}(?:report|decision|determination|denial|letter|physician|reviewer|process|being|challenged"
    r"|adverse|prior|now"
    r"|notice|modification|non-?certification|is|was|dated|on|from|of|the|performed|completed|rendered|issued"
    r"|made|date|by|in"
    r"|question|at|issue|disputed?|under|appeal|this|that|which|occurred|for|current|final|initial|conducted"
    r"|done|provided|response|form|summary)\b(?:['’]s)?){0,9}[ ,:(]{1,2}"
)
_REFUSED = (
    r"(?:denied|den(?:ying|ies)|non-? ?certified|did not certify|not certified|not approved"
    r"|partially (?:certified|approved)|conditionally certified|failed to (?:approve|certify|authorize)"
    r"|recommended (?:non-?certification|denial)|not authorized"
    r"|(?:deemed|found|considered|determined)(?: to be)? [\"“'‘]?not (?:to be )?(?:medically )?necessary)"
)
_DENIED = rf"(?:{_REFUSED}|modified|adverse|declined|refused)"
_CLAIMS_ADMIN_NAME = r"(?:claims? (?:administrator|adjuster|examiner)|carrier|insurer)"
_CLAIMS_ADMIN = rf"(?:the )?{_CLAIMS_ADMIN_NAME}"
_LETTER = r"(?:report|letter|notice|decision|determination|review|form)"
_ON_LETTER = rf"(?:\bon|\b{_LETTER},? (?:dated|of|from)(?: on)?) "
_CHALLENGED = (
    wording(
        r"(?:determination|decision|denial|report|letter|review)s?\b",
        rf" (?:(?:which|that) )?(?:(?:is|was) )?(?:now |currently )?(?:being (?:challenged|disputed|appealed)"
        rf"|in (?:dispute|question)|at issue"
        rf"|under (?:dispute|appeal|review)|challenged|disputed){_REVIEW_WORDS}{_DATE}",
    ),
)
_REVIEW_DATE = (
    wording(_REVIEW, rf"{_REVIEW_WORDS}{_DATE}"),
    wording(_REVIEW, rf":? (?:non-?certified|denied|modified|certified|approved) {_DATE}"),
    after_date(rf",? (?:(?:the|a|an) )?{_REVIEW}"),
)
_DENIAL_DATE = (
    wording(_REVIEW, rf"{_NO_DATE}{{0,60}}?\b{_DENIED}{_NO_DATE}{{0,300}}?{_ON_LETTER}{_DATE}"),
    wording(
        rf"(?:on|dated|of|from) {_DATE}",
        rf",? (?:{_CLAIMS_ADMIN}|(?:the )?{_REVIEW}){_SAME_SENTENCE}{{0,40}}?\b{_DENIED}",
    ),
    wording(
        _REFUSED,
        rf"{_NO_DATE}{{0,120}}?\bby (?:{_CLAIMS_ADMIN}|(?:the )?{_REVIEW}){_NO_DATE}{{0,20}}?{_ON_LETTER}{_DATE}",
    ),
    wording(_CLAIMS_ADMIN_NAME, rf"{_NO_DATE}{{0,40}}?\b{_DENIED}{_NO_DATE}{{0,300}}?{_ON_LETTER}{_DATE}"),
    wording(
        r"\b(?:requests?|treatments?(?! plan)|services?|both|all|items?|these|this|it|they|which|therapy|surgery"
        r"|visits?"
        r"|sessions?|ones?|authorization|medications?)\b",
        rf"{_NO_DATE}{{0,120}}?\b(?:was|were|been|being) (?:\w+ly )?{_REFUSED}{_NO_DATE}{{0,60}}?{_ON_LETTER}{_DATE}",
    ),
    wording(
        r"\b(?:requests?|treatments?(?! plan)|services?|items?)\b",
        rf"{_SAME_SENTENCE}{{0,160}}?\b(?:was|were|been|being) (?:\w+ly |reviewed and )?(?:{_REFUSED}|modified)"
        rf"(?:{_NO_DATE}{{0,60}}?{_ON_LETTER}| (?={DATE})){_DATE}",
    ),
    after_date(
        rf",? (?:the|a|an|this|these|both|all)\b{_NO_DATE}{{0,140}}?\b(?:was|were|been) (?:\w+ly )?(?:{_REFUSED}"
        rf"|modified){_NO_DATE}{{0,20}}? by (?:{_CLAIMS_ADMIN}|(?:the )?{_REVIEW})",
        lead=r"(?:(?<=\bon )|(?<=dated ))",
    ),
    after_date(
        rf",? (?:the|a|an|this|these) (?:\w+ )?requests?\b{_NO_DATE}{{0,140}}?\b(?:was|were) (?:\w+ly )?{_REFUSED}",
        lead=r"(?:(?<=\bon )|(?<=dated )|(?<=letter of ))",
    ),
)
_BEHIND_A_DENIER = (
    r"(?:(?<=\bur )|(?<=carrier )|(?<=insurer )|(?<=reviewer )|(?<=adjuster )|(?<=examiner )|(?<=administrator ))"
)
_IN_FEW_WORDS = (
    after_date(
        rf"(?::|,|,? (?:(?:the|this) )?(?:requests? )?(?:was|were|is|are))? (?:\w+ly )?{_REFUSED}",
        lead=r"(?:(?<=letter of )|(?<=notice of )|(?<=letter dated )|(?<=notice dated )|(?<=report dated ))",
    ),
    # Candidates are found by the verb alone; looking behind at every letter would cost more than the rest.
    Wording(
        re.compile(r"\b(?:denied|non-? ?certified|(?:not|partially|conditionally) [cam]|deemed|found|modified)"),
        re.compile(
            rf"(?:(?:(?<=[.;:] )|\A|{_BEHIND_A_DENIER})(?:{_REFUSED}|modified)"
            rf"|(?:(?<=was )|(?<=were )|(?<=been )|(?<=but )|(?<=then )){_REFUSED})\b"
            r"(?: (?:it|them|this|these|all|both|(?:the|an?) [a-z -]{2,30}?))?"
            rf"(?: (?:by|in|at) (?:the )?{_REVIEW})?,? (?:(?:on|by letter of|by letter dated) )?{_DATE}"
        ),
    ),
)
_DATED_DENIAL = (
    wording(
        r"(?:denial|determination|non-?certification|(?:modified|partial|conditional) certification)"
        r"(?: letter| notice| report| decision)?\b",
        rf"(?:,? (?:of|for) {_NO_DATE}{{1,60}}?(?=,? (?:was|is|has) ))?,? (?:(?:is|was|has been) )?"
        r"(?:(?:issued|made|rendered|completed|given|sent|received) )?"
        rf"(?:dated|of|on|from|date:?) (?:on )?{_DATE}",
    ),
)
_CHALLENGE_HINT = re.compile(r"challenge|disput|issue|question|appeal|under review")
_REVIEW_HINT = re.compile(_REVIEW)
_DENIED_HINTS = ("den", "certif", "approv", "modif", "authoriz", "adverse", "declin", "refus", "necessary")
_EARLIER = re.compile(r"\b(?:prior|previous|earlier|past|preceding|separate|another)[ -](?!to\b)(?:[\w-]+ ){0,3}$")
_EARLIER_WITHIN = re.compile(
    r"\b(?:previously|initially|earlier|already)\b|\b(?:prior|previous|earlier|past) (?:request|denial|ur"
    r"|utilization|review)"
)
_OTHER_KIND = re.compile(
    r"\b(?:(?:imr|independent medical review|final|disability|impairment|claim|liability)(?: [\w-]+)?[ -]"
    r"|(?:rfa|authorization|reports?|notes?|visits?|requests?|exam\w*|mri|seen|evaluated)(?: form)?,? (?:dated"
    r"|of|from|on) "
    r"|(?:rfa|request for authorization)(?: form)? )$"
)
_AGAIN = re.compile(rf",? (?:and |then ){{0,2}}(?:again|once more),? (?:on )?{_DATE}")


def find_denial_date(flow: Flow) -> Fact | None:
    """The date of the utilization review denial, if a full one is stated.

    The one said to be in dispute goes first, an earlier one ("a prior UR dated ...") last.
    """
    text = flow.folded[:WINDOW]
    wordings = (
        *(_CHALLENGED if _CHALLENGE_HINT.search(text) else ()),
        *(_REVIEW_DATE if _REVIEW_HINT.search(text) else ()),
        *((*_DENIAL_DATE, *_IN_FEW_WORDS) if any(hint in text for hint in _DENIED_HINTS) else ()),
        *_DATED_DENIAL,
    )
    earlier = None
    for match in matches(wordings, text):
        lead = before(text, match)
        if _OTHER_KIND.search(lead):
            continue
        if again := _AGAIN.match(text, match.end()):
            return dated(again)
        if not (_EARLIER.search(lead) or _EARLIER_WITHIN.search(text, match.start(), match.start("date"))):
            return dated(match)
        earlier = earlier or match
    return dated(earlier) if earlier else None
