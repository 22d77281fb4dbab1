#!/usr/bin/env python3
"""Compares what Weir answers with what the peers' reference answers, row by row.

  agree.py --weir PATH --reference NATIVE --messages FILE [--events FILE]

NATIVE is the C++ harness of ../shared/bench (built by its run_peers.sh). Prints per job how many
rows differ, and of what class each difference is; 1 where more than one row in a thousand differs.

Classes with a reason:
  union          Weir puts one replacement over the union of overlapping matches, the reference
                 replaces pattern after pattern and so sees the text that earlier ones left
  unicode        `\\b`, `\\w` and `\\s` speak of all letters in Weir, of ASCII in the reference
  boundary       the reference adds up a bucket in binary fractions, Weir in whole microseconds;
                 they part where a bucket holds exactly one token, and then until it is full
  another forest the score of a forest trained by other random numbers, either side of the bound
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

from worst import patterns

HERE = os.path.dirname(os.path.abspath(__file__))
IDS = [name.replace("_", "-") for name, _, _ in patterns()][10:]
ROWS = 10_000


def filtered(weir, job, source, target, decisions=True):
    with open(source, "rb") as stdin, open(target, "wb") as stdout:
        mode = ["--decisions"] if decisions else []
        code = subprocess.run(
            [weir, "filter", "-p", f"{HERE}/{job}", "--quiet", *mode], stdin=stdin, stdout=stdout).returncode
    if code not in (0, 1):
        sys.exit(f"weir filter -p {job}: exit {code}")


def rows(path):
    with open(path, encoding="utf-8", errors="surrogateescape") as f:
        return [json.loads(row) for row in f]


def fired(decision):
    """What the peers call a decision's rules: R01 to R30 and the ids of the patterns."""
    names = []
    for reason in decision["reasons"]:
        if reason["policy"] == "rules":
            names.append("R%02d" % int(reason["rule"].split(":")[1]))
        elif reason["policy"] == "shapes":
            names.append(IDS[int(reason["rule"].split(":")[1]) - 1])
    return sorted(names)


def text_class(ours, theirs):
    if any(ord(c) > 127 for c in ours):
        around = re.split(r"\[\w+\]", ours), re.split(r"\[\w+\]", theirs)
        if len(around[0]) != len(around[1]):
            return "unicode"
    return "union"


def j1(weir, reference, source, folder):
    filtered(weir, "j1", source, f"{folder}/w1", decisions=False)
    reference("j1", "hs", source, f"{folder}/c1")
    for ours, theirs in zip(rows(f"{folder}/w1"), rows(f"{folder}/c1"), strict=True):
        if ours != theirs:
            kind = text_class(ours["text"], theirs["text"]) if ours["id"] == theirs["id"] else "UNEXPLAINED"
            yield kind, ours["id"], ours["text"], theirs["text"]


def j2(weir, reference, source, folder):
    filtered(weir, "j2", source, f"{folder}/w2")
    reference("j2", source, f"{folder}/c2")
    for ours, theirs in zip(rows(f"{folder}/w2"), rows(f"{folder}/c2"), strict=True):
        if (ours["message"]["id"], ours["verdict"], fired(ours)) != (theirs["id"], theirs["d"], sorted(theirs["r"])):
            yield "UNEXPLAINED", theirs["id"], fired(ours), theirs["r"]


def j3(weir, reference, source, folder):
    filtered(weir, "j3", source, f"{folder}/w3")
    reference("j3", "hs", source, f"{folder}/c3")
    for ours, theirs in zip(rows(f"{folder}/w3"), rows(f"{folder}/c3"), strict=True):
        if (ours["message"]["id"], fired(ours)) != (theirs["id"], sorted(theirs["m"])):
            kind = "unicode" if any(ord(c) > 127 for c in ours["message"]["text"]) else "UNEXPLAINED"
            yield kind, theirs["id"], fired(ours), theirs["m"]


