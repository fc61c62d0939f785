package web

import (
	"net/url"
	"testing"
)

func TestFile(t *testing.T) {
	const home = "https://news.example.edu/site/"
	for _, c := range []struct{ address, want string }{
		{home, "site/index.html"},
		{"https://news.example.edu/news/2026/00017.html", "news/2026/00017.html"},
		{"https://news.example.edu/news/2026/00017", "news/2026/00017/index.html"},
		{"https://news.example.edu/%E8%A6%81%E9%97%BB/2026/1.html", "要闻/2026/1.html"},
		{"https://news.example.edu/", "index.html"},
	} {
		if got, err := File(home, c.address); err != nil || got != c.want {
			t.Errorf("%s is kept as %q, %v; want %q", c.address, got, err, c.want)
		}
	}
	for _, address := range []string{
		"https://other.example.edu/1.html", "http://news.example.edu/1.html", "https://news.example.edu/1?id=2", "https://news.example.edu/1#a", "https://news.example.edu",
		"https://news.example.edu/../1.html", "https://news.example.edu/%2e%2e/1.html", "https://news.example.edu/a%2F..%2Fb", "https://news.example.edu//a", "https://news.example.edu/a%00b",
		"https://news.example.edu/%zz", "https://news.example.edu/.galley/x.html", "https://news.example.edu/a%5Cb.html", "mailto:a@b", "",
	} {
		if got, err := File(home, address); err == nil {
			t.Errorf("%s is kept as %q; want an error", address, got)
		}
	}
}

// TestRelative is the law that a relative link leads where the address leads.
func TestRelative(t *testing.T) {
	const host = "https://news.example.edu"
	paths := []string{"/", "/a", "/a/", "/a/b.html", "/a/c/", "/a/c/d.html", "/pictures/x-480.jpg", "/x:y/z.html", "/x:y", "/ab/c"}
	for _, from := range paths {
		for _, to := range paths {
			rel := relative(host+from, host+to)
			base, err := url.Parse("http://10.0.0.1:4711" + from)
			if err != nil {
				t.Fatal(err)
			}
			got, err := base.Parse(rel)
			if err != nil || got.Path != to || got.Host != "10.0.0.1:4711" {
				t.Errorf("from %s, %q leads to %v, not to %s", from, rel, got, to)
			}
		}
		if got := relative(host+from, "https://other.example/x"); got != "https://other.example/x" {
			t.Errorf("another server is %q", got)
		}
	}
}

func TestLink(t *testing.T) {
	for raw, want := range map[string]string{
		"https://news.example.edu/1?a=1&b=2": "https://news.example.edu/1?a=1&b=2",
		" http://例.example/路径?题=[通知]|x#节 ":   "http://%E4%BE%8B.example/%E8%B7%AF%E5%BE%84?%E9%A2%98=%5B%E9%80%9A%E7%9F%A5%5D%7Cx#%E8%8A%82",
		"mailto:news@example.edu":            "mailto:news@example.edu",
		"tel:+86-516-1234":                   "tel:+86-516-1234",
		"HTTPS://NEWS.EXAMPLE.EDU/":          "https://NEWS.EXAMPLE.EDU/",
		"javascript:alert(1)":                "",
		"JaVaScRiPt:alert(1)":                "",
		"data:text/html,x":                   "",
		"vbscript:x":                         "",
		"file:///etc/passwd":                 "",
		"#place":                             "",
		"/relative":                          "",
		"//host/x":                           "",
		"https://bank.example@evil.example/": "",
		"https:///x":                         "",
		"mailto:":                            "",
		"ht\ntp://x/":                        "",
		"":                                   "",
	} {
		got, ok := link(raw)
		if got != want || ok != (want != "") {
			t.Errorf("%q leads to %q, %v; want %q", raw, got, ok, want)
		}
	}
}
