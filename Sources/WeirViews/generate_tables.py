#!/usr/bin/env python3
"""Writes ViewTables.swift: what each scalar reads as when a disguise is undone.

    python3 Sources/WeirViews/generate_tables.py UCD CONFUSABLES > Sources/WeirViews/ViewTables.swift

UCD is a folder with Scripts.txt, PropList.txt and DerivedCoreProperties.txt of the Unicode Character
Database (https://www.unicode.org/Public/UCD/latest/ucd/), CONFUSABLES the confusables.txt of UTS #39
(https://www.unicode.org/Public/security/latest/confusables.txt). Both are data files of Unicode, Inc.,
free to use under the Unicode License (https://www.unicode.org/license.txt). Names, categories and
normal forms come from Python's unicodedata, which is made from the same data.
"""

import pathlib
import re
import sys
import unicodedata

KEEP, DROP, NOISE, MARK, SPACE, FIRST_ENTRY = 0, 1, 2, 3, 4, 8
CASE, PLAIN, ALIKE, LOOSE = 0x30, 0x40, 0x50, 0x60  # entry kinds; the length is added
END = 0x20000
BLOCK = 64


def properties(path, wanted):
    """The scalars of each wanted property or script in a file of the UCD."""
    found = {name: set() for name in wanted}
    for line in path.read_text().splitlines():
        fields = line.split("#")[0].split(";")
        if len(fields) > 1 and fields[1].strip() in found:
            ends = [int(end, 16) for end in fields[0].strip().split("..")]
            found[fields[1].strip()].update(range(ends[0], ends[-1] + 1))
    return found


def confusables(path):
    table = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        fields = line.split("#")[0].split(";")
        if len(fields) > 2:
            target = "".join(chr(int(part, 16)) for part in fields[1].split())
            table[chr(int(fields[0], 16))] = target
    return table


UCD, CONFUSABLES = pathlib.Path(sys.argv[1]), confusables(pathlib.Path(sys.argv[2]))
SCRIPTS = properties(UCD / "Scripts.txt", ["Latin", "Inherited"])
LATIN, INHERITED = SCRIPTS["Latin"], SCRIPTS["Inherited"]
WHITE_SPACE = properties(UCD / "PropList.txt", ["White_Space"])["White_Space"] | {0x2800}
IGNORABLE = properties(UCD / "DerivedCoreProperties.txt", ["Default_Ignorable_Code_Point"])[
    "Default_Ignorable_Code_Point"]
# Category Cf, yet drawn (Prepended_Concatenation_Mark).
DRAWN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}

# A Latin letter, whatever was done to it: with a stroke, turned, small capital …
LETTER_NAME = re.compile(
    r"LATIN (?:SMALL |CAPITAL )?LETTER (?:(?:SMALL CAPITAL|SMALL|CAPITAL|TURNED|REVERSED|SIDEWAYS"
    r"|OPEN|SCRIPT|INSULAR|DOTLESS|INVERTED|LONG|BARRED|CLOSED|TAILLESS|BLACKLETTER|STRETCHED"
    r"|UPPER|LOWER|BOTTOM|TOP|HALF|MIDDLE-WELSH|VISIGOTHIC|ANGLICANA|EPIGRAPHIC|BROKEN) )*"
    r"([A-Z])(?: WITH .*| ROTUNDA| BAR)?$")
# Letters in frames that have no compatibility form, or one with brackets.
FRAMED_NAME = re.compile(
    r"(?:NEGATIVE CIRCLED|NEGATIVE SQUARED|CROSSED NEGATIVE SQUARED|RAISED SQUARED"
    r"|REGIONAL INDICATOR SYMBOL|PARENTHESIZED|TORTOISE SHELL BRACKETED|SQUARED)"
    r" (?:LATIN (?:SMALL|CAPITAL) )?LETTER ([A-Z])$")
