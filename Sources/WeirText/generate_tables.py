#!/usr/bin/env python3
"""Writes UnicodeTables.swift from Python's unicodedata. Run from the repository root:

    python3 Sources/WeirText/generate_tables.py > Sources/WeirText/UnicodeTables.swift
"""

import unicodedata

SCALARS = [i for i in range(0x110000) if not 0xD800 <= i < 0xE000]

# Default_Ignorable_Code_Point (DerivedCoreProperties.txt); unicodedata does not carry it.
IGNORABLE_RANGES = [
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5),
    (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
]
IGNORABLE = {i for first, last in IGNORABLE_RANGES for i in range(first, last + 1)}

# Prepended_Concatenation_Mark (PropList.txt): category Cf, yet drawn.
DRAWN_FORMAT = {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD}

OTHER, UPPER, LETTER, DIGIT, SYMBOL, INVISIBLE, SELECTOR, SPACE = range(8)
WHITE_SPACE = {0x9, 0xA, 0xD, 0x20, 0xA0, 0x1680, *range(0x2000, 0x200B),
               0x2028, 0x2029, 0x202F, 0x205F, 0x3000}
DENSE_END = 0x40000


def scalar_class(i):
    category = unicodedata.category(chr(i))
    if i in WHITE_SPACE:
        return SPACE
    if 0xFE00 <= i <= 0xFE0F or 0xE0100 <= i <= 0xE01EF or 0x180B <= i <= 0x180D or i == 0x180F:
        return SELECTOR
    if category == "Cn" and 0x1F000 <= i <= 0x1FAFF:
        return SYMBOL  # reserved for pictographs (UTS #51): newer emoji must not look hidden
    if category == "Cn" and 0x20000 <= i < 0x40000 and i & 0xFFFE != 0xFFFE:
        return LETTER  # reserved for ideographs (UAX #14 gives these planes ID)
    if i in DRAWN_FORMAT:
        return OTHER
    if i in IGNORABLE or category in ("Cf", "Co", "Cn", "Cc", "Cs"):
        return INVISIBLE
    if category == "Lu":
        return UPPER
    if category[0] == "L":
        return LETTER
    if category == "Nd":
        return DIGIT
    if category[0] in "PS":
        return SYMBOL
    return OTHER


def fold_once(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in text if ord(c) not in IGNORABLE)


def folded(i):
    text = chr(i)
    while (after := fold_once(text)) != text:
        text = after
    return text


def varint(number):
    """Base 32, most significant digit first, ASCII from '0'; 32 added where more follows."""
    digits = [number & 31]
    while number := number >> 5:
        digits.append(32 + (number & 31))
    return "".join(chr(48 + d) for d in reversed(digits))


def zigzag(number):
    return varint(2 * number if number >= 0 else -2 * number - 1)


def fold_text():
    out, last = [], 0
    for i in SCALARS:
        if i < 0x80 or 0xAC00 <= i <= 0xD7A3 or i in IGNORABLE:
            continue  # ASCII, Hangul syllables and ignorables are done by rule
        target = folded(i)
        if target == chr(i):
            continue
        out.append(varint(i - last) + varint(len(target)))
        previous = i
        for c in target:
            out.append(zigzag(ord(c) - previous))
            previous = ord(c)
        last = i
    return "".join(out)


def runs(value_of):
    start, value = 0, value_of(0)
    for i in range(1, 0x110001):
        following = value_of(i) if i < 0x110000 else None
        if following != value:
            yield start, i - start, value
            start, value = i, following


def combining_text():
    out, last = [], 0
    for start, length, value in runs(lambda i: unicodedata.combining(chr(i))):
        if value:
            out.append(varint(start - last) + varint(length) + varint(value))
            last = start
    return "".join(out)


def ignorable_text():
    return "".join(varint(first) + varint(last - first) for first, last in IGNORABLE_RANGES)


def class_texts():
    assert all(scalar_class(i) == (SELECTOR if 0xE0100 <= i <= 0xE01EF else INVISIBLE)
               for i in range(DENSE_END, 0x110000))
    blocks, index = {}, []
    for start in range(0, DENSE_END, 256):
        block = "".join(str(scalar_class(i)) for i in range(start, start + 256))
        index.append(blocks.setdefault(block, len(blocks)))
    assert len(blocks) <= 256
    return "".join(chr(97 + (n >> 4)) + chr(97 + (n & 15)) for n in index), "".join(blocks)


def declaration(name, comment, text):
    print(f"\n  /// {comment}")
    print(f'  static let {name}: StaticString = #"""')
    for at in range(0, len(text), 100):
        print("    " + text[at:at + 100] + ("\\#" if at + 100 < len(text) else ""))
    print('    """#')


def main():
    index, blocks = class_texts()
    print("// swift-format-ignore-file")
    print("// GENERATED, do not edit. Unicode", unicodedata.unidata_version)
    print("// python3 Sources/WeirText/generate_tables.py > Sources/WeirText/UnicodeTables.swift")
    print("\nenum UnicodeTables {")
    print(f'  static let unicodeVersion = "{unicodedata.unidata_version}"')
    declaration("classIndex", "Two letters (high and low nibble from `a`) for each 256 scalars: a "
                "block of `classBlocks`.", index)
    declaration("classBlocks", "256 digits for each block: the raw value of `ScalarClass`.", blocks)
    declaration("folds", "Scalar (difference), length, targets (zigzag differences), as base-32 "
                "numbers.", fold_text())
    declaration("combining", "Start (difference), length, canonical combining class.",
                combining_text())
    declaration("ignorable", "First, last minus first: Default_Ignorable_Code_Point.",
                ignorable_text())
    print("}")


main()
