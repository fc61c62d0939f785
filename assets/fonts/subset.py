#!/usr/bin/python3
"""Makes the faces of assets/fonts from their sources; called by make.sh.

    subset.py SERIF_DIR SANS_DIR WENKAI_TTF OUT_DIR

Writes one .ttf for each face, and testdata/<set>.txt, the characters that every face must cover, as ranges of code points in
hexadecimal. Equal sources and an equal fontTools give equal bytes.
"""

import bz2
import glob
import os
import sys

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

# Blocks beyond the four sets of which a face keeps what its source has.
EXTRAS = [
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x0250, 0x02FF), (0x0300, 0x036F),  # Latin, phonetic signs, accents
    (0x0370, 0x03FF), (0x0400, 0x052F), (0x1E00, 0x1EFF),  # Greek, Cyrillic, Latin with Vietnamese and pinyin vowels
    (0x2000, 0x23FF),  # punctuation, scripts up and down, currencies, letterlike signs, number forms, arrows, mathematics, technical signs
    (0x2460, 0x27BF),  # enclosed numerals, box drawing, blocks, shapes, signs, dingbats
    (0x2900, 0x2BFF),  # more arrows and mathematics
    (0x2E3A, 0x2E3B), (0x2E80, 0x2FFF),  # the two-em dash, radicals, description characters
    (0x3000, 0x30FF), (0x3100, 0x312F), (0x31A0, 0x31FF), (0x3200, 0x33FF),  # Chinese punctuation, kana, bopomofo, strokes, enclosed signs
    (0xA640, 0xA69F), (0xA700, 0xA7FF), (0xAB30, 0xAB6F),  # tone letters and the rest of Cyrillic and Latin
    (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0xFE10, 0xFE1F), (0xFE20, 0xFE6F), (0xFF00, 0xFFEF),  # compatibility forms
    (0x1F100, 0x1F2FF), (0x20000, 0x3FFFF),  # enclosed letters and signs; every ideograph of the supplementary planes
]

# Characters that a source lacks and that another of its own glyphs draws.
ALIASES = {
    0x02CD: 0xFF3F,  # ˍ as Big5 has it: a low line as wide as an ideograph
    0x203E: 0xFFE3,  # ‾
    0x223C: 0xFF5E,  # ∼
}

# Characters that LXGW WenKai lacks and that Noto Serif SC lends: the lines beside and over text of GBK and Big5, and ♁.
LENT = [0x2641, 0xFE34] + list(range(0xFE49, 0xFE50))

DROPPED = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "gasp", "prep", "fpgm", "cvt ", "vhea", "vmtx", "DSIG", "meta"]


def two_byte(codec):
    """The characters of a two-byte encoding, and ASCII."""
    out = set(range(0x20, 0x7F))
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                s = bytes([lead, trail]).decode(codec)
            except UnicodeDecodeError:
                continue
            if len(s) == 1:
                out.add(ord(s))
    return out


def standard():
    """The 8,105 characters of 通用规范汉字表, from the kTGH values of Unihan."""
    out = set()
    for name in glob.glob("/usr/share/unicode/Unihan_*.txt.bz2"):
        with bz2.open(name, "rt", encoding="utf-8") as lines:
            out |= {int(f[0][2:], 16) for f in (line.split("\t") for line in lines) if len(f) == 3 and f[1] == "kTGH"}
    if len(out) != 8105:
        sys.exit(f"Unihan lists {len(out)} standard characters; there are 8105")
    return out


def write_ranges(path, codes):
    runs = []
    for c in sorted(codes):
        if runs and runs[-1][1] == c - 1:
            runs[-1][1] = c
        else:
            runs.append([c, c])
    with open(path, "w", encoding="ascii", newline="\n") as f:
        for a, b in runs:
            f.write(f"{a:04X}\n" if a == b else f"{a:04X}-{b:04X}\n")


def map_code(font, code, name):
    for table in font["cmap"].tables:
        if table.isUnicode() and (code <= 0xFFFF or table.format == 12):
            table.cmap[code] = name


def add_glyph(font, code, glyph, metrics):
    name = f"uni{code:04X}"
    font.setGlyphOrder(font.getGlyphOrder() + [name])
    font["glyf"].glyphs[name] = glyph
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"][name] = metrics
    font["maxp"].numGlyphs += 1
    map_code(font, code, name)


