"""Lines that a sender could write to make a filter slow, each of about a megabyte."""

import itertools
import json
import os
import random
import re
import re._constants as kinds
import re._parser as parser
import string

HERE = os.path.dirname(os.path.abspath(__file__))
MEGABYTE = 1_000_000


def patterns():
    """Name and expression of every pattern in the policies here, in the order of the files."""
    found = []
    for path in ("j1/personal.weir", "j3/patterns.weir"):
        with open(os.path.join(HERE, path), encoding="utf-8") as f:
            for name, body, flags in re.findall(r"^pattern (\w+) = /((?:[^/\\]|\\.)*)/([imsx]*)$", f.read(), re.M):
                found.append((name, body.replace("\\/", "/"), flags))
    return found


def member(items):
    """A character of a class, a letter or digit where it has one."""
    allowed = set()
    for kind, value in items:
        if kind is kinds.LITERAL:
            allowed.add(chr(value))
        elif kind is kinds.RANGE:
            allowed.update(map(chr, range(value[0], min(value[1], value[0] + 128) + 1)))
        elif kind is kinds.CATEGORY:
            allowed.update({kinds.CATEGORY_SPACE: " ", kinds.CATEGORY_DIGIT: "1"}.get(value, "a"))
    if items[0][0] is kinds.NEGATE:
        return next(c for c in "a1 -" if c not in allowed)
    return min(allowed, key=lambda c: (not c.isalnum(), c))


def sample(tree, runs, at=()):
    """A short text that an expression takes; notes what stands before each long repeat and in it."""
    text = ""
    for kind, value in tree:
        if kind is kinds.LITERAL:
            text += chr(value)
        elif kind is kinds.IN:
            text += member(value)
        elif kind is kinds.BRANCH:
            text += sample(value[1][0], runs, (*at, text))
        elif kind is kinds.SUBPATTERN:
            text += sample(value[3], runs, (*at, text))
        elif kind in (kinds.MAX_REPEAT, kinds.MIN_REPEAT):
            least, most, body = value
            one = sample(body, [])
            if most > 30 and one:
                runs.append(("".join(at) + text, one))
            text += one * max(least, 1 if most > 1 else 0)
    return text


