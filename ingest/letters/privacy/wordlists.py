"""Words that tell a person's name from everything else a letter writes with a capital.

All in lower case. The lists are short because a letter brings most of its common words itself: what it also writes
without a capital is no name.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from determinations.vocabulary.files import read_file

NO_NAMES = frozenset(
    """
    dob doi a about above according additionally administrator adjuster admission after all also although an and another
    any applicant application are as assistant assistants associates associate at attorney authorization based be
    because before being below board both but by ca california can case certified chart chief chronic claim
    claimant claims class clinic clinical colleague colleagues comp compensation complaints concerning continued
    contin copy counsel court current currently d.c. d.o. date dated dear decision defendant defense department
    determination diagnosis director disability disputed division do doctor document documents does dr due during
    each edition electronically employee employer er esq evaluation evaluator exam examination examiner expert
    explanation fax final findings first follow following for former from further furthermore given group
    guideline guidelines had has have he her here hereby his home hospital how however i if imr in inc including
    independent indicated initial injured injury insurance insurer is it its judge last law letter lien llc llp
    m.d. madam manager management maximus may md medical medication medicine moreover mr mrs ms mtus my name names
    no non none not note notes notice now number nurse nursing objective occupational odg acoem of office officer
    on once or order other our p.a. panel parties party patient per pharmacy phone physician physicians physical
    plan please practitioner prescribed primary prior priority privacy progress provided provider provider's qme
    ame ptp ur rfa mri emg ncv ct pt ot imro dwc dir reason received recommended recommends record redacted
    regarding regular report reported reports representative request requested requesting requests review reviewed
    reviewer said same saw secondary section see seen services she signature signed since sir so some specialist
    standard state stated states status subjective such summary supervisor surgeon surgery team that the their
    then there therefore therapist therapy these they this those though thus to today treater treating treatment
    two under unknown unnamed until up upon us utilization visit visits was we were what when where whether which
    while who whom whose will with withheld within without work worker worker's workers would xx xxx xxxx xxxxx
    yes you your capsule capsules cap caps tab tabs tablet tablets oral sulfate arthrogram angiogram angiography
    imaging spectroscopy neurography myelogram urine drug screen blood left right bilateral pain back neck knee
    shoulder january february march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday north south east west american united county city federal national
    international official college academy association society institute foundation university school center
    centre health healthcare network company corporation corp fund service system systems district agency bureau
    commission grade stage type level score scale test sign index inventory form list program unit brace male
    female man woman gentleman lady spanish english speaking hispanic african asian caucasian year old kaiser
    permanente concentra sedgwick travelers zenith aetna cigna scholl scholl's scholls comfort martens pepper
    anxiety depression disorder questionnaire advisor reviewers group's chiropractor chiropractic psychologist
    psychiatrist acupuncturist orthopedic orthopedist neurologist internist podiatrist dentist interpreter
    adjusters examiners upheld overturned certification specialty licensure
    """.split()  # noqa: SIM905
)
"""Never part of a name: words that begin sentences, roles, headings, what stands behind a redacted name."""

ALSO_SURNAMES = frozenset(
    """
    bell best bird black bond brown burns bush case church cook cross day field fields fisher flowers fox good gray
    green hand hill house hunt king knight lamb lane little long love marks miles mills moon moore noble park parks
    parker pool pope porter potter price reed rice rich rivers rose rush sharp shepherd short singer small snow
    stone street strong swift tanner taylor turner wall walker ward waters weaver weeks wells west white wise wolf
    wood woods wright young
    """.split()  # noqa: SIM905
)
"""Words that are surnames as well: behind "Dr." they are a name although the letter uses the word."""

EPONYMS = (
    "test|sign|man(?:eu|oeu)ver|manoeuvre|score|scale|criteria|classification|index|inventory|questionnaire|disease|"
    "syndrome|phenomenon|contracture|neuroma|cyst|fracture|palsy|reflex|anastomosis|pillow|collar|brace|traction|splint|"
    "frame|sling|bandage|dressing"
)
"""What is called after its discoverer, as a pattern for lower case, in the singular."""

_FIRST_NAMES = """
    Aaron Abigail Adam Adriana Adrian Ahmed Alan Albert Alejandro Alex Alexander Alexandra Alfonso Alfred Alfredo Ali
    Alice Alicia Alison Alma Amanda Amy Ana Andrea Andres Andrew Angel Angela Angelica Anita Ann Anna Anne Annie
    Anthony Antonio Armando Arthur Arturo Ashley Barbara Beatriz Benjamin Bernard Bertha Beth Betty Beverly Blanca
    Bonnie Brandon Brenda Brian Bruce Bryan Carl Carla Carlos Carmen Carol Caroline Carolyn Carrie Catherine Cecilia
    Cesar Charles Cheryl Chris Christina Christine Christopher Cindy Claudia Craig Cristina Cynthia Daniel
    Danielle David Deborah Debra Denise Dennis Diana Diane Diego Dolores Donald Donna Doris Dorothy Douglas Eddie
    Edgar Eduardo Edward Edwin Eileen Elaine Elena Elizabeth Ellen Emily Emma Enrique Eric Erica Erik Erin Ernesto
    Esteban Esther Eugene Eva Evelyn Felipe Felix Fernando Frances Francis Francisco Frederick Gabriel Gabriela Gary
    George Gerald Gerardo Gilbert Gina Gloria Gordon Graciela Greg Gregory Guadalupe Guillermo Gustavo Harold Harry
    Heather Hector Helen Henry Herbert Howard Hugo Ignacio Irene Irma Isabel Ismael Ivan Jacob Jacqueline Jaime James
    Jamie Jane Janet Janice Jason Javier Jean Jeff Jeffrey Jennifer Jeremy Jerry Jesse Jessica Jesus Jill Jim
    Joan Joanne Joe Joel John Johnny Jonathan Jorge Jose Joseph Joshua Joyce Juan Juana Juanita Judith Judy Julia
    Julian Julie Julio Justin Karen Karina Karl Katherine Kathleen Kathryn Kathy Katie Keith Kelly Kenneth Kevin
    Kimberly Kristen Kyle Larry Laura Lauren Laurie Lawrence Leonard Leslie Leticia Lilia Linda Lisa Lois Lorena
    Lorenzo Lori Louis Louise Lucia Lucy Luis Luisa Luz Lydia Lynn Manuel Marco Marcos Marcus Margaret Margarita
    Maria Mariana Marie Mario Marilyn Marisol Marlene Martha Martin Marvin Mary Matthew Maureen Mauricio Megan Melanie
    Melissa Melvin Michael Michele Michelle Miguel Mike Mohammad Mohammed Monica Nancy Natalie Nathan
    Nicholas Nicole Noah Nora Norma Norman Olga Oliver Olivia Omar Oscar Pablo Pamela Patricia Patrick Paul Paula
    Pedro Peggy Peter Philip Phillip Phyllis Rachel Rafael Ralph Ramon Randall Randy Raquel Raul Raymond Rebecca
    Rene Ricardo Richard Rita Robert Roberta Roberto Rodney Rodolfo Rogelio Roger Ronald Rosa Rosario Roy Ruben Russell
    Ruth Ryan Salvador Samantha Samuel Sandra Sara Sarah Scott Sean Sergio Sharon Shawn Sheila Shirley Silvia Sofia
    Sonia Stacy Stanley Stella Stephanie Stephen Steve Steven Stuart Susan Susana Sylvia Tamara Tammy Teresa Terry
    Theodore Theresa Thomas Tiffany Timothy Tina Todd Tomas Tony Tracy Travis Tyler Valerie Vanessa Veronica Victor
    Vicente Victoria Vincent Vivian Walter Wanda Warren Wayne Wendy William Xavier Yolanda Yvonne Zachary
"""
FIRST_NAMES = frozenset(form for name in _FIRST_NAMES.split() for form in (name, name.upper()))
"""Frequent first names that are no words, as "Jane" and "JANE"."""


@cache
def field_words() -> frozenset[str]:
    """Every word of the vocabulary: treatments, drugs, guidelines, specialties, body parts."""
    names = ("treatments", "drugs", "guidelines", "specialties", "body_parts", "phrasing", "synonyms")
    return frozenset(word for name in names for text in _texts(read_file(name)) for word in _words(text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalpha() else " " for letter in text.lower()).split()
