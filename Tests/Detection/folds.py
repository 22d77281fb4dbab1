"""The rules with scorers that have not seen the source of the text they judge."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import corpora

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "train"))

import texts

# The policy of a pack that asks its scorer, and the bound that it ships with.
ASKED = re.compile(r"score\((\w+)\) > ([0-9.]+)")
SET = "apply {pack}\n\nmessage {{\n  id: string\n  text: string\n}}\n"


class Folds:
    """One pack, its scorer trained once for each fifth of the sources, without it.

    `own` says whether our own texts (the pack's tests and samples, sentences.py) are learned from as well, as
    in the shipped model."""

    def __init__(self, options, pack, own=True):
        self.options, self.pack = options, pack
        lines = [line for line in texts.lines(pack, options.corpora) if own or line["source"] not in texts.OWN]
        self.scores = dict(zip((line["text"] for line in lines), self._train(lines)))

    def _train(self, lines):
        """The score of each line by the model of the fold that it is held out of."""
        with tempfile.TemporaryDirectory() as folder:
            model, scores = os.path.join(folder, "model"), os.path.join(folder, "scores")
            command = texts.command(self.options.weir, self.pack) + ["--out", model, "--scores", scores]
            done = subprocess.run(command, input=texts.written(lines), text=True, capture_output=True)
            if done.returncode != 0:
                raise SystemExit(f"weir train ended with {done.returncode}: {done.stderr[-2000:]}")
            with open(scores) as file:
                rows = [json.loads(row) for row in file]
        if [row["line"] for row in rows] != list(range(1, len(lines) + 1)):
            raise SystemExit("weir train --scores left lines out")
        return [row["score"] for row in rows]

    def judged(self, rows):
        """For each row: whether the rules stop it, and whether they do together with the scorer of its fold."""
        decisions, bound = self._decisions([row["text"] for row in rows])
        pairs = []
        for row, decision in zip(rows, decisions):
            rules = decision.stopped_by(self.pack, by_rules=True)
            pairs.append((row, Verdict(rules, rules or self.pack + ".scored" in decision.denying
                                       and self.scores[row["text"]] > bound)))
        return pairs

    def _decisions(self, asked):
        """What the pack decides where its scorer always agrees, and the bound above which it does."""
        with tempfile.TemporaryDirectory() as folder:
            packs = os.path.join(folder, "packs")
            shutil.copytree(self.options.packs, packs)
            bound = open_bound(os.path.join(packs, self.pack, "scored.weir"))
            policy = os.path.join(folder, "set.weir")
            with open(policy, "w") as file:
                file.write(SET.format(pack=self.pack))
            return corpora.Weir(self.options.weir, policy, packs).decide(asked), bound

    def above(self, rows, share):
        """The score that no more than a share of these rows is above."""
        scores = sorted((self.scores[row["text"]] for row in rows), reverse=True)
        return scores[int(share * len(scores))]


class Verdict:
    __slots__ = ("rules", "together")

    def __init__(self, rules, together):
        self.rules, self.together = rules, together


def open_bound(path):
    """Makes a pack's file deny whatever its scorer may say; gives the bound that stood there."""
    with open(path, encoding="utf-8") as file:
        policy = file.read()
    found = ASKED.findall(policy)
    if len(found) != 1:
        raise SystemExit(f"{path} asks its scorer {len(found)} times, not once")
    with open(path, "w", encoding="utf-8") as file:
        file.write(ASKED.sub(r"score(\1) >= 0.0", policy))
    return float(found[0][1])


def models(options):
    """For each shipped model whether it is what the recorded command makes of the texts of today."""
    for pack in texts.SCORERS:
        lines = texts.written(texts.lines(pack, options.corpora))
        with tempfile.TemporaryDirectory() as folder:
            made = os.path.join(folder, "model")
            command = texts.command(options.weir, pack) + ["--out", made]
            subprocess.run(command, input=lines, text=True, check=True, stdout=subprocess.DEVNULL)
            with open(made, "rb") as file:
                fresh = file.read()
        shipped = os.path.join(options.packs, pack, "models")
        for name in sorted(os.listdir(shipped)):
            with open(os.path.join(shipped, name), "rb") as file:
                yield f"{pack}/{name}", file.read() == fresh
