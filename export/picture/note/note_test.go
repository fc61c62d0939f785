package note

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const packet = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="校报"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:e="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
<dc:creator><rdf:Seq><rdf:li>张三</rdf:li><rdf:li>李四</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© 2026 校报</rdf:li><rdf:li xml:lang="en">© 2026 The Paper</rdf:li></rdf:Alt></dc:rights>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">毕业典礼
 现场</rdf:li></rdf:Alt></dc:description>
<photoshop:Source>宣传部</photoshop:Source>
<xmpRights:UsageTerms><rdf:Alt><rdf:li>仅限本校</rdf:li></rdf:Alt></xmpRights:UsageTerms>
<e:AltTextAccessibility><rdf:Alt><rdf:li>学生抛起帽子</rdf:li></rdf:Alt></e:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

func iim(sets ...string) []byte {
	var data []byte
	for i := 0; i < len(sets); i += 2 {
		data = append(data, 0x1c, 2, sets[i][0])
		data = binary.BigEndian.AppendUint16(data, uint16(len(sets[i+1])))
		data = append(data, sets[i+1]...)
	}
	out := append([]byte("8BIM\x04\x0c\x00\x00"), 0, 0, 0, 1, 9, 0) // another resource first
	out = append(out, "8BIM\x04\x04\x00\x00"...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(data)))
	return append(out, data...)
}

func tiff(order binary.AppendByteOrder, artist string) []byte {
	b := []byte("MM")
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		b = []byte("II")
	}
	b = order.AppendUint32(order.AppendUint16(b, 42), 8)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(order.AppendUint16(b, 0x013b), 2)
	b = order.AppendUint32(order.AppendUint32(b, uint32(len(artist)+1)), 22)
	return append(append(b, artist...), 0)
}

func TestRead(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("王五")
	if err != nil {
		t.Fatal(err)
	}
	whole := Note{Alt: "学生抛起帽子", Caption: "毕业典礼 现场", Creator: "张三、李四", Credit: "校报", Source: "宣传部", Rights: "© 2026 校报", Terms: "仅限本校"}
	for _, c := range []struct {
		name string
		in   Parts
		want Note
		line string
	}{
		{"nothing", Parts{}, Note{}, ""},
		{"XMP", Parts{XMP: []byte(packet)}, whole, "张三、李四/校报"},
		{"XMP over the others", Parts{XMP: []byte(packet), IPTC: iim("P", "甲", "n", "乙")}, whole, "张三、李四/校报"},
		{"IPTC in GB 18030", Parts{IPTC: iim("P", gbk, "s", "新华社", "t", "版权所有")}, Note{Creator: "王五", Source: "新华社", Rights: "版权所有"}, "王五"},
		{"IPTC, two by-lines", Parts{IPTC: iim("P", "A", "P", "B")}, Note{Creator: "A、B"}, "A、B"},
		{"EXIF under IPTC", Parts{IPTC: iim("t", "版权所有"), EXIF: tiff(binary.LittleEndian, "Ann\x00")}, Note{Creator: "Ann", Rights: "版权所有"}, "Ann"},
		{"half a packet", Parts{XMP: []byte(packet[:strings.Index(packet, "<dc:rights>")])}, Note{Creator: "张三、李四", Credit: "校报"}, "张三、李四/校报"},
		{"a source alone", Parts{IPTC: iim("s", "校史馆")}, Note{Source: "校史馆"}, "校史馆"},
	} {
		if got := Read(c.in); got != c.want || got.Line() != c.line {
			t.Errorf("%s: %+v, %q; want %+v, %q", c.name, got, got.Line(), c.want, c.line)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(packet), iim("P", "甲"), tiff(binary.BigEndian, "Ann"))
	f.Fuzz(func(t *testing.T, xmp, iptc, exif []byte) {
		n := Read(Parts{xmp, iptc, exif})
		for _, s := range []string{n.Alt, n.Caption, n.Creator, n.Credit, n.Source, n.Rights, n.Terms, n.Line()} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r\x00") || utf8.RuneCountInString(s) > 3*most {
				t.Fatalf("%q", s)
			}
		}
	})
}