def j4(weir, reference, source, folder):
    filtered(weir, "j4", source, f"{folder}/w4")
    reference("j4", source, f"{folder}/c4")
    with open(f"{folder}/w4") as mine, open(f"{folder}/c4") as others:
        for row, other in zip(mine, others, strict=True):
            ours, (name, passed) = json.loads(row), other.split()
            if (ours["message"]["id"], ours["verdict"] == "allow") != (name, passed == "1"):
                yield "boundary", name, ours["verdict"], passed


def j6(weir, reference, source, folder):
    filtered(weir, "j6", source, f"{folder}/w6")
    reference("j6", source, f"{folder}/c6")
    for ours, theirs in zip(rows(f"{folder}/w6"), rows(f"{folder}/c6"), strict=True):
        name, other = theirs["id"], theirs["weir"]
        if ours["message"]["text"] != theirs["text"]:
            yield text_class(ours["message"]["text"], theirs["text"]), name, ours["message"]["text"], theirs["text"]
        elif fired(ours) != sorted(other["r"]):
            yield "unicode" if not ours["message"]["text"].isascii() else "UNEXPLAINED", name, fired(ours), other["r"]
        elif ours["verdict"] != other["d"]:
            is_limit = "deny" in (ours["verdict"], other["d"])
            yield "boundary" if is_limit else "another forest", name, ours["verdict"], other["d"]


def head(source, target, count):
    with open(source, "rb") as f, open(target, "wb") as g:
        for _, row in zip(range(count), f):
            g.write(row)


def compare(weir, native, messages, events, shared, rows_max=ROWS, show=3):
    """Per job: rows, how many differ, classes; printed as it goes."""
    environment = {**os.environ, "PATTERNS": f"{shared}/patterns"}

    def reference(*arguments):
        subprocess.run([native, *arguments], check=True, env=environment)

    report = {}
    with tempfile.TemporaryDirectory() as folder:
        head(messages, f"{folder}/messages", rows_max)
        head(events, f"{folder}/events", rows_max * 10)
        for job in (j1, j2, j3, j4, j6):
            source = f"{folder}/events" if job is j4 else f"{folder}/messages"
            count = sum(1 for _ in open(source, "rb"))
            classes = {}
            for kind, *difference in job(weir, reference, source, folder):
                classes.setdefault(kind, []).append(difference)
            differ = sum(map(len, classes.values()))
            report[job.__name__.upper()] = {"rows": count, "differ": differ, "classes": {k: len(v) for k, v in classes.items()}}
            print(f"  {job.__name__.upper()}  {differ} of {count:,} rows differ ({differ / count:.3%})"
                  + "".join(f"; {k}: {len(v)}" for k, v in classes.items()) + ("" if differ <= count / 1000 else "  TOO MANY"))
            for kind, found in classes.items():
                for name, ours, theirs in found[:show]:
                    print(f"      {kind}: {name}\n        weir {where(ours, theirs)}\n        peer {where(theirs, ours)}")
    return report


def where(value, other):
    """The part of a long text in which it differs from another."""
    if not isinstance(value, str) or len(value) < 100:
        return value
    start = next((i for i, pair in enumerate(zip(value, other)) if pair[0] != pair[1]), 0)
    return repr(value[max(0, start - 30):start + 60])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--weir", required=True)
    options.add_argument("--reference", required=True, metavar="NATIVE")
    options.add_argument("--messages", required=True)
    options.add_argument("--events", required=True)
    options.add_argument("--shared", default=f"{HERE}/../../../shared/bench")
    options.add_argument("--rows", type=int, default=ROWS)
    a = options.parse_args()
    report = compare(a.weir, a.reference, a.messages, a.events, a.shared, a.rows)
    return int(any(job["differ"] > job["rows"] / 1000 for job in report.values()))


if __name__ == "__main__":
    sys.exit(main())