LATIN_WORDS = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH",
    "ð": "d", "Ð": "D", "ŋ": "n", "Ŋ": "N", "ɑ": "a", "Ɑ": "A", "ɩ": "i", "Ɩ": "I", "ʊ": "u",
    "Ʊ": "U", "ə": "e", "Ə": "E", "ſ": "s", "ĸ": "k", "ɣ": "y", "Ɣ": "Y", "ƍ": "d", "ʃ": "s",
    "Ʃ": "S", "ʒ": "z", "Ʒ": "Z", "ƿ": "p", "ƽ": "s", "Ƽ": "S", "ꬰ": "a", "ꞵ": "b", "ꞓ": "c",
}
PUNCTUATION = {
    "‘": "'", "’": "'", "‚": ",", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "′": "'",
    "″": '"', "´": "'", "¨": '"', "…": "...", "−": "-", "⁄": "/", "∕": "/", "×": "x", "‹": "<",
    "›": ">", "⟨": "<", "⟩": ">",
}
# Drawn like a Latin letter only to an eye that wants to see it: read so inside Latin words alone.
# Where the prototype of UTS #39 is a Latin letter whose plain form is another one.
PREFERRED = {"м": "m", "ε": "e", "ʍ": "w", "γ": "y"}
LOOSE_LETTERS = {pair[0]: pair[1] for pair in (
    "βb γy δd εe ζz ηn θo ιi κk λl μu νv πn ρp σo ςc τt υu φo χx ψw ωw ΣE ΛA ΔA ΞE ΓR ΠN ΘO ΩO "
    "бb вb гr дd зe иn йn кk лl мm нh пn тt уy фo цu чy шw щw ъb ыb ьb эe юo яr єe ђh ћh љb њh "
    "ДA ЗE ИN ЙN ЛL ПN ФO ЦU ЧY ШW ЩW ЭE ЮO ЯR ЄE ГR БB УY "
    "ծo եt բp դn զq էe ըn տu ժd իh խu կk հh ձd ղn մm նu շ2 չs պw ջg ռn սu վu րr ցg փp քp օo ֆf"
).replace("շ2 ", "").split()}


def latin_letters(c):
    """What a letter of the Latin script, or one in a frame, is without its decoration."""
    name = unicodedata.name(c, "")
    if match := FRAMED_NAME.match(name):
        return match[1].lower() if " SMALL LETTER" in name else match[1]
    if ord(c) not in LATIN or ord(c) < 0x80:
        return None
    if c in LATIN_WORDS:
        return LATIN_WORDS[c]
    if match := LETTER_NAME.match(name):
        return match[1] if unicodedata.category(c) == "Lu" else match[1].lower()
    return None


def is_noise(c):
    category = unicodedata.category(c)
    return category == "Me" or category[0] == "M" and ord(c) in INHERITED


def plain(c):
    """Compatibility form without noise; case is kept where the result is ASCII."""
    if letters := latin_letters(c):
        return letters
    if unicodedata.category(c) == "Nd" or unicodedata.category(c) == "No":
        digit = unicodedata.digit(c, None)
        if digit is not None and not unicodedata.name(c).startswith(("DIGIT", "PARENTH")):
            return str(digit)
    if c in PUNCTUATION:
        return PUNCTUATION[c]
    if unicodedata.category(c) == "Pd":
        return "-"
    text = unicodedata.normalize("NFKC", c)
    if text == c:
        text = unicodedata.normalize("NFD", c) if ord(c) in LATIN else c
    if text == c:
        return like_punctuation(c) or (c if ord(c) < 0x80 else folded_case(c))
    return "".join(plain(t) for t in text if not (is_noise(t) and text[0] != t))


def folded_case(c):
    text = c.casefold()
    return text if text == c or len(text) == 1 else unicodedata.normalize("NFC", text)


def like_punctuation(c):
    target = CONFUSABLES.get(c, "")
    if unicodedata.category(c)[0] in "PS" and len(target) == 1 and target < "\x7f":
        return None if target.isalnum() else target
    return None


def skeleton(c):
    text = unicodedata.normalize("NFD", c)
    text = "".join(CONFUSABLES.get(t, t) for t in text)
    return "".join(t for t in unicodedata.normalize("NFD", text) if unicodedata.category(t)[0] != "M")


def look_alike(c):
    """The ASCII letters that a letter of another script is drawn like, or None."""
    letters = "".join(latin_letters(t) or t for t in skeleton(c))
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 2):
        return None
    if letters == "l" and unicodedata.category(c) == "Lu":
        return "i"  # `I` and `l` share a prototype
    return letters


