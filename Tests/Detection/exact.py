"""Whether redaction of a disguised value hides exactly what was disguised."""

import disguises

# Published test numbers and names reserved for documentation.
VALUES = {
    "mail address": "ana.lopez@example.com",
    "card": "4111 1111 1111 1111",
    "account": "DE89 3704 0044 0532 0130 00",
    "telephone": "+44 20 7946 0958",
    "IP address": "203.0.113.77",
    "IPv6 address": "2001:db8::8a2e:370:7334",
    "MAC address": "00:00:5E:00:53:AF",
    "social security number": "219-09-9999",
}
BEFORE, AFTER = "please note ", " and keep it safe"


def redactions(weir):
    """For each disguise how many values were hidden exactly, of how many."""
    counts = {}
    for name, change in disguises.DISGUISES.items():
        values = [change(value) for value in VALUES.values()]
        decisions = weir.decide([BEFORE + value + AFTER for value in values])
        counts[name] = sum(map(is_exact, decisions, values)), len(values)
    return counts


def is_exact(decision, value):
    """Whether the findings of the pack cover the value and nothing else."""
    covered = {place for found in decision.redacted_by("pii") for place in range(found["start"], found["end"])}
    return covered == set(range(len(BEFORE), len(BEFORE) + len(value)))
