"""Dates of the denial told in unusual words, and dates of other refusals."""

import pytest

from ingest.letters.facts.denials import find_denial_date
from ingest.letters.text.lines import Source

DAY = "2014-05-06"


def denial_in(text):
    found = find_denial_date(Source(text).flow(0, len(text)))
    return found and found.value and found.value.isoformat()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Denial of the brace occurred on 5/6/2014, per the utilization review letter.", "a denial that occurred"),
        ("The denial came on 5/6/2014.", "came"),
        ("The denial took place on 5/6/2014.", "took place"),
        ("Non-certification followed on 5/6/2014.", "followed"),
        ("The denial was mailed 5/6/2014.", "mailed"),
        ("A denial letter was faxed to the provider on 5/6/2014.", "faxed to somebody"),
        ("UR denied acupuncture in a letter sent 5/6/2014.", "a letter sent"),
        ("The claims administrator denied it in a notice issued 5/6/2014.", "a notice issued"),
        ("The adjuster denied the request by a letter mailed on 5/6/2014.", "a letter mailed"),
        ("The brace was denied in a determination signed 5/6/2014.", "signed"),
        ("A reviewer for the carrier issued the denial 5-6-14.", "issued, no preposition"),
        ("The physician advisor issued a denial on 5/6/2014.", "issued by an advisor"),
        ("The carrier sent its denial on 5/6/2014.", "sent by the carrier"),
        ("The request was denied by letter of the 6th of May, 2014.", "the day with an article"),
        ("Utilization review of the 6th of May 2014 denied it.", "the same after a review"),
        ("UR by an orthopedist, dated 5-6-14: non-certified.", "by whom, between"),
        ("Utilization review by a board certified neurologist on 5/6/2014 denied it", "by a longer name"),
        ("Utilization review (Dr. X, internal medicine), 5/6/14: denied.", "a name in brackets"),
        ("The denials, of 5/6/2014, say that sleep is not work related.", "plural, between commas"),
        ("The denials of 5/6/2014 cite no guideline.", "plural"),
        ("The denial letter (5/6/2014) cites no guideline.", "in brackets"),
        ("The denial, dated 5/6/2014, cites no guideline.", "between commas"),
        ("per the 5/6/2014 denial", "the day in front"),
        ("The 5/6/2014 non-certification cites no guideline.", "the day in front, not certified"),
        ("In the 5/6/14 adverse determination, no guideline is named.", "an adverse determination"),
        ("Hyperbaric oxygen was turned down by utilization review on 5/6/2014", "turned down"),
        ("The carrier turned the request down on 5/6/2014.", "turned down around its object"),
        ("The insurance company rejected the request on 5/6/2014.", "rejected"),
        ("The request was disallowed by the adjuster on 5/6/2014.", "disallowed"),
        ("Authorization was refused by the claims examiner on 5/6/2014.", "refused by the examiner"),
        ("The decision to deny the pump was made on 5/6/2014.", "a decision to deny"),
        ("The decision not to certify the pump is dated 5/6/2014.", "not to certify"),
        ("A decision to modify was issued on 5/6/2014.", "to modify"),
        ("A letter of 5/6/2014 from the claims administrator denies the pump.", "a letter from whom"),
        ("A notice dated 5/6/2014 by utilization review denies the pump.", "a notice by whom"),
        ("The third-party administrator denied the MRI on 5/6/2014.", "an administrator's other name"),
        ("Utilization management denied the MRI on 5/6/2014.", "management for review"),
        ("5/6/2014: UR non-certified the MRI.", "the day and a colon"),
        ("5/6/14 - denied by UR.", "the day and a dash"),
        ("The UR decision was issued to the parties on 5/6/2014.", "to the parties"),
        ("Utilization review, completed 5-6-2014, allowed two of the eight visits.", "completed, between commas"),
        ("The utilization review that refused the MRI is dated 5/6/2014.", "a clause between"),
        ("UR's letter went out on 5/6/2014 and denied the brace.", "went out"),
        ("The pump was not authorized; the letter is dated 5/6/2014.", "the letter after a semicolon"),
        ("Non-certified by UR, 5/6/2014.", "a comma before the day"),
        ("The physician reviewer denied it in his report of 5/6/2014.", "his report"),
        ("Request denied 5/6/2014.", "telegraphic"),
        ("Request for a gym membership denied on 5/6/2014.", "telegraphic, with its object"),
        ("Denial: 5/6/2014.", "a label"),
        ("Denied: 5/6/2014.", "another label"),
        ("UR non-cert 5-6-14.", "cut short"),
        ("UR denied hardware removal 5/6/2014.", "the thing denied, then the day"),
        ("UR did not certify the request (5/6/2014).", "the day in brackets"),
        ("The request was received on 5/1/2014 and non-certified on 5/6/2014.", "received, then denied"),
        ("UR would not certify the cane on 5/6/2014.", "would not"),
        ("UR said no on 5/6/2014.", "said no"),
        ("The adverse decision came on 5/6/2014.", "an adverse decision that came"),
        ("Surgery denied on 5/6/2014 by UR.", "the day before the reviewer"),
        ("The insurer's decision of 5/6/2014 modified the request.", "an insurer's decision"),
        ("The UR vendor's notice, mailed 5/6/2014, denies a walker.", "a vendor's notice"),
        ("Denial of hyperbaric oxygen by the carrier on 5/6/2014.", "denial of what by whom"),
        ("UR determination: non-certified, dated 5/6/2014.", "the result between"),
    ],
)
def test_ways_to_say_the_day(text, reason):
    assert denial_in(text) == DAY, reason


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("The denial of the neck claim occurred on 5/6/2013. UR of 5/6/2014", DAY, "a claim's denial"),
        ("The carrier denied liability for the neck on 5/6/2013.", None, "liability"),
        ("The carrier issued a denial of the claim on 5/6/2013.", None, "a claim's denial, issued"),
        ("The carrier denied the psychiatric claim on 5/6/2013.", None, "a part of the claim"),
        ("The 5/6/2013 denial of liability was withdrawn.", None, "liability, the day in front"),
        ("He was denied disability benefits on 5/6/2013.", None, "benefits"),
        ("The denial is dated in error. MRI of 5/6/2013.", None, "a film"),
        ("The worker turned down surgery on 5/6/2013.", None, "the worker turned it down"),
        ("He rejected the offer on 5/6/2013.", None, "an offer"),
        ("She refused the injection on 5/6/2013.", None, "the worker refused"),
        ("In the report of 5/6/2013 the surgeon disputes the denial.", None, "the surgeon's report"),
        ("An appeal letter of 5/6/2013 from the surgeon says the denial was wrong.", None, "an appeal"),
        ("The request of 5/6/2013, denied by UR, is for a pump.", None, "the request's day"),
        ("The surgeon answered the denial on 5/6/2013.", None, "an answer"),
        ("He appealed the denial on 5/6/2013.", None, "an appeal's day"),
        ("The denial was received on 5/6/2013 by the surgeon.", "2013-05-06", "received, the only day there is"),
        ("Application for IMR was signed on 5/6/2013 after UR denied it.", None, "the application"),
        ("An RFA dated 5/6/2013 was denied. UR 5/6/2014.", DAY, "the request's form"),
        ("An MRI on 5/6/2013 was normal, so UR denied it on 5/6/2014.", DAY, "a film's day first"),
        ("UR denied the 5/6/2013 request.", None, "the request's day"),
        ("UR denied the request of 5/6/2013.", None, "the request's day behind it"),
        ("The determination of disability was made on 5/6/2013.", None, "disability"),
        ("The prior denial dated 5/6/2013 concerned an MRI.", None, "only another request's"),
    ],
)
def test_other_refusals(text, expected, reason):
    assert denial_in(text) == expected, reason
