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
    "phone": ["PHONE_NUMBER"],
    "phone_named": ["PHONE_NUMBER"],
    "ssn": ["US_SSN"],
    "ssn_named": ["US_SSN"],
    "itin": ["US_ITIN"],
    "ip_address": ["IP_ADDRESS"],
    "uk_nino": ["UK_NINO"],
    "birth_date": ["DATE_TIME"],
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
