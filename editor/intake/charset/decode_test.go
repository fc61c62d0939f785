package charset_test

import (
	"testing"
	"unicode/utf8"

	"galley/editor/intake/charset"
	"galley/editor/model"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		name, in, header string
		want             charset.Text
	}{
		{"ascii", "a\r\nb\rc", "", charset.Text{Text: "a\nb\nc", Encoding: "utf-8", First: -1}},
		{"utf-8 with a mark", "\xef\xbb\xbf甲", "", charset.Text{Text: "甲", Encoding: "utf-8", First: -1}},
		{"utf-16", "\xff\xfe\x32\x75\x0a\x00", "", charset.Text{Text: "甲\n", Encoding: "utf-16le", First: -1}},
		{"gbk by header", "\xd7\xa2\xd2\xe2", "text/plain; charset=gbk", charset.Text{Text: "注意", Encoding: "gb18030", Declared: "gb18030", First: -1}},
		{"big5 by meta", "<meta charset=big5>\xaa\xba", "", charset.Text{Text: "<meta charset=big5>的", Encoding: "big5", Declared: "big5", First: -1}},
		{"utf-8 that says gb2312", "<meta charset=gb2312>注意", "", charset.Text{Text: "<meta charset=gb2312>注意", Encoding: "utf-8", Declared: "gb18030", Wrong: true, First: -1}},
		{"header before meta", "<meta charset=big5>注意", "text/html; charset=\"UTF-8\"", charset.Text{Text: "<meta charset=big5>注意", Encoding: "utf-8", Declared: "utf-8", First: -1}},
		{"latin", "caf\xe9 cr\xe8me", "text/plain; charset=iso-8859-1", charset.Text{Text: "café crème", Encoding: "windows-1252", Declared: "windows-1252", First: -1}},
		{"cut off", "注意\xe6\xb3", "", charset.Text{Text: "注意", Encoding: "utf-8", Truncated: true, First: -1}},
		{"controls", "a\x00b\x01\u2028c", "", charset.Text{Text: "ab\nc", Encoding: "utf-8", Controls: 2, First: -1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := charset.Decode([]byte(c.in), c.header); !ok || got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// FuzzDecode holds that what is decoded is fit for a document, whatever the bytes and the header.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("<meta charset=gbk>\x81\x30\x81\x30\xff"), "text/html; charset=big5")
	f.Add([]byte("\xfe\xff\xd8\x00"), "")
	f.Fuzz(func(t *testing.T, data []byte, header string) {
		got, _ := charset.Decode(data, header)
		if !utf8.ValidString(got.Text) {
			t.Fatal("not UTF-8")
		}
		for _, c := range got.Text {
			if c != '\n' && !model.ValidRune(c) {
				t.Fatalf("has %U", c)
			}
		}
		if got.First >= len(data) {
			t.Fatalf("broken at %d of %d", got.First, len(data))
		}
	})
}
