package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
	"strconv"
	"sync"
	"unicode/utf16"
)

// font completes the objects of one embedded face: a subset tag and the name of the face, exact widths, what each code stands for, and
// which codes there are (ISO 32000-1, 9.7 and 9.10; ISO 19005-1, 6.3.5).
func (f *file) font(t *font) error {
	given := "/utf8" + t.family
	type0, err := f.find("/Subtype /Type0\n/BaseFont " + given + "\n")
	if err != nil {
		return err
	}
	var unicode, cid, system, descriptor, program reference
	for _, step := range []struct {
		to   *reference
		from *reference
		key  string
	}{
		{&unicode, &type0, "/ToUnicode "},
		{&cid, &type0, "/DescendantFonts ["},
		{&system, &cid, "/CIDSystemInfo "},
		{&descriptor, &cid, "/FontDescriptor "},
		{&program, &descriptor, "/FontFile2 "},
	} {
		n, ok := integer(f.objects[*step.from].dict, step.key)
		if !ok || n <= 0 || n >= len(f.objects) {
			return fmt.Errorf("%w: object %d has no %s", errNotOurs, *step.from, step.key)
		}
		*step.to = reference(n)
	}
	cmap := deflate(t.toUnicode())
	f.objects[unicode] = object{dict: fmt.Appendf(nil, "<</Filter /FlateDecode /Length %d>>", len(cmap)), stream: cmap}
	set := f.addStream(" /Filter /FlateDecode", deflate(t.cidSet()))
	name := "/" + subsetTag(f.objects[program].stream) + "+" + t.name
	for _, r := range []struct {
		in       reference
		old, new string
	}{
		{type0, "/BaseFont " + given, "/BaseFont " + name},
		{cid, "/BaseFont " + given, "/BaseFont " + name},
		{descriptor, "/FontName " + given, fmt.Sprintf("/CIDSet %v /FontName %s", set, name)},
		{system, "/Ordering (UCS)", "/Ordering (Identity)"}, // codes are not characters
	} {
		dict, err := replaceOnce(f.objects[r.in].dict, r.old, r.new)
		if err != nil {
			return err
		}
		f.objects[r.in].dict = dict
	}
	before, after, ok := bytes.Cut(f.objects[cid].dict, []byte("/W ["))
	_, after, closed := bytes.Cut(after, []byte("\n/CIDToGIDMap"))
	if !ok || !closed {
		return fmt.Errorf("%w: object %d has no widths", errNotOurs, cid)
	}
	f.objects[cid].dict = fmt.Appendf(nil, "%s/W [%s]\n/CIDToGIDMap%s", before, t.widths(), after)
	return nil
}

// find returns the one object whose dictionary has a piece of text.
func (f *file) find(text string) (reference, error) {
	for i, o := range f.objects {
		if bytes.Contains(o.dict, []byte(text)) {
			return reference(i), nil
		}
	}
	return 0, fmt.Errorf("%w: no %q", errNotOurs, text)
}

// widths writes the widths of all codes (ISO 32000-1, 9.7.4.3). They are the ones that positions are reckoned from.
func (f *font) widths() []byte {
	var b []byte
	for i := range f.uses {
		if i > 0 {
			b = append(b, ' ')
		}
		c := int64(f.code(i))
		b = strconv.AppendInt(b, c, 10)
		b = append(b, " ["...)
		b = appendThousandths(b, f.width(i))
		b = append(b, ']')
	}
	return b
}

// cmapBlock is how many entries one block of a CMap may have (Adobe Technical Note 5014).
const cmapBlock = 100

// toUnicode writes what every code stands for as UTF-16 (ISO 32000-1, 9.10.3). A glyph without a text of its own stands for nothing: the
// first glyph of its cluster has the text.
func (f *font) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for start := 0; start < len(f.uses); start += cmapBlock {
		block := f.uses[start:min(start+cmapBlock, len(f.uses))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for i, u := range block {
			fmt.Fprintf(&b, "<%04X> <", f.code(start+i))
			for _, v := range utf16.Encode([]rune(u.text)) {
				fmt.Fprintf(&b, "%04X", v)
			}
			b.WriteString(">\n")
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// cidSet writes which codes there are, one bit each, the first in the highest bit (ISO 32000-1, table 124).
func (f *font) cidSet() []byte {
	last := int(f.code(len(f.uses) - 1))
	set := make([]byte, last/8+1)
	set[0] = 0x80 // .notdef
	for i := range f.uses {
		c := f.code(i)
		set[c/8] |= 0x80 >> (c % 8)
	}
	return set
}

// subsetTag is six letters that differ from one subset of a face to the next (ISO 32000-1, 9.6.4).
func subsetTag(program []byte) string {
	sum := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// compressors are kept, because a new one clears most of a megabyte.
var compressors = sync.Pool{New: func() any { return zlib.NewWriter(io.Discard) }}

// deflate compresses for FlateDecode.
func deflate(b []byte) []byte {
	w := compressors.Get().(*zlib.Writer)
	defer compressors.Put(w)
	var out bytes.Buffer
	w.Reset(&out)
	// Writing to memory cannot fail.
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Bytes()
}
