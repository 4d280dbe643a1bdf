"""Letters for this room's tests, as they are stored: double-spaced, a lone space between paragraphs."""

HOW_MADE = "HOW THE IMR FINAL DETERMINATION WAS MADE\nThe reviewer is Board Certified in Neurology."
SUMMARY = "CLINICAL CASE SUMMARY\nA 44 year old male whose date of injury is 6/13/2013."
ISSUES = "IMR ISSUES, DECISIONS AND RATIONALES\nThe decisions for the disputed items/services set forth below:"
RATIONALE = "It was tried before without any gain. The request is not medically necessary."


def double_spaced(*paragraphs: str) -> str:
    return "".join(paragraph.replace("\n", " \n\n") + " \n\n \n\n" for paragraph in paragraphs)


def item(title: str, rationale: str = RATIONALE, *, cited: str = "None cited.") -> tuple[str, ...]:
    return (
        title,
        f"Claims Administrator guideline: {cited}",
        f"MAXIMUS guideline: {cited}",
        f"Decision rationale: {rationale}",
    )


def letter(*items: tuple[str, ...]) -> str:
    return double_spaced(HOW_MADE, SUMMARY, ISSUES, *(paragraph for parts in items for paragraph in parts))
