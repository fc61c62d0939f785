package word_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"galley/editor/intake/word"
)

// manuscript returns a file of about 5 MB, of text alone or of 100,000 characters with pictures. Its runs are cut and dressed as WPS does it.
func manuscript(pictured bool) (data []byte, characters int) {
	random := rand.New(rand.NewPCG(1, 2))
	var b strings.Builder
	paragraphs, more := 13_000, parts{"word/styles.xml": styles}
	if pictured {
		paragraphs = 500
	}
	for i := range paragraphs {
		b.WriteString(`<w:p w:rsidR="` + fmt.Sprintf("%08X", i) + `"><w:pPr><w:spacing w:line="360" w:lineRule="auto"/><w:ind w:firstLineChars="200" w:firstLine="420"/></w:pPr>`)
		for range 3 {
			b.WriteString(`<w:r><w:rPr><w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr><w:t>`)
			for range 66 {
				b.WriteRune(rune(0x4e00 + random.IntN(3000)))
				characters++
			}
			b.WriteString(`</w:t></w:r>`)
		}
		b.WriteString(`</w:p>`)
	}
	if pictured {
		for i := range 10 {
			noise := make([]byte, 480<<10)
			for j := range noise {
				noise[j] = byte(random.Uint32())
			}
			name := fmt.Sprintf("%d.png", i)
			more["word/media/"+name] = string(pictures[0].data) + string(noise)
			b.WriteString(p("", picture(name, "图", 5000000, "")))
		}
	}
	return file(b.String(), more), characters
}

func BenchmarkRead(b *testing.B) {
	for _, pictured := range []bool{false, true} {
		data, characters := manuscript(pictured)
		name := "text"
		if pictured {
			name = "pictures"
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := word.Read(context.Background(), data); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(characters), "characters")
		})
	}
}
