"""Findings against marked spans, as ../shared/bench/score_detection.py counts them."""

import collections

# The types of the sentences that have a shape.
COMMON = {"CREDIT_CARD", "EMAIL_ADDRESS", "IBAN_CODE", "IP_ADDRESS", "PHONE_NUMBER", "US_SSN", "US_DRIVER_LICENSE"}

# Type of the corpora for each pattern of the pack; a pattern may stand for several.
TYPES = {
    "email": ["EMAIL_ADDRESS"],
    "card": ["CREDIT_CARD"],
    "card_named": ["CREDIT_CARD"],
    "iban": ["IBAN_CODE"],
    "phone": ["PHONE_NUMBER", "TR_PHONE_NUMBER", "PH_MOBILE_NUMBER"],
    "phone_named": ["PHONE_NUMBER", "TR_PHONE_NUMBER", "PH_MOBILE_NUMBER"],
    "ssn": ["US_SSN"],
    "ssn_named": ["US_SSN"],
    "itin": ["US_ITIN"],
    "ip_address": ["IP_ADDRESS"],
    "uk_nino": ["UK_NINO"],
    "birth_date": ["DATE_TIME"],
    "it_fiscal_code": ["IT_FISCAL_CODE"],
    "it_vat": ["IT_VAT_CODE"],
    "fi_hetu": ["FI_PERSONAL_IDENTITY_CODE"],
    "sg_nric": ["SG_NRIC_FIN"],
    "th_national_id": ["TH_TNIN"],
    "bitcoin_address": ["CRYPTO"],
    "bech32_address": ["CRYPTO"],
    "ethereum_address": ["CRYPTO"],
    "de_health_insurance": ["DE_HEALTH_INSURANCE"],
    "de_pension_insurance": ["DE_SOCIAL_SECURITY"],
    "se_personnummer": ["SE_PERSONNUMMER", "SE_ORGANISATIONSNUMMER"],
    "us_bank_routing": ["ABA_ROUTING_NUMBER"],
    "us_bank_account": ["US_BANK_NUMBER"],
    "us_dea_number": ["MEDICAL_LICENSE"],
    "in_voter_id": ["IN_VOTER"],
    "kr_business_number": ["KR_BRN"],
    "za_national_id": ["ZA_ID_NUMBER"],
    "passport_number": ["US_PASSPORT", "UK_PASSPORT", "DE_PASSPORT", "ES_PASSPORT", "IN_PASSPORT", "KR_PASSPORT"],
    "driving_licence": ["US_DRIVER_LICENSE", "UK_DRIVING_LICENCE", "IT_DRIVER_LICENSE", "DE_FUEHRERSCHEIN", "KR_DRIVER_LICENSE"],
    "vehicle_plate": ["UK_VEHICLE_REGISTRATION", "IN_VEHICLE_REGISTRATION", "TR_LICENSE_PLATE", "NG_VEHICLE_REGISTRATION", "DE_KFZ"],
    "uk_postcode": ["UK_POSTCODE"],
    "us_zip_with_state": ["ZIP_CODE"],
    "postal_address": ["STREET_ADDRESS", "ADDRESS"],
    "po_box": ["STREET_ADDRESS", "ADDRESS"],
}

Result = collections.namedtuple("Result", "f1 exact_f1 leaked needless kinds")


def types_of(finding):
    name = finding["pattern"].split(".")[-1]
    return TYPES.get(name, [name.upper()])


def score(judged, only):
    """Precision, recall and F1 per type by overlap and by equality, and what stayed visible."""
    overlap = collections.defaultdict(lambda: [0, 0, 0])
    exact = collections.defaultdict(lambda: [0, 0, 0])
    marked = leaked = clean = needless = 0
    for row, decision in judged:
        scope = {kind for kind in row.get("scope", ()) if not only or kind in only}
        gold = [(mark["start"], mark["end"], mark["type"]) for mark in row.get("spans", []) if mark["type"] in scope]
        found = decision.redacted_by("pii")
        got = sorted({(f["start"], f["end"], kind) for f in found for kind in types_of(f) if kind in scope})
        tally(overlap, gold, got, touches, pieces_count_once=True)
        tally(exact, gold, got, lambda a, b: a == b, pieces_count_once=False)
        covered = {place for f in found for place in range(f["start"], f["end"])}
        inside = {place for start, end, _ in gold for place in range(start, end)}
        every = {place for mark in row.get("spans", []) for place in range(mark["start"], mark["end"])}
        marked, leaked = marked + len(inside), leaked + len(inside - covered)
        clean, needless = clean + len(row["text"]) - len(every), needless + len(covered - every)
    kinds = {kind: rates(*counts) for kind, counts in overlap.items()}
    return Result(total(overlap), total(exact), leaked / marked if marked else 0.0,
                  needless / clean if clean else 0.0, kinds)


def touches(a, b):
    return a[2] == b[2] and a[0] < b[1] and b[0] < a[1]


def tally(counts, gold, got, hit, pieces_count_once):
    used = set()
    for mark in gold:
        match = next((i for i, found in enumerate(got) if i not in used and hit(mark, found)), None)
        if match is None:
            counts[mark[2]][2] += 1
        else:
            used.add(match)
            counts[mark[2]][0] += 1
    for i, found in enumerate(got):
        if i not in used and not (pieces_count_once and any(hit(mark, found) for mark in gold)):
            counts[found[2]][1] += 1


def rates(right, wrong, missed):
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def total(counts):
    return rates(*(sum(count[i] for count in counts.values()) for i in range(3)))[2]
