"""Letters for tests: the `final` layout, double-spaced, with whatever facts a test needs."""

BOILERPLATE = """\
HOW THE IMR FINAL DETERMINATION WAS MADE
MAXIMUS Federal Services sent the complete case file to an expert reviewer. He/she has no
affiliation with the employer, employee, providers or the claims administrator. He/she is familiar
with governing laws and regulations, including the strength of evidence hierarchy that applies to
Independent Medical Review determinations.

The Expert Reviewer has the following credentials:
State(s) of Licensure: California
Certification(s)/Specialty: {specialty}

CLINICAL CASE SUMMARY
The expert reviewer developed the following clinical case summary based on a review of the
case file, including all medical records:

{summary}

IMR ISSUES, DECISIONS AND RATIONALES
The Final Determination was based on decisions for the disputed items/services set forth below:
"""

TITLE_PAGE = """\
Case Number: {case_number} Date Assigned: 03/22/2016
Date of Injury: 10/15/2012 Decision Date: {decided}
Priority: Standard UR Denial Date: 02/20/2016
Application Received: 03/13/2016

"""

ITEM = """
{request}: {outcome}

Claims Administrator guideline: Decision based on {claims_admin}.

MAXIMUS guideline: Decision based on {reviewer}.

Decision rationale: {rationale}
"""

SUMMARY = "The patient is a 47 year old male with a date of injury of 10/15/2012. He has low back pain."


def item(request="Acupuncture, 6 visits", outcome="Upheld", **parts) -> str:
    parts.setdefault("claims_admin", "MTUS Acupuncture Treatment 2007")
    parts.setdefault("reviewer", "Non-MTUS Citation Official Disability Guidelines (ODG) Low Back Chapter")
    needed = "is medically necessary" if outcome == "Overturned" else "is not medically necessary"
    parts.setdefault("rationale", f"The records describe no lasting benefit. The request {needed}.")
    return ITEM.format(request=request, outcome=outcome, **parts)


def letter(
    *items: str, case_number="CM16-0900001", summary=SUMMARY, decided="04/24/2016", specialty="Neurology"
) -> str:
    """The text of one letter; without a case number it has no title page."""
    title = TITLE_PAGE.format(case_number=case_number, decided=decided) if case_number else ""
    body = BOILERPLATE.format(summary=summary, specialty=specialty)
    return double_spaced(title + body + "".join(items or (item(),)))


def double_spaced(text: str) -> str:
    return "\n \n".join(text.splitlines()) + "\n"
