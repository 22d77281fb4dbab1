"""The labelled texts of ../shared/corpora, and what Weir decides about them."""

import base64
import json
import os
import subprocess
import tempfile


def read(folder, name):
    """The rows of one corpus, in the order of the file."""
    with open(os.path.join(folder, name + ".jsonl"), encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    for row in rows:
        if "text_base64" in row:
            row["text"] = base64.b64decode(row.pop("text_base64")).decode("utf-8")
    return rows


def origin(row):
    """The repository that a row came from: what is held out together."""
    return row["source"].split(":")[0]


def group(row):
    """Rows whose texts are nearly the same share a group."""
    return "-".join(row["id"].split("-")[:2])


class Decision:
    """What the whole set decided about one text, and which policies did what."""

    __slots__ = ("verdict", "denying", "findings")

    def __init__(self, verdict, denying, findings):
        self.verdict, self.denying, self.findings = verdict, denying, findings

    def stopped_by(self, pack, by_rules=False):
        """Whether a policy of a pack denied; by rules alone, one that asks no scorer."""
        names = [name for name in self.denying if name.startswith(pack + ".")]
        return any(not by_rules or not name.endswith(".scored") for name in names)

    def redacted_by(self, pack):
        return [found for found in self.findings if found["policy"].startswith(pack + ".")]


class Weir:
    """The release binary with one policy set."""

    def __init__(self, binary, policies, packs):
        self.arguments = [binary, "filter", "--decisions", "--quiet", "--exit-zero", "-p", policies, "--packs", packs]

    def decide(self, texts):
        """A decision for each text. Places of findings are code points of the text."""
        lines = [json.dumps({"id": "", "text": text}, ensure_ascii=False) for text in texts]
        with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answered:
            for line in lines:
                asked.write(line.encode("utf-8", "surrogatepass") + b"\n")
            asked.seek(0)
            done = subprocess.run(self.arguments, stdin=asked, stdout=answered, stderr=subprocess.PIPE)
            if done.returncode != 0:
                raise SystemExit(f"weir ended with {done.returncode}: {done.stderr.decode()[-2000:]}")
            answered.seek(0)
            answers = [json.loads(answer) for answer in answered]
        if len(answers) != len(lines):
            raise SystemExit(f"{len(lines)} texts gave {len(answers)} decisions")
        return [self._decision(answer, line) for answer, line in zip(answers, lines)]

    def _decision(self, answer, line):
        denying = {reason["policy"] for reason in answer["reasons"] if reason["verdict"] == "deny"}
        places = None
        findings = []
        for found in answer["findings"]:
            if found.get("field") != "/text":
                continue
            places = places or code_points(line)
            findings.append({**found, "start": places[found["start"]], "end": places[found["end"]]})
        return Decision(answer["verdict"], denying, findings)


def code_points(line):
    """For each byte of a line, the code point of the member `text` that begins there or holds it."""
    at = line.index('"text": "') + len('"text": "')
    places = {}
    byte = len(line[:at].encode())
    point = 0
    while line[at] != '"':
        if line[at] == "\\":
            length = 6 if line[at + 1] == "u" else 2
        else:
            length = 1
        size = len(line[at : at + length].encode("utf-8", "surrogatepass"))
        for offset in range(size):
            places[byte + offset] = point
        at, byte, point = at + length, byte + size, point + 1
    places[byte] = point
    return places
