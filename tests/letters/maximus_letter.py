"""Letters of 2013–14 for this room's tests: single-spaced, a blank line between paragraphs."""

TITLE_PAGE = """\
MAXIMUS FEDERAL SERVICES, INC.
Independent Medical Review

Dated: 3/4/2014

IMR Case Number:  CM13-0900200  Date of Injury:  5/6/2010
Claims Number:   UR Denial Date:  11/7/2013
Priority:  STANDARD  Application Received:  11/20/2013
Treatment(s) in Dispute Listed on IMR Application:
PLEASE REFERENCE UTILIZATION REVIEW DETERMINATION LETTER

"""
COVER = """\
DEAR :

MAXIMUS Federal Services has completed the Independent Medical Review of the above case.

Final Determination: {announced} of the disputed items/services are medically necessary and
appropriate.

Sincerely,

Medical Director

"""
UPHOLD = "UPHOLD. This means we decided that none"
BODY = """\
HOW THE IMR FINAL DETERMINATION WAS MADE
The physician reviewer is Board Certified in Neurology and is licensed to practice in Ohio.

DOCUMENTS REVIEWED
These documents included:
- Application of Independent Medical Review

CLINICAL CASE SUMMARY
The physician reviewer developed the following clinical case summary based on a review of the
case file, including all medical records:

The patient is a 52-year-old woman who was injured on 5/6/2010.

"""
DECISIONS = """\
IMR DECISION(S) AND RATIONALE(S)
The Final Determination was based on decisions for the disputed items/services set forth below:

"""
NOT = "is not medically necessary and appropriate."
IS = "is medically necessary and appropriate."
CLAIMS_ADMIN = "The Claims Administrator based its decision on the ODG, Knee, Canes, which is not part of the MTUS.\n\n"
REVIEWER = "The Physician Reviewer based his/her decision on the ACOEM, Chapter 13, which is part of the MTUS.\n\n"
LABEL = "The Physician Reviewer’s decision rationale:\n"
RATIONALE = "She walks without help. The request is not medically necessary and appropriate."


def item(heading: str, rationale: str = RATIONALE, *, ca=CLAIMS_ADMIN, reviewer=REVIEWER, label=LABEL) -> str:
    return f"{heading}\n\n{ca}{reviewer}{label}{rationale}\n\n"


def letter(*items: str, announced: str = UPHOLD, decisions: str = DECISIONS) -> str:
    return TITLE_PAGE + COVER.format(announced=announced) + BODY + decisions + "".join(items)
