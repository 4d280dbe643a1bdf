"""Drugs: each under its generic name and every brand, with its class; which drugs a text names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from determinations.vocabulary import classify_request, drugs, find_drugs, label, treatment_types
from determinations.vocabulary.files import read_file
from determinations.vocabulary.matching import expand
from determinations.vocabulary.terms import drug_terms

# Class → "drug: brands; …": what a physician in workers' compensation expects to find.
EXPECTED = {
    "opioid": """hydrocodone-acetaminophen: Norco, Vicodin, Lortab; hydrocodone: Zohydro, Hysingla; oxycodone:
        Roxicodone, OxyContin; oxycodone-acetaminophen: Percocet, Endocet; morphine: MS Contin, Kadian, Avinza;
        hydromorphone: Dilaudid, Exalgo; oxymorphone: Opana; fentanyl: Duragesic; methadone: Dolophine;
        tapentadol: Nucynta; tramadol: Ultram, ConZip; tramadol-acetaminophen: Ultracet; codeine-acetaminophen:
        Tylenol #3; buprenorphine: Butrans, Belbuca; butorphanol: Stadol; pentazocine-naloxone: Talwin;
        levorphanol: levorphanol; meperidine: Demerol""",
    "opioid-antagonist": "naloxone: Narcan, Evzio; naltrexone: ReVia, Vivitrol",
    "opioid-dependence-treatment": "buprenorphine-naloxone: Suboxone, Zubsolv; buprenorphine: Subutex, Sublocade",
    "nsaid": """naproxen: Naprosyn, Anaprox, Aleve; ibuprofen: Motrin, Advil; ibuprofen-famotidine: Duexis;
        naproxen-esomeprazole: Vimovo; meloxicam: Mobic; diclofenac: Voltaren, Cataflam; diclofenac-misoprostol:
        Arthrotec; etodolac: Lodine; nabumetone: Relafen; ketoprofen: ketoprofen; ketorolac: Toradol; celecoxib:
        Celebrex; indomethacin: Indocin; oxaprozin: Daypro; piroxicam: Feldene; fenoprofen: Nalfon; sulindac:
        Clinoril; diflunisal: Dolobid; aspirin: Ecotrin""",
    "topical-analgesic": """diclofenac: Voltaren gel, Flector, Pennsaid; lidocaine: Lidoderm; lidocaine-menthol:
        LidoPro, Terocin; methyl-salicylate-menthol: Menthoderm, Medrox, Dendracin, Exoten-C; methyl-salicylate:
        methyl salicylate; capsaicin: Zostrix, Qutenza; compounded-topical: FCL, FlurLido, TGHot; ketoprofen:
        ketoprofen cream; flurbiprofen: flurbiprofen cream; cyclobenzaprine: cyclobenzaprine cream; gabapentin:
        gabapentin cream; baclofen: baclofen cream; ketamine: ketamine 10% cream""",
    "muscle-relaxant": """cyclobenzaprine: Flexeril, Fexmid, Amrix; carisoprodol: Soma; tizanidine: Zanaflex;
        methocarbamol: Robaxin; orphenadrine: Norflex; metaxalone: Skelaxin; chlorzoxazone: Parafon Forte,
        Lorzone; baclofen: Lioresal""",
    "anticonvulsant": """gabapentin: Neurontin, Gralise, Horizant; pregabalin: Lyrica; topiramate: Topamax;
        lamotrigine: Lamictal; levetiracetam: Keppra; carbamazepine: Tegretol; oxcarbazepine: Trileptal;
        divalproex: Depakote; zonisamide: Zonegran""",
    "antidepressant": """duloxetine: Cymbalta; venlafaxine: Effexor; desvenlafaxine: Pristiq; milnacipran:
        Savella; levomilnacipran: Fetzima; amitriptyline: Elavil; nortriptyline: Pamelor; imipramine: Tofranil;
        doxepin: Sinequan, Silenor; clomipramine: Anafranil; maprotiline: Ludiomil; trazodone: Desyrel, Oleptro;
        bupropion: Wellbutrin; mirtazapine: Remeron; sertraline: Zoloft; fluoxetine: Prozac; paroxetine: Paxil,
        Pexeva; citalopram: Celexa; escitalopram: Lexapro; fluvoxamine: Luvox; vilazodone: Viibryd;
        vortioxetine: Trintellix; isocarboxazid: Marplan; tranylcypromine: Parnate; selegiline: Emsam;
        olanzapine-fluoxetine: Symbyax""",
    "antipsychotic": """quetiapine: Seroquel; aripiprazole: Abilify; olanzapine: Zyprexa; risperidone:
        Risperdal; lurasidone: Latuda; ziprasidone: Geodon""",
    "benzodiazepine": """alprazolam: Xanax; clonazepam: Klonopin; lorazepam: Ativan; diazepam: Valium;
        temazepam: Restoril""",
    "sedative-hypnotic": """zolpidem: Ambien; eszopiclone: Lunesta; zaleplon: Sonata; suvorexant: Belsomra;
        ramelteon: Rozerem""",
    "anxiolytic-other": "buspirone: BuSpar; hydroxyzine: Vistaril, Atarax; prazosin: Minipress",
    "proton-pump-inhibitor": """omeprazole: Prilosec; pantoprazole: Protonix; esomeprazole: Nexium;
        lansoprazole: Prevacid; rabeprazole: Aciphex; dexlansoprazole: Dexilant""",
    "h2-blocker": "ranitidine: Zantac; famotidine: Pepcid",
    "laxative": """docusate: Colace; senna: Senokot; docusate-senna: Senokot-S; polyethylene-glycol: Miralax;
        lubiprostone: Amitiza; naloxegol: Movantik; linaclotide: Linzess; lactulose: lactulose;
        methylnaltrexone: Relistor""",
    "antiemetic": "ondansetron: Zofran; promethazine: Phenergan; metoclopramide: Reglan",
    "triptan-or-migraine": """sumatriptan: Imitrex; rizatriptan: Maxalt; zolmitriptan: Zomig; rimegepant:
        Nurtec; ubrogepant: Ubrelvy; erenumab: Aimovig; galcanezumab: Emgality; fremanezumab: Ajovy""",
    "analgesic-non-opioid": "butalbital-acetaminophen-caffeine: Fioricet; acetaminophen: Tylenol",
    "erectile-dysfunction-drug": "sildenafil: Viagra; tadalafil: Cialis; vardenafil: Levitra",
    "hormone": "testosterone: AndroGel, Axiron",
    "viscosupplementation": "hyaluronate: Synvisc, Synvisc-One, Orthovisc, Supartz, Euflexxa",
    "botulinum-toxin-injection": "onabotulinumtoxina: Botox, onabotulinumtoxinA; abobotulinumtoxina: Dysport",
    "medical-food-or-supplement": """theramine: Theramine; sentra-am: Sentra AM; sentra-pm: Sentra PM; gabadone:
        GABAdone; trepadone: Trepadone; vitamin-d: vitamin D; vitamin-b12: vitamin B12; glucosamine-chondroitin:
        glucosamine/chondroitin, glucosamine""",
    "stimulant": "modafinil: Provigil; armodafinil: Nuvigil",
    "corticosteroid-oral": "prednisone: Deltasone; methylprednisolone: Medrol, Medrol Dosepak",
    "antihypertensive": "clonidine: Catapres; lisinopril: Zestril",
    "antidiabetic": "metformin: Glucophage",
    "cannabinoid": "dronabinol: Marinol",
    "other-drug": "sucralfate: Carafate; misoprostol: Cytotec; ketamine: ketamine troche",
}
ROWS = [
    (name.strip(), slug, kind)
    for kind, listed in EXPECTED.items()
    for slug, brands in (entry.strip().split(":", 1) for entry in listed.split(";"))
    for name in brands.split(",")
]

NAMED = [
    ("Norco and Soma", "hydrocodone-acetaminophen carisoprodol", "in order"),
    ("Soma 350 mg; Norco; Soma", "carisoprodol hydrocodone-acetaminophen", "each once"),
    ("Norco (hydrocodone/APAP) 5/325", "hydrocodone-acetaminophen", "the generic in brackets is the same drug"),
    ("Acetaminophen w/ codeine", "codeine-acetaminophen", "a combination in the other order"),
    ("Acetaminophen and codeine 300-30 mg", "codeine-acetaminophen", "with 'and'"),
    ("Hydrocodone 10/325 #60", "hydrocodone-acetaminophen", "two strengths are those of the combination"),
    ("Oxycodone 10-325 mg", "oxycodone-acetaminophen", "with a hyphen as well"),
    ("Hydrocodone 20 mg ER", "hydrocodone", "one strength is that of the substance alone"),
    ("Oxycodone 15 mg, 120 tablets", "oxycodone", "a count is no strength"),
    ("Gabapentin 10% cream", "gabapentin", "whatever the form"),
    ("Ketoprofen 10%, lidocaine 5%, menthol 2% ointment", "ketoprofen lidocaine menthol", "a mixture lists its parts"),
    ("Lidocaine/Kenalog injection", "lidocaine triamcinolone", "parts of an injection"),
    ("Flector patches", "diclofenac", "a brand that is only a patch"),
    ("Lioresal pump refill", "baclofen", "inside another request"),
    ("Ketamine infusion", "ketamine", "inside the name of a treatment"),
    ("NORCO10/325MG", "hydrocodone-acetaminophen", "without spaces"),
    ("Celebrex® 200", "celecoxib", "with a mark"),
    ("Gabapetnin", "gabapentin", "misspelt"),
    ("Vitamin D level", "", "a test for a drug is no drug"),
    ("Epidural steroid injection", "", "a class is no drug"),
    ("Physical therapy", "", "none"),
]


@pytest.mark.parametrize(("name", "slug", "kind"), ROWS)
def test_a_drug_is_known_by_its_names(name, slug, kind):
    assert find_drugs(name) == (slug,)
    assert find_drugs(label("drug", slug)) == (slug,)
    assert classify_request(name).treatment_type == kind


@pytest.mark.parametrize(("text", "slugs", "reason"), NAMED)
def test_drugs_of_a_text(text, slugs, reason):
    assert find_drugs(text) == tuple(slugs.split()), reason


def test_every_listed_name_leads_to_its_drug():
    names = [(phrase, term.drug) for pattern, term in drug_terms() if term.drug for phrase in expand(pattern)]
    assert len(names) > 2_000
    assert [(name, slug, found) for name, slug in names if (found := find_drugs(name)) != (slug,)] == []


def test_drugs_have_slugs_names_and_a_known_class():
    known = {entry.slug for entry in treatment_types()}
    assert len({drug.slug for drug in drugs()}) == len(drugs()) == len({drug.name for drug in drugs()})
    for drug in drugs():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", drug.slug)
        assert drug.treatment_type in known
        assert label("drug", drug.slug) == drug.name.strip() != ""
        assert all(find_drugs(brand) == (drug.slug,) for brand in drug.brands), drug


def test_classes_and_other_types_are_treatment_types():
    known = {entry.slug for entry in treatment_types()}
    tables = [table for kind, table in read_file("drugs").items() if kind != "forms"]
    others = {kind for table in tables for entry in table["drugs"].values() for kind in entry.get("other_types", ())}
    assert others <= known


def test_brands_are_written_out():
    brands = {drug.slug: drug.brands for drug in drugs()}
    assert {"Norco", "Vicodin"} <= set(brands["hydrocodone-acetaminophen"])
    assert "Flector" in brands["diclofenac"]
    assert not any(set("()[]|") & set(brand) for listed in brands.values() for brand in listed)


@given(st.one_of(st.text(), st.lists(st.sampled_from(NAMED).map(lambda row: row[0]), max_size=5).map(", ".join)))
def test_any_text_names_known_drugs_once(text):
    found = find_drugs(text)
    assert len(found) == len(set(found))
    assert set(found) <= {drug.slug for drug in drugs()}
