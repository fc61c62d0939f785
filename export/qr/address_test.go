package qr

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestASCIIAddress(t *testing.T) {
	for _, c := range []struct{ name, raw, ascii, readable string }{
		{"plain", "https://news.example.edu/campus/2026/1.html", "https://news.example.edu/campus/2026/1.html", ""},
		{"no path", "http://example.edu", "http://example.edu", ""},
		{"query and no path", "http://example.edu?a=1", "http://example.edu?a=1", ""},
		{"scheme and host in capitals", "HTTPS://News.Example.EDU/A", "https://news.example.edu/A", "https://news.example.edu/A"},
		{"Chinese host", "https://新闻.中国/", "https://xn--efvy88h.xn--fiqs8s/", "https://新闻.中国/"},
		{"kana and Chinese", "http://例え.中国/路径?题=通知", "http://xn--r8jz45g.xn--fiqs8s/%E8%B7%AF%E5%BE%84?%E9%A2%98=%E9%80%9A%E7%9F%A5",
			"http://例え.中国/路径?题=通知"},
		{"ideographic full stop", "https://新闻。中国/", "https://xn--efvy88h.xn--fiqs8s/", "https://新闻.中国/"},
		{"full-width host", "https://ｎｅｗｓ．example.edu/", "https://news.example.edu/", "https://news.example.edu/"},
		{"sharp s is not ss", "https://straße.example/", "https://xn--strae-oqa.example/", "https://straße.example/"},
		{"outside the BMP", "https://e.cn/𠮷", "https://e.cn/%F0%A0%AE%B7", "https://e.cn/𠮷"},
		{"escapes stay", "https://e.cn/%E8%B7%AF%2F%20b", "https://e.cn/%E8%B7%AF%2F%20b", "https://e.cn/路%2F%20b"},
		{"escapes in small letters", "https://e.cn/%e8%b7%af", "https://e.cn/%E8%B7%AF", "https://e.cn/路"},
		{"escapes of no UTF-8", "https://e.cn/%C4%E3%E8%B7%AF", "https://e.cn/%C4%E3%E8%B7%AF", "https://e.cn/%C4%E3路"},
		{"per cent signs", "https://e.cn/100%?a=%zz&b=%4", "https://e.cn/100%25?a=%25zz&b=%254", "https://e.cn/100%25?a=%25zz&b=%254"},
		{"white space", " https://e.cn/a b　c　", "https://e.cn/a%20b%E3%80%80c", "https://e.cn/a%20b%E3%80%80c"},
		{"unseen characters", "https://e.cn/a\u202eb\u200bc", "https://e.cn/a%E2%80%AEb%E2%80%8Bc", "https://e.cn/a%E2%80%AEb%E2%80%8Bc"},
		{"what RFC 3986 leaves out", `https://e.cn/<"\^{|}>[]` + "`", "https://e.cn/%3C%22%5C%5E%7B%7C%7D%3E%5B%5D%60", "https://e.cn/%3C%22%5C%5E%7B%7C%7D%3E%5B%5D%60"},
		{"second question mark and number sign", "https://e.cn/?a?b#c#d?e", "https://e.cn/?a?b#c%23d?e", "https://e.cn/?a?b#c%23d?e"},
		{"@ after the host", "https://e.cn/@desk?m=a@b", "https://e.cn/@desk?m=a@b", ""},
		{"Chinese fragment", "https://e.cn/#第一节", "https://e.cn/#%E7%AC%AC%E4%B8%80%E8%8A%82", "https://e.cn/#第一节"},
		{"port", "http://e.cn:8080/", "http://e.cn:8080/", ""},
		{"empty port", "http://e.cn:/", "http://e.cn/", "http://e.cn/"},
		{"port with noughts", "http://e.cn:0080", "http://e.cn:80", "http://e.cn:80"},
		{"IPv4", "http://192.168.0.1:81/路", "http://192.168.0.1:81/%E8%B7%AF", "http://192.168.0.1:81/路"},
		{"IPv6", "http://[2001:DB8::0:1]:81/", "http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"},
		{"name with root", "https://e.cn./", "https://e.cn./", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.readable == "" {
				c.readable = c.raw
			}
			got, err := ASCIIAddress(c.raw)
			if err != nil || got != c.ascii {
				t.Fatalf("ASCIIAddress(%q) = %q, %v; want %q", c.raw, got, err, c.ascii)
			}
			if got := ReadableAddress(c.raw); got != c.readable {
				t.Errorf("ReadableAddress(%q) = %q; want %q", c.raw, got, c.readable)
			}
			addressLaws(t, c.raw)
		})
	}
}