def alike_of(c):
    """(letters, is loose) for a scalar or what it stands for."""
    if c.isascii() or unicodedata.category(c)[0] not in "LNS" or unicodedata.category(c) == "Nd":
        return None
    base = unicodedata.normalize("NFD", c)[0]
    if base in PREFERRED:
        return PREFERRED[base], False
    for form in (c, base):
        if ord(form) not in LATIN and (letters := look_alike(form)):
            return letters, False
    if base in LOOSE_LETTERS:
        return LOOSE_LETTERS[base], True
    return None


def value_of(i, entries):
    c = chr(i)
    category = unicodedata.category(c)
    if i in WHITE_SPACE:
        return SPACE
    if i in IGNORABLE or category in ("Cc", "Cf") and i not in DRAWN:
        return DROP
    if category[0] == "M":
        return NOISE if is_noise(c) else MARK
    if category in ("Cn", "Co", "Cs"):
        return KEEP
    fold = plain(c)
    alike = alike_of(c) or (alike_of(fold) if len(fold) == 1 else None)
    if alike and not fold.isascii():
        header = LOOSE if alike[1] else ALIKE
        entry = chr(header + len(fold.encode())) + fold + chr(PLAIN + len(alike[0])) + alike[0]
    elif fold == c:
        return KEEP
    else:
        is_case = fold == c.lower() and len(fold) == 1
        if not 1 <= len(fold.encode()) <= 15:
            return KEEP  # a few words drawn as one sign: growth stays bounded
        entry = chr((CASE if is_case else PLAIN) + len(fold.encode())) + fold
    return entries.setdefault(entry, len(entries))


def declaration(name, comment, text):
    print(f"\n  /// {comment}")
    print(f'  static let {name}: StaticString = #"""')
    for at in range(0, len(text), 100):
        print("    " + text[at:at + 100] + ("\\#" if at + 100 < len(text) else ""))
    print('    """#')


def digits(number, count):
    return "".join(chr(48 + (number >> 6 * (count - 1 - at) & 63)) for at in range(count))


def escaped(text):
    return "".join(c if c.isascii() else f"\\#u{{{ord(c):X}}}" for c in text)


def declare_entries(pieces):
    print("\n  /// What scalars become: see `LetterTable` for the picture of an entry.")
    print('  static let entries: StaticString = #"""')
    line = ""
    for piece in pieces:
        if len(line) + len(piece) > 96:
            print(f"    {line}\\#")
            line = ""
        line += piece
    print(f"    {line}")
    print('    """#')


class Blob:
    """Entries in order of first use; a value is the offset of one, past the plain values."""

    def __init__(self):
        self.offsets, self.texts, self.size = {}, [], FIRST_ENTRY

    def setdefault(self, entry, _):
        if entry not in self.offsets:
            self.offsets[entry] = self.size
            self.texts.append(escaped(entry))
            self.size += len(entry.encode())
        return self.offsets[entry]

    def __len__(self):
        return self.size


def write():
    blob = Blob()
    values = [KEEP if i < 0x80 or 0xD800 <= i < 0xE000 else value_of(i, blob) for i in range(END)]
    blocks, index = {}, []
    for start in range(0, END, BLOCK):
        block = "".join(digits(value, 3) for value in values[start:start + BLOCK])
        index.append(blocks.setdefault(block, len(blocks)))
    assert len(blob) < 1 << 18 and len(blocks) < 1 << 12
    print("// swift-format-ignore-file")
    print("// GENERATED by generate_tables.py, do not edit. Unicode", unicodedata.unidata_version,
          "and confusables.txt of UTS #39.")
    print("// Data: © Unicode, Inc., https://www.unicode.org/terms_of_use.html")
    print("\nenum ViewTables {")
    declaration("blockIndex", "Two base-64 digits for each 64 scalars: a block of `blocks`.",
                "".join(digits(block, 2) for block in index))
    declaration("blocks", "Three base-64 digits for each scalar: see `LetterTable`.",
                "".join(blocks))
    declare_entries(blob.texts)
    print("}")


write()
