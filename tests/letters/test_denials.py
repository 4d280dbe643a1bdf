"""The date of the denial in a summary's prose."""

import pytest

from ingest.letters.facts.denials import find_denial_date
from ingest.letters.text.lines import Source


def stated(find, text):
    found = find(Source(text).flow(0, len(text)))
    return found and (found.value.isoformat() if found.value else "impossible")


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Utilization review from 06/17/2016 denied both pumps", "2016-06-17", "from"),
        ("The utilization review report at issue is dated on 03/23/17.", "2017-03-23", "is dated on"),
        ("A UR physician then non-certified a walker on 9/13/2017.", "2017-09-13", "verb, then date"),
        ("On 10/16/2018, Utilization Review modified the order", "2018-10-16", "date first"),
        ("In a Utilization Review Report dated September 2, 2014, it", "2014-09-02", "a report's date"),
        ("The claims administrator denied the brace on 6/9/2017", "2017-06-09", "who denied it"),
        ("Three orders went out on 5/14/2018 and all were denied on 5/31/2018", "2018-05-31", "not the request's"),
        ("UR of 4/4/2016 modified the request", "2016-04-04", "of"),
        ("The utilization review decision now in dispute is dated 12/29/14.", "2014-12-29", "in dispute"),
        ("The determination now being challenged is dated 12/29/14.", "2014-12-29", "challenged, no UR named"),
        (
            "UR on 1/1/14 approved six. The UR decision being challenged is dated 2/2/15.",
            "2015-02-02",
            "the disputed one",
        ),
        (
            "In a UR report dated May 1, 2014, the claims administrator failed to approve it",
            "2014-05-01",
            "not approved",
        ),
        ("In a report dated 5/1/14, the claims administrator denied it", "2014-05-01", "a report by whom"),
        ("A utilization review determination, dated 5/1/14, resulted in denial", "2014-05-01", "between commas"),
        ("Utilization review (UR) on May 1, 2014 denied it", "2014-05-01", "abbreviation explained"),
        ("The request was denied by utilization review on 5/1/2014.", "2014-05-01", "passive, by whom"),
        ("The utilization reviewer denied it on 5/1/2014", "2014-05-01", "a person"),
        ("The claims administrator referenced an RFA form of 5/1/2014 in its determination.", None, "the request's"),
        ("UR requested more information on 5/1/2014", None, "no denial"),
        ("He denied chest pain on 5/1/2014.", None, "a patient denies"),
        ("Utilization review denied the MRI of 6/9/2017", None, "the date of what was denied"),
        ("UR certified a month's supply", None, "no date"),
        ("denied because films of 6/9/2017 were missing", None, "the date of a reason"),
        ("The utilization review determination dated 5/6/2014 denied", "2014-05-06", "a determination's date"),
        ("The UR denied on 5/6/2014 the request", "2014-05-06", "UR denied on"),
        ("The request was non-certified on 5/6/2014", "2014-05-06", "passive, no name"),
        ("The claims administrator denied therapy on 5/6/2014", "2014-05-06", "by whom"),
        ("UR letter dated 5/6/2014", "2014-05-06", "a letter"),
        ("it was denied by UR on 5/6/2014", "2014-05-06", "passive, by UR"),
        ("The request was modified on 5/6/2014 to six visits", "2014-05-06", "modified"),
        ("The UR denial of 5/6/2014", "2014-05-06", "a denial of a day"),
        ("There is a denial of 5/6/2014", "2014-05-06", "a denial, nobody named"),
        (
            "A previous UR denied an MRI on 1/2/2013. UR of 5/6/2014 denied the present request",
            "2014-05-06",
            "an earlier request's year before",
        ),
        (
            "An earlier request was denied on 1/2/2013. The present one was denied on 5/6/2014.",
            "2014-05-06",
            "an earlier request",
        ),
        (
            "A prior UR dated 1/2/2013 denied acupuncture. The UR dated 5/6/2014 denied the TENS unit.",
            "2014-05-06",
            "a prior UR",
        ),
        ("In a Utilization Review Report of May 6, 2014, the claims administrator denied", "2014-05-06", "in words"),
        ("In a UR report of 5/6/14, the claims administrator approved", "2014-05-06", "approved in part"),
        ("The UR determination was made on 5/6/2014", "2014-05-06", "made on"),
        ("On 5/6/2014, the claims administrator non-certified the request", "2014-05-06", "the day first"),
        ("On 5/6/14 UR non-certified the request", "2014-05-06", "abbreviated"),
        (
            "On May 6, 2014 the request for physical therapy was denied by utilization review",
            "2014-05-06",
            "passive, the day first",
        ),
        (
            "On 5-6-2014, Utilization Review non-certified a request for Norco, noting that",
            "2014-05-06",
            "the usual sentence of 2015",
        ),
        (
            "According to the Utilization Review dated 5-6-2014, the requested treatment was non-certified",
            "2014-05-06",
            "treatment between",
        ),
        (
            "The original Utilization Review (5-6-2014) had non-certified requests for a walker",
            "2014-05-06",
            "in brackets",
        ),
        ("The Utilization Review dated 05-06-2014, non-certified the request", "2014-05-06", "a comma after the day"),
        ("On 5/6/2014 Utilization Review non-certified", "2014-05-06", "no comma"),
        ("The request was denied per UR letter of 5/6/2014", "2014-05-06", "per a letter"),
        ("UR dated: 5/6/14", "2014-05-06", "dated with a colon"),
        ("UR: 5/6/14 denied", "2014-05-06", "a colon"),
        ("The carrier denied authorization in a letter dated 5/6/2014", "2014-05-06", "in a letter"),
        ("The request for authorization dated 5/1/2014 was denied on 5/6/2014", "2014-05-06", "not the request's day"),
        (
            "A request for surgery was made on 5/1/2014 and was denied by the claims administrator on 5/6/2014",
            "2014-05-06",
            "made and denied",
        ),
        ("an adverse determination dated 5/6/2014", "2014-05-06", "an adverse one"),
        ("The adverse determination was issued on 5/6/2014", "2014-05-06", "issued"),
        ("The non-certification of 5/6/2014 is appealed", "2014-05-06", "appealed"),
        ("A modified certification was given on 5/6/2014", "2014-05-06", "a modified certification"),
        ("Peer review on 5/6/2014 recommended denial", "2014-05-06", "peer review"),
        ("UR decision date 5/6/2014", "2014-05-06", "its label"),
        ("The date of the UR decision is 5/6/2014", "2014-05-06", "the label in prose"),
        ("The utilization review physician modified the request to #45 on 5/6/2014", "2014-05-06", "by a physician"),
        ("the requested items were not certified by the reviewer on 5/6/2014", "2014-05-06", "by the reviewer"),
        ("Utilization review was completed on 5/6/2014", "2014-05-06", "completed"),
        ("The request was previously denied on 1/2/2013 and again on 5/6/2014", "2014-05-06", "denied twice"),
        ("Surgery was denied in 2012. UR on 5/6/2014 denied the MRI", "2014-05-06", "a year only before"),
        (
            "The UR dated 5/6/2014 references an earlier denial dated 1/2/2013",
            "2014-05-06",
            "an earlier denial referenced",
        ),
        ("He denied any fever on 5/6/2014", None, "a patient denies"),
        ("His medication was modified on 5/6/2014", None, "a drug changed"),
        ("The IMR of 5/6/2014 upheld the denial", None, "a review of ours"),
        ("The claim was denied on 5/6/2014", None, "the claim itself"),
        ("He modified his activities on 5/6/2014", None, "activities changed"),
        ("The treatment plan was modified on 5/6/2014", None, "a plan changed"),
    ],
)
def test_denial_date(text, expected, reason):
    assert stated(find_denial_date, text) == expected, reason