func TestASCIIAddressRefuses(t *testing.T) {
	for _, c := range []struct{ name, raw, says string }{
		{"nothing", "", "http://"},
		{"no scheme", "news.example.edu/1.html", "http://"},
		{"other scheme", "ftp://e.cn/", "http://"},
		{"script", "javascript:alert(1)", "http://"},
		{"scheme without slashes", "https:e.cn", "http://"},
		{"full-width colon", "https：//e.cn", "http://"},
		{"no host", "https:///path", "no host"},
		{"port and no host", "https://:80/", "no host"},
		{"user", "https://me@e.cn/", "user name"},
		{"user and password", "https://me:secret@e.cn/", "user name"},
		{"newline", "https://e.cn/\n", "U+000A"},
		{"NUL", "https://e.cn/\x00", "U+0000"},
		{"C1 control", "https://e.cn/\u0085", "U+0085"},
		{"not UTF-8", "https://e.cn/\xc4\xe3", "UTF-8"},
		{"space in host", "https://e .cn/", "host name"},
		{"backslash in host", `https://e.cn\a`, "host name"},
		{"escape in host", "https://%E4%BE%8B.cn/", "host name"},
		{"underscore in host", "https://a_b.cn/", "host name"},
		{"empty label", "https://e..cn/", "part of 0"},
		{"only a dot", "https://./", "part of 0"},
		{"long label", "https://" + strings.Repeat("a", 64) + ".cn/", "part of 64"},
		{"long name", "https://" + strings.Repeat("abc.", 64) + "cn/", "253"},
		{"very long name", "https://" + strings.Repeat("新", 400) + "/", "too long"},
		{"port too high", "https://e.cn:65536/", "not a port"},
		{"port nought", "https://e.cn:0/", "not a port"},
		{"port in words", "https://e.cn:http/", "not a port"},
		{"two ports", "https://e.cn:80:81/", "not a port"},
		{"open bracket", "https://[::1/", "IPv6"},
		{"zone", "https://[fe80::1%25eth0]/", "IPv6"},
		{"IPv4 in brackets", "https://[127.0.0.1]/", "IPv6"},
		{"text after bracket", "https://[::1]a/", "between"},
		{"too long", "https://e.cn/" + strings.Repeat("a", 2941), "2954 bytes"},
		{"too long once escaped", "https://e.cn/" + strings.Repeat("新", 327), "at most 2953"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := ASCIIAddress(c.raw)
			if err == nil || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("ASCIIAddress(%q) = %q, %v; want an error with %q", c.raw, got, err, c.says)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error tells the password: %v", err)
			}
			if got := ReadableAddress(c.raw); got != c.raw {
				t.Errorf("ReadableAddress(%q) = %q; want it unchanged", c.raw, got)
			}
		})
	}
	if _, err := ASCIIAddress("https://e.cn/" + strings.Repeat("a", 2940)); err != nil {
		t.Errorf("2,953 bytes are refused: %v", err)
	}
}

// addressLaws checks what holds of every address: the result is printable ASCII, is a URL with a host and no user, is its own
// ASCII form, and the readable form leads back to it and is its own readable form.
func addressLaws(t interface {
	Helper()
	Fatalf(string, ...any)
}, raw string) {
	t.Helper()
	ascii, err := ASCIIAddress(raw)
	if err != nil {
		if got := ReadableAddress(raw); got != raw {
			t.Fatalf("%q is refused, but readable as %q", raw, got)
		}
		return
	}
	for _, c := range []byte(ascii) {
		if c <= ' ' || c > '~' {
			t.Fatalf("ASCIIAddress(%q) = %q holds byte %#x", raw, ascii, c)
		}
	}
	u, err := url.Parse(ascii)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
		t.Fatalf("ASCIIAddress(%q) = %q is no URL: %v", raw, ascii, err)
	}
	if again, err := ASCIIAddress(ascii); err != nil || again != ascii {
		t.Fatalf("ASCIIAddress(%q) = %q becomes %q, %v", raw, ascii, again, err)
	}
	readable := ReadableAddress(raw)
	if back, err := ASCIIAddress(readable); err != nil || back != ascii {
		t.Fatalf("ReadableAddress(%q) = %q leads to %q, %v; want %q", raw, readable, back, err, ascii)
	}
	if again := ReadableAddress(readable); again != readable {
		t.Fatalf("ReadableAddress(%q) = %q becomes %q", raw, readable, again)
	}
}

// addresses are random addresses with Chinese and odd parts.
var addresses = rapid.Custom(func(t *rapid.T) string {
	label := rapid.SampledFrom([]string{"news", "新闻", "校园", "例え", "xn--fiqs8s", "a-b", "Straße", "북", "2026", "中国", "edu"})
	part := rapid.SampledFrom([]string{"a", "路径", "%E8%B7%AF", "%", "%2F", "%ff", " ", "　", "[", "𬱖", "~", "é", "\u0301", "+", "1234567890", "&题=", "通知", "\u200d"})
	host := strings.Join(rapid.SliceOfN(label, 1, 4).Draw(t, "host"), rapid.SampledFrom([]string{".", "。"}).Draw(t, "dot"))
	rest := func(lead, name string) string {
		parts := rapid.SliceOfN(part, 0, 12).Draw(t, name)
		if len(parts) == 0 {
			return ""
		}
		return lead + strings.Join(parts, "")
	}
	return rapid.SampledFrom([]string{"http", "https", "HTTPS"}).Draw(t, "scheme") + "://" + host +
		rapid.SampledFrom([]string{"", ":8080", ":"}).Draw(t, "port") +
		rest("/", "path") + rest("?", "query") + rest("#", "fragment")
})

func TestAddressLaws(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		raw := addresses.Draw(t, "raw")
		addressLaws(t, raw)
		if _, err := ASCIIAddress(raw); err == nil {
			accepted++
		}
	})
	if accepted == 0 {
		t.Error("no random address was accepted; the generator proves nothing")
	}
}

func FuzzASCIIAddress(f *testing.F) {
	for _, raw := range []string{
		"", "https://新闻.中国/路径?题=通知#节", "http://[2001:DB8::1]:81/%e8%B7%AF%", "https://xn--efvy88h.xn--fiqs8s/%2F%20",
		"https://e.cn:0080/?a?b#c#d", "HTTP://ａ。b/\u202e", "https://me@e.cn", "https://xn--a-.cn/", "https://e.cn./\\",
	} {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw string) { addressLaws(t, raw) })
}
