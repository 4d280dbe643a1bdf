"""The date of the denial a summary tells of: of several, the one in dispute, and no earlier one."""

import re

from ingest.letters.facts.dates import DATE
from ingest.letters.facts.wordings import (
    SAME_SENTENCE,
    WEEKDAY,
    WINDOW,
    Fact,
    Wording,
    after_date,
    before,
    dated,
    matches,
    wording,
)
from ingest.letters.text.lines import Flow

_DATE = rf"{WEEKDAY}(?P<date>{DATE})"
_NO_DATE = rf"(?:(?!\. |{DATE}).)"
# The boundary comes second: a pattern that begins with letters is searched for much faster.
_REVIEW = (
    r"(?:u(?<!\wu)(?:tilization (?:reviews?(?:ers?)?|management)\b(?: \(ur\))?|r\b)|p(?<!\wp)(?:eer review\b"
    r"|hysician (?:advis[eo]r|reviewer)\b))"
)
# "Utilization review by a neurologist, dated ..." or "(Dr. X, internal medicine)"
_BY_WHOM = r"(?: by (?:an? |the )?(?!the\b)[a-z][a-z -]{2,40}?(?=,| dated| on| of)| \([a-z][a-z ,.]{2,40}\))?"
_REVIEW_WORDS = (
    r"(?:[ ,:(]{1,2}(?:report|decision|determination|denial|letter|physician|reviewer|process|being|challenged"
    r"|adverse|prior|now"
    r"|notice|modification|non-?cert(?:ification)?|is|was|dated|on|from|of|the|performed|completed|rendered|issued"
    r"|made|date|by|in"
    r"|question|at|issue|disputed?|under|appeal|this|that|which|occurred|for|current|final|initial|conducted"
    r"|done|provided|response|form|summary|to|parties|all|sent|mailed|signed|faxed|review"
    r"|(?:non-?certified|denied|modified)(?=,))\b(?:['’]s|(?<=cert)\.)?){0,9}[ ,:(]{1,2}"
)
# Liability is no treatment, and what the worker himself refuses was approved.
_CLAIM = (
    r" (?:the |his |her |this |any |all )?(?:[a-z]+ )?(?:claims?\b(?! (?:for|admin|exam|adj))|liability|compensability"
    r"|benefits|disability)"
)
_REFUSED = (
    r"(?:(?:denied|den(?:ying|ies)|non-? ?certified|non-?cert\b(?:['’]d)?|not certified|not approved"
    r"|partially (?:certified|approved)|conditionally certified|failed to (?:approve|certify|authorize)"
    r"|recommended (?:non-?certification|denial)|not authorized|turned down|disallowed|rejected"
    r"|(?:did|would|could|does) not (?:certify|approve|authorize|allow)"
    r"|(?:deemed|found|considered|determined)(?: to be)? [\"“'‘]?not (?:to be )?(?:medically )?necessary)"
    rf"(?!{_CLAIM}| by (?:the (?:[a-z]+ )?(?:patient|worker|claimant|employee|applicant)|him|her)\b))"
)
_DENIED = rf"(?:{_REFUSED}|modified|adverse|declined|refused|said no|turned (?:[a-z]+ ){{1,3}}down)"
_CLAIMS_ADMIN_NAME = (
    r"(?:(?:claims? |third[- ]party )(?:administrator|adjuster|examiner|department)|adjuster|carrier|insurer"
    r"|insurance company|(?:carrier|insurer|employer)['’]s reviewer|(?<!expert )reviewer(?= (?:denied|non-?certified"
    r"|refused)))"
)
_CLAIMS_ADMIN = rf"(?:the )?{_CLAIMS_ADMIN_NAME}"
_LETTER = r"(?:report|letter|notice|decision|determination|review|form)"
_ON_LETTER = rf"(?:\bon|\b{_LETTER},? (?:is |was )?(?:dated|of|from|sent|issued|mailed|faxed|signed|written)(?: on)?) "
_SENT = (
    r"(?:was |were |is |are |has been |being )?(?:(?:then |finally |subsequently )?(?:dated|issued|made|rendered"
    r"|completed|given|sent|received|mailed|faxed|signed|written|communicated|transmitted|served|occurred|came"
    r"|took place"
    r"|followed|arrived|went out|is)(?: out)?)(?: to (?:the|all|her|his) [a-z]{3,12})?,? (?:on |of |as of )?"
)
_CHALLENGED = (
    wording(
        r"(?:determination|decision|denial|report|letter|review)s?\b",
        rf" (?:(?:which|that) )?(?:(?:is|was) )?(?:now |currently )?(?:being (?:challenged|disputed|appealed)"
        rf"|in (?:dispute|question)|at issue"
        rf"|under (?:dispute|appeal|review)|challenged|disputed){_REVIEW_WORDS}{_DATE}",
    ),
)
_REVIEW_DATE = (
    wording(_REVIEW, rf"{_BY_WHOM}{_REVIEW_WORDS}{_DATE}"),
    wording(_REVIEW, rf" (?:that|which) {_NO_DATE}{{1,60}}? (?:is|was) {_SENT}{_DATE}"),
    wording(_REVIEW, rf":? (?:non-?cert(?:ified)?|denied|modified|certified|approved) (?P<date>{DATE})"),
    after_date(rf"(?:,|:| ?[–—-])? (?:(?:the|a|an|denied by|modified by) )?{_REVIEW}"),
)
_DENIAL_DATE = (
    wording(
        rf"(?:{_REVIEW}|{_CLAIMS_ADMIN_NAME})",
        rf"(?: (?:vendor|company|organization|department|nurse))?['’]s (?:{_LETTER}|denial),? (?:{_SENT}|(?:of|on"
        rf"|from) |(?<=, ))"
        rf"{_DATE}",
    ),
    # Nothing but the thing denied between the verb and the day, and nothing after it.
    wording(
        rf"(?:{_REVIEW}|{_CLAIMS_ADMIN_NAME})",
        rf" (?:has |had |then )?(?:{_DENIED})(?: (?!(?:of|dated|from|since|after|before|requested|rfa|report|note|visit"
        rf"|until|through|by|per|in|on|and|as|because|due)\b)[\w/-]{{1,20}}){{0,5}},? \(?{_DATE}(?=[.;,)]|$)",
    ),
    wording(_REVIEW, rf"{_NO_DATE}{{0,60}}?\b{_DENIED}{_NO_DATE}{{0,300}}?{_ON_LETTER}{_DATE}"),
    wording(
        rf"(?:on|dated|of|from) {_DATE}",
        rf",? (?:{_CLAIMS_ADMIN}|(?:the )?{_REVIEW}){SAME_SENTENCE}{{0,40}}?\b{_DENIED}",
    ),
    wording(
        rf"\b(?:{_REFUSED}|refused|declined|modified)",
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
        rf"{SAME_SENTENCE}{{0,160}}?\b(?:was|were|been|being) (?:\w+ly |reviewed and )?(?:{_REFUSED}|modified)"
        rf"(?:{_NO_DATE}{{0,60}}?{_ON_LETTER}| (?={DATE})){_DATE}",
    ),
    # Telegraphic: "Request denied 8/8/2013", "Surgery denied on 8/8/2013 by UR"
    wording(
        r"(?:\A|(?<=[.;] ))(?:this |the |all |both )?(?:requests?|authorization|treatment)\b",
        rf"(?: for (?:[\w/-]+ ){{0,6}}[\w/-]+)? (?:{_REFUSED}|modified) (?:on )?{_DATE}",
    ),
    wording(
        rf"\b(?:{_REFUSED}|refused|declined|modified)",
        rf",? (?:on )?{_DATE},? by (?:{_CLAIMS_ADMIN}|(?:the )?{_REVIEW})",
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
        re.compile(
            r"\b(?:denied|non-? ?certified|(?:not|partially|conditionally) [cam]|deemed|found|modified"
            r"|turned down|disallowed|rejected|non-?cert\b)"
        ),
        re.compile(
            rf"(?:(?:(?<=[.;:] )|\A|{_BEHIND_A_DENIER})(?:{_REFUSED}|modified)"
            rf"|(?:(?<=was )|(?<=were )|(?<=been )|(?<=but )|(?<=then )){_REFUSED}"
            rf"|(?<=and )(?:{_REFUSED}|modified)(?= (?:on )?\d))"
            r"(?: (?:it|them|this|these|all|both|(?:the|an?) [a-z -]{2,30}?(?<! of)(?<! from)(?<! dated)))?"
            rf"(?: (?:by|in|at) (?:the )?{_REVIEW})?[,:]? (?:(?:on|by letter of"
            rf"|by letter dated) {WEEKDAY})?(?P<date>{DATE})"
        ),
    ),
)
_DENIAL = (
    rf"(?:denials?(?! of{_CLAIM})|determinations?(?! of (?:[a-z]+ )?(?:disab|impair|eligib|causation|maximal))"
    rf"|adverse decisions?|non-?certifications?|(?:modified|partial"
    rf"|conditional) certification"
    r"|decisions? (?:not )?to (?:deny|non-?certify|modify|certify|authorize|approve))"
)
_DATED_DENIAL = (
    wording(
        rf"{_DENIAL}(?: letter| notice| report| decision)?\b",
        rf"(?: (?:of|for) {_NO_DATE}{{1,60}}? by {_CLAIMS_ADMIN}|,? (?:of|for|the|an?|this|these|all"
        rf"|both) {_NO_DATE}{{1,60}}?"
        rf"(?=,? (?:was|were|is|are|has|occurred|came|took|followed) ))?"
        rf"(?:,? (?:{_SENT}|(?:dated|of|on|from|date:?) (?:on )?)| \(|: ?){_DATE}",
    ),
)
_ISSUED_DENIAL = (
    wording(
        rf"(?:{_CLAIMS_ADMIN_NAME}|{_REVIEW})",
        rf" (?:has |had |then )?(?:issued|sent|rendered|made|gave|mailed|wrote) (?:an?|the|its|his|her|this) "
        rf"(?:[a-z]+ )?{_DENIAL},? (?:on |dated |of )?{_DATE}",
    ),
    after_date(rf" (?:{_DENIAL}|adverse (?:determination|decision)|denial (?:letter|notice))\b"),
    wording(
        _LETTER,
        rf",? (?:of|dated) {_DATE},? (?:from|by) (?:the )?(?:{_CLAIMS_ADMIN_NAME}|{_REVIEW})"
        rf"{SAME_SENTENCE}{{0,40}}?\b(?:{_DENIED}|denies|refuses)",
    ),
    wording(
        _REFUSED,
        rf"(?:[,;.]|,? and) (?:the|its) (?:[a-z]+ )?{_LETTER} {_SENT}{_DATE}",
    ),
)
_CHALLENGE_HINT = re.compile(r"challenge|disput|issue|question|appeal|under review")
_REVIEW_HINT = re.compile(_REVIEW)
_DENIED_HINTS = (
    "den",
    "certif",
    "approv",
    "modif",
    "authoriz",
    "adverse",
    "declin",
    "refus",
    "necessary",
    "turned",
    "allow",
    "reject",
    "said no",
)
_EARLIER = re.compile(r"\b(?:prior|previous|earlier|past|preceding|separate|another)[ -](?!to\b)(?:[\w-]+ ){0,3}$")
_EARLIER_WITHIN = re.compile(
    r"\b(?:previously|initially|earlier|already)\b|\b(?:prior|previous|earlier|past) (?:request|denial|ur"
    r"|utilization|review)"
)
_FOR_SOMETHING_ELSE = re.compile(
    r"\)?,? (?:which )?(?:concerned|was for|had been for|dealt with|related to|regarded|was about) "
)
_OTHER_KIND = re.compile(
    r"\b(?:(?:imr|independent medical review|final|disability|impairment|claim|liability)(?: [\w-]+)?[ -]"
    r"|(?:rfa|authorization|reports?|notes?|visits?|requests?|exam\w*|mri|seen|evaluated)(?: form)?,? (?:dated"
    r"|of|from|on) "
    r"|(?:rfa|request for authorization)(?: form)? )$"
)
# "Appealed the denial on" a day: that day is not the denial's.
_ANSWERED = re.compile(
    r"\b(?:appeal|answer|contest|disput|challeng|respond|repl(?:y|ied)|object|protest|discuss|review)\w* (?:to )?"
    r"(?:the |this |that |his |her )?(?:[\w-]+ )?$"
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
        *((*_DENIAL_DATE, *_IN_FEW_WORDS, *_ISSUED_DENIAL) if any(hint in text for hint in _DENIED_HINTS) else ()),
        *_DATED_DENIAL,
    )
    earlier = None
    for match in matches(wordings, text):
        lead = before(text, match)
        if _OTHER_KIND.search(lead) or (_ANSWERED.search(lead) and text.endswith(" on ", 0, match.start("date"))):
            continue
        if again := _AGAIN.match(text, match.end()):
            return dated(again)
        if not (_EARLIER.search(lead) or _EARLIER_WITHIN.search(text, match.start(), match.start("date"))):
            return dated(match)
        earlier = earlier or match
    return dated(earlier) if earlier and not _FOR_SOMETHING_ELSE.match(text, earlier.end()) else None
