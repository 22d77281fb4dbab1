"""What the fire scripts share: options, a project of all kinds of policy, messages, verdicts."""

import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# `total` never refuses: what is left in it counts the messages that were charged.
POLICY = """\
use pii, secrets
message {
  id:      int
  user:    string trusted
  channel: string trusted
  text:    string
  n:       int
}
validate words {
  deny   if text contains "attack" "no attacks"
  review if text contains "maybe"  "somebody looks"
  flag   if text matches /\\bodd[a-z]{0,4}\\b/i
}
validate history {
  flag if count(by user, last 5s) > 5_000
  flag if sum(n, by user, last 10s) > 1_000_000_000
  flag if distinct(text, by user, last 10s) > 4_000
}
redact personal {
  in text
  pii.email   -> mask
  pii.card    -> mask keep 4
  secrets     -> replace "[secret]"
}
limit per_user { by user; allow 2_000 per 1s burst 2_000; else deny "slow down" }
limit total { by channel; allow 1 per 1d burst 1_000_000_000; else deny }
"""
TOTAL = 1_000_000_000

ODD = """\
model shape {
  feature size    = log1p(length(text)) in 0..12
  feature entropy = char_entropy(text)  in 0..8
  feature digits  = digit_ratio(text)   in 0..1
  trees 50
  rows 128
  file "shape.forest"
}
anomaly odd { score shape; flag above 0.7 }
"""

WORDS = (
    "please show me the last order of my account and send the invoice to the address on file "
    "thanks for your help with this question about prices and delivery times in spring"
).split()


def options(description, **numbers):
    """Options of a script: the binary, the threads, and numbers by name."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--weir", default=str(ROOT / ".build/release/weir"), help="the binary")
    parser.add_argument("--threads", type=int, default=1)
    for name, value in numbers.items():
        parser.add_argument("--" + name, type=int, default=value)
    found = parser.parse_args()
    found.weir = str(pathlib.Path(found.weir).resolve())
    return found


class Messages:
    """Lines with ids from 1 on: ordinary ones, ones to redact, to deny, to hold, to flag."""

    def __init__(self, seed=1, users=2_000):
        self.random = random.Random(seed)
        self.users = users
        self.last = 0

    def line(self):
        pick = self.random
        self.last += 1
        words = [pick.choice(WORDS) for _ in range(pick.randrange(3, 24))]
        kind = pick.random()
        if kind < 0.03:
            words.append("attack")
        elif kind < 0.06:
            words.append("maybe")
        elif kind < 0.10:
            words.append("oddly")
        elif kind < 0.16:
            words.append(f"{pick.choice(WORDS)}.{pick.choice(WORDS)}@example.org")
        elif kind < 0.18:
            words.append("4111 1111 1111 1111")
        elif kind < 0.20:
            words.append("caf\\u00e9 \\ud83d\\ude00 \\\"x\\\"")
        text = " ".join(words)
        user = f"u{pick.randrange(self.users)}"
        number = pick.randrange(1000)
        return f'{{"id":{self.last},"user":"{user}","channel":"web","text":"{text}","n":{number}}}\n'

    def lines(self, count):
        return "".join(self.line() for _ in range(count)).encode()

    def again(self, block):
        """The same messages with ids that go on: far quicker than new ones."""
        lines = []
        for line in block.splitlines(keepends=True):
            self.last += 1
            lines.append(b'{"id":%d,%s' % (self.last, line.split(b",", 1)[1]))
        return b"".join(lines)


def parsed(line, name):
    try:
        return json.loads(line)
    except ValueError:
        return fail(f"{name} holds a line that is no JSON: {line[:200]!r}")


class Project:
    """A folder with policies, a key and where records go."""

    def __init__(self, found, model=False, every="30s", folder=None):
        self.weir, self.threads = found.weir, found.threads
        self.folder = pathlib.Path(folder or tempfile.mkdtemp(prefix="weir-fire-"))
        self.folder.mkdir(exist_ok=True)
        (self.folder / "policies").mkdir()
        (self.folder / "policies/all.weir").write_text(POLICY + (ODD if model else ""))
        (self.folder / "weir.yaml").write_text(
            "policies: [policies]\n"
            f"packs: [{ROOT / 'Policies'}]\n"
            "audit: {file: audit.jsonl, key: audit, fields: [id]}\n"
            "held: held.jsonl\nrejected: rejected.jsonl\n"
            f"state: {{file: state.weir, every: {every}}}\n"
        )
        self.environment = dict(os.environ, WEIR_KEY_AUDIT="QUJD" * 12)
        if model:
            self.run("train", input=Messages(seed=9).lines(3_000), check=True)

    def command(self, *arguments):
        if arguments[0] == "filter":
            arguments += ("--threads", str(self.threads))
        return [self.weir, *arguments]

    def run(self, *arguments, **more):
        check = more.pop("check", False)
        done = subprocess.run(
            self.command(*arguments), cwd=self.folder, env=self.environment,
            stdout=more.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE, **more)
        if check and done.returncode != 0:
            fail(f"{arguments} ended with {done.returncode}: {done.stderr.decode()}")
        return done

    def start(self, *arguments, **more):
        return subprocess.Popen(
            self.command(*arguments), cwd=self.folder, env=self.environment, **more)

    def path(self, name):
        return self.folder / name

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def records(self, name, start=0, parse=parsed):
        """Whole lines from a place on as objects, the place behind them, and what follows it."""
        if not self.path(name).exists():
            return [], 0, b""
        with open(self.path(name), "rb") as file:
            file.seek(start)
            *lines, rest = file.read().split(b"\n")
        end = start + sum(len(line) + 1 for line in lines)
        return [parse(line, name) for line in lines], end, rest

    def verified(self):
        """Whether the audit holds, and what was said of it."""
        done = self.run("audit", "verify", "audit.jsonl")
        return done.returncode == 0, (done.stdout + done.stderr).decode().strip()


def expect(holds, words):
    if not holds:
        fail(words)


def fail(words):
    print("FAIL: " + words)
    sys.exit(1)


def succeed(words):
    print("PASS: " + words)
