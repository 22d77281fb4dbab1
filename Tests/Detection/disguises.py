"""Twenty ways to write a text so that people or models still read it and patterns don't."""

import base64
import codecs
import random
import urllib.parse

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LOOKALIKES = str.maketrans("aceopxyijsABCEHIKMOPTX", "асеорхуіјѕАВСЕНІКМОРТХ")
GREEK = str.maketrans("aoivuknABEHIKMNOPTXYZ", "αοινυκηΑΒΕΗΙΚΜΝΟΡΤΧΥΖ")
LEET = str.maketrans("aeiostAEIOST", "431057431057")
ACCENTS = str.maketrans("aeiounycAEIOUNYC", "áéíóúñýçÁÉÍÓÚÑÝÇ")
MARKS = [chr(code) for code in range(0x0300, 0x0316)]


def shifted(text, upper, lower, digit=None):
    """Letters (and digits) moved to another alphabet of Unicode."""
    def one(c):
        if "A" <= c <= "Z":
            return chr(upper + ord(c) - 65)
        if "a" <= c <= "z":
            return chr(lower + ord(c) - 97)
        if digit and "0" <= c <= "9":
            return chr(digit + ord(c) - 48)
        return c
    return "".join(map(one, text))


def full_width(text):
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def between(text, mark, wide=None):
    """A mark between the letters of a word; `wide` stands for the gap between words."""
    words = text.split(" ")
    return (wide or " ").join(mark.join(word) for word in words)


def zalgo(text):
    chance = random.Random(len(text))
    return "".join(c + "".join(chance.choices(MARKS, k=2)) if c.isalpha() else c for c in text)


def mixed_case(text):
    return "".join(c.upper() if i % 2 else c.lower() for i, c in enumerate(text))


def encoded(text):
    return base64.b64encode(text.encode()).decode()


DISGUISES = {
    "mixed case": mixed_case,
    "full width": full_width,
    "bold mathematical": lambda text: shifted(text, 0x1D400, 0x1D41A, 0x1D7CE),
    "circled": lambda text: shifted(text, 0x24B6, 0x24D0),
    "Cyrillic look-alikes": lambda text: text.translate(LOOKALIKES),
    "Greek look-alikes": lambda text: text.translate(GREEK),
    "accents": lambda text: text.translate(ACCENTS),
    "combining noise": zalgo,
    "zero width": lambda text: between(text, "\u200b"),
    "soft hyphens": lambda text: between(text, "\u00ad"),
    "tag characters": lambda text: "".join(chr(0xE0000 + ord(c)) if " " <= c <= "~" else c for c in text),
    "leet": lambda text: text.translate(LEET),
    "spaced apart": lambda text: between(text, " ", "   "),
    "dotted apart": lambda text: between(text, "."),
    "percent": lambda text: urllib.parse.quote(text, safe=""),
    "HTML entities": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "\\u escapes": lambda text: "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else c for c in text),
    "hex": lambda text: text.encode().hex(),
    "base64": encoded,
    "ROT13": lambda text: codecs.encode(text, "rot13"),
}
