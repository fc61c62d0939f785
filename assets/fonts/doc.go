// Package fonts embeds the faces that Galley writes with: Song, Hei and Kai.
//
// The same faces serve the interface, the page on the screen and the PDF, so that a line breaks at the same place on all three, and nothing
// depends on what a machine has installed. Each covers GB 2312, GBK, Big5 and the 8,105 characters of 通用规范汉字表 with the signs of those
// encodings, and has beyond them the Latin, Greek, Cyrillic, kana, bopomofo, mathematics and ideographs of the supplementary planes that its
// source has. Only [Kai] has 𠮷.
//
// They are TrueType outlines of 1,000 units to the em with the tables cmap (formats 4 and 12), glyf, head, hhea, hmtx, loca, maxp, name,
// OS/2 and post, and nothing else: no hints, no layout tables, no vertical metrics. The glyph forms are those of mainland China.
//
// All are under the SIL Open Font License 1.1; README.md names the sources and says how `make fonts` makes the files again.
package fonts
