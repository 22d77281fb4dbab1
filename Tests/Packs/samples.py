"""What the names of sample files promise, and whether Weir keeps it."""

import json
import os
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


class Promise:
    """What becomes of which lines of a file. A stream is judged in one go, other lines each by itself."""

    def __init__(self, words, holds, level=1, stream=False, which=None):
        self.words, self.holds, self.level, self.stream = words, holds, level, stream
        self.which = which or (lambda rows: range(len(rows)))


def is_redacted(decision):
    return any(found["enforced"] and found.get("redaction", "keep") != "keep" for found in decision["findings"])


def is_clean(decision):
    return decision["verdict"] == "allow" and not is_redacted(decision)


def is_denied(decision):
    return decision["verdict"] == "deny"


def is_held(decision):
    return decision["verdict"] == "review"


def is_hidden(decision):
    return decision["verdict"] == "allow" and is_redacted(decision)


def last_of_users(rows):
    return sorted({row["user"]: place for place, row in enumerate(rows)}.values())


def fourth_and_late(rows):
    return [3, *range(54, len(rows))]


USUAL = {
    "allowed.jsonl": [Promise("pass untouched", is_clean, stream=True)],
    "denied.jsonl": [Promise("are denied", is_denied)],
    "held.jsonl": [Promise("are held", is_held)],
    "redacted.jsonl": [Promise("come out changed", is_hidden)],
    "floods.jsonl": [Promise("are denied, the last of each user", is_denied, stream=True, which=last_of_users)],
}
# Where a pack's files promise something else.
OWN = {
    ("injection", "held.jsonl"): [
        Promise("pass at level 1", is_clean),
        Promise("are held at level 2", is_held, level=2),
    ],
    ("governance", "floods.jsonl"): [
        Promise("are denied, the fourth and those from the fifty-fifth on", is_denied, stream=True,
                which=fourth_and_late),
    ],
}


class Weir:
    """The release binary."""

    def __init__(self, binary, packs):
        self.binary, self.packs = binary, packs

    def decide(self, pack, lines, level):
        """The decisions on a stream of lines, by a set in Tests/Packs/sets or else the pack itself."""
        own = os.path.join(HERE, "sets", pack + ".weir")
        policies = own if os.path.exists(own) else os.path.join(self.packs, pack)
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as project:
            project.write(f"levels: {{enforce: {level}}}\n")
            project.flush()
            command = [self.binary, "filter", "--decisions", "--quiet", "--exit-zero", "-p", policies,
                       "--packs", self.packs, "--project", project.name]
            done = subprocess.run(command, input="".join(lines), capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f"weir filter ended with {done.returncode}: {done.stderr}")
        return [json.loads(answer) for answer in done.stdout.splitlines()]


def check(weir, pack):
    """For each promise of a pack's files: the file, the words, the lines that break it, and of how many."""
    folder = os.path.join(weir.packs, pack, "samples")
    for file in sorted(os.listdir(folder)):
        with open(os.path.join(folder, file), encoding="utf-8") as opened:
            lines = opened.readlines()
        for promise in OWN.get((pack, file)) or USUAL[file]:
            decisions = judge(weir, pack, lines, promise)
            asked = promise.which([json.loads(line) for line in lines])
            wrong = [f"{place + 1}: {decisions[place]['verdict']}" for place in asked if not promise.holds(decisions[place])]
            yield file, promise.words, wrong, len(asked)


def judge(weir, pack, lines, promise):
    """Only packs that count, and have a set with a clock for it, could tell lines in one stream from lines alone."""
    counts = pack in ("abuse", "abuse_tools", "governance")
    if promise.stream or not counts:
        return weir.decide(pack, lines, promise.level)
    return [weir.decide(pack, [line], promise.level)[0] for line in lines]