def approximately(font):
    """≒ from the face's own equals sign and full stop: a dot over its left end and one under its right."""
    cmap, glyf = font.getBestCmap(), font["glyf"]
    equals, dot = glyf[cmap[0xFF1D]], glyf[cmap[0x2E]]
    gap = (equals.yMax - equals.yMin) // 4
    parts = [
        (cmap[0xFF1D], 0, 0),
        (cmap[0x2E], equals.xMin - dot.xMin, equals.yMax + gap - dot.yMin),
        (cmap[0x2E], equals.xMax - dot.xMax, equals.yMin - gap - dot.yMax),
    ]
    glyph = Glyph()
    glyph.numberOfContours = -1
    glyph.components = []
    for name, x, y in parts:
        c = GlyphComponent()
        c.glyphName, c.x, c.y, c.flags = name, x, y, 0x0004  # ROUND_XY_TO_GRID
        glyph.components.append(c)
    glyph.recalcBounds(glyf)
    add_glyph(font, 0x2252, glyph, font["hmtx"][cmap[0xFF1D]])


def rename(font, names, languages=(0x409,)):
    table = font["name"]
    table.names = [r for r in table.names if r.platformID == 3 and r.langID in languages]
    for i, text in names.items():
        table.setName(text, i, 3, 1, 0x409)


def make(source, out, wanted, names, lender=None):
    font = TTFont(source, recalcTimestamp=False)
    missing = lambda: wanted - set(font.getBestCmap())
    for code in sorted(missing() & set(ALIASES)):
        map_code(font, code, font.getBestCmap()[ALIASES[code]])
    if 0x2252 in missing():
        approximately(font)
    if lender:
        lent = TTFont(lender)
        if lent["head"].unitsPerEm != font["head"].unitsPerEm:
            sys.exit("the two sources have different units")
        for code in sorted(missing() & set(LENT)):
            name = lent.getBestCmap()[code]
            glyph = lent["glyf"][name]
            if glyph.isComposite():
                sys.exit(f"U+{code:04X} of the lender is a composite")
            add_glyph(font, code, glyph, lent["hmtx"][name])
    if missing():
        sys.exit(f"{source} lacks " + " ".join(f"U+{c:04X}" for c in sorted(missing())))

    options = subset.Options()
    options.drop_tables = DROPPED
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    options.name_languages = [0x409]
    options.layout_features = []
    s = subset.Subsetter(options)
    keep = set(wanted)
    for a, b in EXTRAS:
        keep.update(range(a, b + 1))
    s.populate(unicodes=keep & set(font.getBestCmap()))
    s.subset(font)
    # Variation sequences name glyphs that nothing here asks for.
    font["cmap"].tables = [t for t in font["cmap"].tables if t.format in (4, 12)]
    rename(font, names)
    font.save(out, reorderTables=True)
    print(f"{os.path.basename(out)}: {len(font.getBestCmap())} characters, {os.path.getsize(out)} bytes")


def main():
    serif, sans, wenkai, out = sys.argv[1:]
    sets = {
        "gb2312": two_byte("gb2312"),
        "gbk": two_byte("gbk"),
        "big5": two_byte("big5") | two_byte("cp950"),
        "standard": standard(),
    }
    os.makedirs(os.path.join(out, "testdata"), exist_ok=True)
    for name, codes in sets.items():
        write_ranges(os.path.join(out, "testdata", name + ".txt"), codes)
    wanted = set().union(*sets.values())

    regular = os.path.join(serif, "400Regular/NotoSerifSC_400Regular.ttf")
    make(regular, os.path.join(out, "song.ttf"), wanted, {})
    make(os.path.join(serif, "700Bold/NotoSerifSC_700Bold.ttf"), os.path.join(out, "song-bold.ttf"), wanted, {})
    make(os.path.join(sans, "400Regular/NotoSansSC_400Regular.ttf"), os.path.join(out, "hei.ttf"), wanted, {})
    make(os.path.join(sans, "700Bold/NotoSansSC_700Bold.ttf"), os.path.join(out, "hei-bold.ttf"), wanted, {})
    # LXGW and 霞鹜 are reserved names: what is made from that face bears another.
    make(wenkai, os.path.join(out, "kai.ttf"), wanted, {
        0: "Copyright 2021-2023 lxgw (https://github.com/lxgw)\n"
           "Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)\n"
           "Nine signs: (c) 2017-2024 Adobe (http://www.adobe.com/).",
        1: "Galley Kai",
        2: "Regular",
        3: "Galley Kai 1.250",
        4: "Galley Kai",
        5: "Version 1.250",
        6: "GalleyKai-Regular",
    }, lender=regular)


if __name__ == "__main__":
    main()
