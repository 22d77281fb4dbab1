"""The labelled texts that the scorers of the packs learn from."""

import json
import os
import re

import sentences

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))

# Files of the corpus, and how much the model is held back. Payloads of other collections look like those at
# hand; attacks in words do not.
SCORERS = {
    "injection": (("prompt_injection", "benign_chat"), "0.003"),
    "web": (("web_attacks", "benign_chat"), "0.0001"),
}
# What our own texts give as their source.
PACK, LANGUAGES, SENTENCES = OWN = ("pack", "pack-languages", "sentences")
TEST = re.compile(r'test "(?:[^"\\]|\\.)*" \{(.*?)\n\}', re.S)
TEXT = re.compile(r'text: ("(?:[^"\\]|\\.)*")')
VERDICT = re.compile(r"expect\s+(allow|flag|review|deny)")
# Tests in other languages than English are a source of their own: those of one source share its weight.
OTHER_LANGUAGES = re.compile(r"everyday|languages|lifted|wordings")
# What is held at a stricter level is neither an attack nor harmless.
STRICTER = re.compile(r"given level = [2-4]")


def public(corpora, names):
    """Core attacks and harmless texts; attacks that wording does not show teach nothing about wording.

    Texts that are nearly the same are of one source, so that no fold is asked for what it has seen."""
    first = {}
    for name in names:
        with open(os.path.join(corpora, name + ".jsonl"), encoding="utf-8") as file:
            for row in map(json.loads, file):
                source = row["source"].removeprefix("github.com/").split(":")[0]
                source = first.setdefault("-".join(row["id"].split("-")[:2]), source)
                if row["label"] == "benign" or row["label"] == "attack" and row.get("tier") == "core":
                    yield row["text"], row["label"], source


def of_pack(pack):
    """The pack's samples and the one-message tests of its shipped level: text, label and source."""
    folder = os.path.join(ROOT, "Policies", pack)
    for name, label in (("allowed", "benign"), ("denied", "attack")):
        path = os.path.join(folder, "samples", name + ".jsonl")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                for row in map(json.loads, file):
                    yield row["text"], label, PACK
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".weir"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            for body in TEST.findall(file.read()):
                text, verdict = TEXT.search(body), VERDICT.search(body)
                if text and verdict and not STRICTER.search(body):
                    label = "benign" if verdict.group(1) == "allow" else "attack"
                    yield json.loads(text.group(1)), label, LANGUAGES if OTHER_LANGUAGES.search(name) else PACK


def lines(scorer, corpora):
    """Objects with `text`, `label` and `source`, each text once."""
    seen = set()
    rows = list(public(corpora, SCORERS[scorer][0]))
    rows += of_pack(scorer)
    rows += [(text, label, SENTENCES) for text, label in sentences.rows(scorer)]
    for text, label, source in rows:
        if text and text not in seen:
            seen.add(text)
            yield {"text": text, "label": label, "source": source}


def written(lines):
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def command(weir, scorer):
    """The recorded command; it reads the lines from its input."""
    return [weir, "train", "-p", os.path.join(HERE, scorer + ".weir"), "--penalty", SCORERS[scorer][1]]