def hostile(body, size):
    """Texts of near-matches of one pattern: all but its last character, and its long repeats drawn out."""
    runs = []
    whole = sample(parser.parse(body), runs)
    pieces = [whole[:-1] + " ", whole[:-1], whole[: len(whole) // 2] + " "]
    texts = [piece * (size // max(len(piece), 1)) for piece in pieces if piece]
    for before, one in runs:
        texts.append((before + one * (size // len(one)))[:size])
        half = before + one * 40
        texts.append(half * (size // len(half)))
    return texts


senders = itertools.count(1)


def line(text, extra=None):
    """A message that the policies of J6 take, with this text; each from a sender of its own."""
    m = {
        "id": "m-000000000", "ts": 1_767_225_600_000, "user": f"u-{next(senders):06d}", "session": "s-1", "role": "user",
        "channel": "web", "model": "small", "text": text, "tokens": 10,
        "meta": {"country": "DE", "trust": 0.8, "age_days": 100, "client": "web/1.1", "flags": []},
    }
    if extra is not None:
        m["extra"] = extra
    return json.dumps(m, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def raw(text_bytes):
    """The same with bytes as they are between the quotes of the text."""
    return line("\0").replace(b"\\u0000", text_bytes)


def beside(members):
    """The same with further members behind the text."""
    return line("a")[:-2] + b"," + members + b"}\n"


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


def lines(words, size=MEGABYTE):
    """Name and line of each case; `words` is ordinary text to compare with."""
    fill = lambda piece: piece * (size // len(piece.encode()))
    yield "ordinary words", line(words[:size])
    yield "one letter", line(fill("a"))
    yield "one capital", line(fill("A"))
    yield "digits", line(fill("1"))
    yield "digits and spaces", line(fill("1 "))
    yield "spaces", line(fill(" "))
    yield "@", line(fill("@"))
    yield "a@", line(fill("a@"))
    yield "a.", line(fill("a."))
    yield "a-", line(fill("a-"))
    yield "quotes", line(fill('"'))
    yield "backslashes", line(fill("\\"))
    yield "escaped letters", raw(b"\\u0061" * (size // 6))
    yield "escaped pairs", raw(b"\\ud83d\\ude00" * (size // 12))
    yield "escaped line breaks", line(fill("\n"))
    yield "combining marks", line("a" + fill("\u0301"))
    yield "letters with marks", line(fill("a\u0301"))
    yield "emoji", line(fill("👩‍💻"))
    yield "Kelvin signs and long s", line(fill("\u212aſ"))
    yield "zero-width spaces", line(fill("\u200b"))
    yield "invalid UTF-8", raw(b"\xff" * size)
    yield "cut UTF-8", raw(b"\xe2\x82" * (size // 2))
    yield "nested to the bound", line("a", [nested(60)] * (size // 123))
    yield "nested beyond it", b'{"text":' + b"[" * size + b"\n"
    yield "open objects", b'{"a":' * (size // 5) + b"\n"
    yield "100,000 names", line("a", {f"k{number:07d}": 1 for number in range(100_000)})
    yield "100,000 names at the top", line("a")[:-2] + b"".join(b',"k%07d":1' % n for n in range(100_000)) + b"}\n"
    yield "one name again", line("a")[:-2] + b',"k":1' * 100_000 + b"}\n"
    yield "a long number", line("a").replace(b'"tokens":10', b'"tokens":' + b"1" * size)
    yield "a long name", line("a", {"k" * size: 1})
    yield "tiny values in turn", beside(b'"extra":[' + b'[],{},"",0,' * (size // 11) + b"0]")
    yield "objects of two names", beside(b'"extra":[' + b'{"a":0,"b":0},' * (size // 14) + b"0]")
    yield "escaped names", beside(b'"extra":{' + b",".join(b'"\\u0061%x":0' % n for n in range(70_000)) + b"}")
    yield "names outside ASCII at the top", beside(",".join(f'"é{n:x}":0' for n in range(90_000)).encode())
    yield "names that fold to a declared one, and on", beside(",".join(f'"ｔｅｘｔ{n:x}":0' for n in range(45_000)).encode())
    yield "a declared list of escapes", line("a").replace(b'"flags":[]', b'"flags":[' + b'"\\n",' * (size // 5) + b'""]')
    yield "a limit's key of escapes", line("a").replace(b'"user":"', b'"user":"' + b"\\u0061" * (size // 6))
    yield "a long exponent", line("a").replace(b'"trust":0.8', b'"trust":1e' + b"0" * size + b"1")
    yield "exponents", beside(b'"extra":[' + b"1e-99999," * (size // 9) + b"0]")
    yield "quotes and backslashes in turn", line(fill('"\\'))
    yield "short escapes in turn", raw(rb"\"\\\/\b\f\n\r\t" * (size // 16))
    yield "random letters", line("".join(random.Random(3).choices(string.ascii_letters, k=size)))
    # Not 1 MB, which replacements would make longer than a text may be.
    yield "addresses", line("a@b.co " * (size // 10))
    yield "addresses, an escape behind all", line("a@b.co " * (size // 10) + "\n")
    yield "addresses, an escape before all", line("\n" + "a@b.co " * (size // 10))
    yield "numbers of hosts, an escape behind all", line(fill("1.1.1.1 ") + "\n")
    yield "card numbers", line(fill("4111 1111 1111 1111 "))
    every = [sample(parser.parse(body), [])[:-1] for _, body, _ in patterns()]
    yield "near-matches, all in turn", line(fill(" ".join(every)))
    yield "every pattern, again and again", line(fill(" ".join(sample(parser.parse(b), []) for _, b, _ in patterns())))
