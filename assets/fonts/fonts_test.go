package fonts

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// readSet reads the code points of testdata/NAME.txt, written by subset.py.
func readSet(t *testing.T, name string) []rune {
	t.Helper()
	file, err := os.Open("testdata/" + name + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var set []rune
	for lines := bufio.NewScanner(file); lines.Scan(); {
		first, last, isRange := strings.Cut(lines.Text(), "-")
		if !isRange {
			last = first
		}
		a, err := strconv.ParseInt(first, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		b, err := strconv.ParseInt(last, 16, 32)
		if err != nil {
			t.Fatal(err)
		}
		for r := rune(a); r <= rune(b); r++ {
			set = append(set, r)
		}
	}
	return set
}

var parsed = map[Face]*font.Face{}

// parse parses a face once: it takes a tenth of a second.
func parse(t *testing.T, f Face) *font.Face {
	t.Helper()
	if parsed[f] == nil {
		face, err := font.ParseTTF(bytes.NewReader(f.Data()))
		if err != nil {
			t.Fatalf("%v: %v", f, err)
		}
		parsed[f] = face
	}
	return parsed[f]
}

func TestEveryFaceCoversEverySet(t *testing.T) {
	sets := []struct {
		name string
		size int
	}{
		{"gb2312", 7540}, {"gbk", 21886}, {"big5", 13846}, {"standard", 8105},
	}
	for _, f := range All() {
		face := parse(t, f)
		for _, s := range sets {
			codes := readSet(t, s.name)
			if len(codes) != s.size {
				t.Fatalf("testdata/%s.txt has %d characters, want %d", s.name, len(codes), s.size)
			}
			for _, r := range codes {
				if gid, ok := face.NominalGlyph(r); !ok || gid == 0 {
					t.Errorf("%v lacks %U %c of %s", f, r, r, s.name)
				}
			}
		}
	}
}

// The encodings as Go decodes them give the ideographs a second time, from another source than the tables.
func TestEveryFaceCoversTheEncodingsOfGo(t *testing.T) {
	for _, e := range []struct {
		name     string
		encoding encoding.Encoding
		last     byte // lead byte; what Go has beyond belongs to later additions
		first    byte
	}{
		{"GBK", simplifiedchinese.GBK, 0xF7, 0x81},
		{"Big5", traditionalchinese.Big5, 0xF9, 0xA4},
	} {
		var codes []rune
		decoder := e.encoding.NewDecoder()
		for lead := int(e.first); lead <= int(e.last); lead++ {
			for trail := 0x40; trail <= 0xFE; trail++ {
				text, err := decoder.String(string([]byte{byte(lead), byte(trail)}))
				if err != nil {
					t.Fatal(err)
				}
				if r := []rune(text); len(r) == 1 && r[0] >= 0x4E00 && r[0] <= 0x9FA5 {
					codes = append(codes, r[0])
				}
			}
		}
		if len(codes) < 13000 {
			t.Fatalf("%s gave only %d ideographs", e.name, len(codes))
		}
		for _, f := range All() {
			face := parse(t, f)
			for _, r := range codes {
				if gid, ok := face.NominalGlyph(r); !ok || gid == 0 {
					t.Errorf("%v lacks %U %c of %s", f, r, r, e.name)
				}
			}
		}
	}
}

func TestEveryFaceHasTheSignsOfThePage(t *testing.T) {
	const signs = "Āāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ ΑΩαω АЯая あん アン ㄅㄆㄇㄏㄧㄨㄩ ①⑳ⅠⅫⅰⅹ㈠㈩⑴⒈ ←↑→↓ ±×÷≠≤≥∞√∑∫ ─│┌┐└┘├┤┬┴┼ 〔〕【】《》〈〉「」『』—…·“”‘’～〇々￥℃§№ ︰﹁﹂ ○●□■△▲☆★"
	for _, f := range All() {
		face := parse(t, f)
		for _, r := range signs {
			if _, ok := face.NominalGlyph(r); !ok {
				t.Errorf("%v lacks %U %c", f, r, r)
			}
		}
	}
}

// Names of people need what lies beyond the basic plane.
func TestNamesAreCovered(t *testing.T) {
	for _, r := range "㙍䶮𬱖𫓧喆堃" {
		for _, f := range All() {
			if _, ok := parse(t, f).NominalGlyph(r); !ok {
				t.Errorf("%v lacks %U %c", f, r, r)
			}
		}
	}
	if _, ok := parse(t, Kai).NominalGlyph('𠮷'); !ok {
		t.Error("Kai lacks 𠮷")
	}
}

// A sign that a source lacked and that subset.py composed or borrowed must have an outline.
func TestAddedSignsHaveOutlines(t *testing.T) {
	for _, f := range All() {
		face := parse(t, f)
		for _, r := range "≒ˍ‾∼♁︴﹉﹊﹋﹌﹍﹎﹏" {
			gid, _ := face.NominalGlyph(r)
			if box, ok := face.GlyphExtents(gid); !ok || box.Width <= 0 || box.Height == 0 {
				t.Errorf("%v draws nothing for %U %c", f, r, r)
			}
		}
	}
}

func TestFaceIsTrueTypeOfTheseTables(t *testing.T) {
	const tables = "OS/2 cmap glyf head hhea hmtx loca maxp name post"
	for _, f := range All() {
		data := f.Data()
		if v := binary.BigEndian.Uint32(data); v != 0x00010000 {
			t.Errorf("%v begins with %08x, not as TrueType", f, v)
		}
		var got []string
		formats := map[uint16]bool{}
		for i := range int(binary.BigEndian.Uint16(data[4:])) {
			record := data[12+16*i:]
			tag := string(record[:4])
			got = append(got, tag)
			if tag != "cmap" {
				continue
			}
			cmap := data[binary.BigEndian.Uint32(record[8:]):]
			for j := range int(binary.BigEndian.Uint16(cmap[2:])) {
				formats[binary.BigEndian.Uint16(cmap[binary.BigEndian.Uint32(cmap[4+8*j+4:]):])] = true
			}
		}
		if s := strings.Join(got, " "); s != tables {
			t.Errorf("%v has the tables %s, want %s", f, s, tables)
		}
		if len(formats) != 2 || !formats[4] || !formats[12] {
			t.Errorf("%v has cmap formats %v, want 4 and 12", f, formats)
		}
		if upem := parse(t, f).Upem(); upem != 1000 {
			t.Errorf("%v has %d units to the em", f, upem)
		}
	}
}

func TestFaceBearsItsName(t *testing.T) {
	for _, f := range All() {
		family := parse(t, f).Describe().Family
		if !strings.HasPrefix(f.String(), family+" ") {
			t.Errorf("%v calls itself %q", f, family)
		}
		for _, r := range names(f.Data()) {
			if r.id != 0 && (strings.Contains(r.text, "LXGW") || strings.Contains(r.text, "霞鹜")) {
				t.Errorf("%v bears a reserved name in entry %d: %q", f, r.id, r.text)
			}
		}
	}
}

// The licence asks that its notice goes wherever the font goes: into the binary as an entry of the name table, into the sources as a file.
func TestLicencesAreBesideTheFaces(t *testing.T) {
	for file, want := range map[string]string{
		"OFL-noto-serif-sc.txt": "SIL OPEN FONT LICENSE",
		"OFL-noto-sans-sc.txt":  "Reserved Font Name 'Source'",
		"OFL-galley-kai.txt":    `Reserved Font Names "霞鹜" and "LXGW"`,
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(text, []byte(want)) || !bytes.Contains(text, []byte("SIL OPEN FONT LICENSE Version 1.1")) {
			t.Errorf("%s is not the licence", file)
		}
	}
	for _, f := range All() {
		copyright, licence := false, false
		for _, r := range names(f.Data()) {
			copyright = copyright || r.id == 0 && r.text != ""
			licence = licence || r.id == 13 && strings.Contains(r.text, "SIL Open Font License, Version 1.1")
		}
		if !copyright || !licence {
			t.Errorf("%v carries copyright %v, licence %v", f, copyright, licence)
		}
	}
}

var utf16be = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)

type nameRecord struct {
	id   uint16
	text string
}

// names reads the name table (OpenType 1.9, name), whose entries here are all of platform 3 in UTF-16.
func names(data []byte) []nameRecord {
	var out []nameRecord
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		if r := data[12+16*i:]; string(r[:4]) == "name" {
			table := data[binary.BigEndian.Uint32(r[8:]):]
			store := table[binary.BigEndian.Uint16(table[4:]):]
			for j := range int(binary.BigEndian.Uint16(table[2:])) {
				n := table[6+12*j:]
				length, offset := binary.BigEndian.Uint16(n[8:]), binary.BigEndian.Uint16(n[10:])
				text, err := utf16be.NewDecoder().Bytes(store[offset : offset+length])
				if err != nil {
					panic(err)
				}
				out = append(out, nameRecord{binary.BigEndian.Uint16(n[6:]), string(text)})
			}
		}
	}
	return out
}
