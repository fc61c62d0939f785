package newsroom

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPermalink(t *testing.T) {
	columns := []Column{{Name: "要闻", Aliases: []string{"要聞"}, Slug: "top"}, {Name: "通知公告"}, {Name: "C++ & more", Slug: "a/b?c#d"}}
	for _, c := range []struct{ name, pattern, column, want string }{
		{"the example of the manual", "https://news.example.edu/{column}/{year}/{number}.html", "要闻", "https://news.example.edu/top/2026/00017.html"},
		{"by an alias", "https://news.example.edu/{column}/{year}/{number}.html", "要聞", "https://news.example.edu/top/2026/00017.html"},
		{"a column without a slug", "https://news.example.edu/{column}/{year}/{number}", "通知公告", "https://news.example.edu/%E9%80%9A%E7%9F%A5%E5%85%AC%E5%91%8A/2026/00017"},
		{"a column that the newsroom does not have", "https://news.example.edu/{column}/{year}/{number}", "诗 歌", "https://news.example.edu/%E8%AF%97%20%E6%AD%8C/2026/00017"},
		{"no column", "https://news.example.edu/{column}/{year}/{number}", "", "https://news.example.edu/-/2026/00017"},
		{"a column that would be a step up", "https://news.example.edu/{column}/{year}/{number}", "..", "https://news.example.edu/-/2026/00017"},
		{"a slug with signs", "https://news.example.edu/{column}/{year}/{number}", "C++ & more", "https://news.example.edu/a%2Fb%3Fc%23d/2026/00017"},
		{"a host in Chinese", "https://新闻.例子.测试/{year}/{number}", "", "https://xn--efvy88h.xn--fsqu00a.xn--0zwm56d/2026/00017"},
		{"a host in capitals", "HTTPS://News.Example.EDU/{year}/{number}", "", "https://news.example.edu/2026/00017"},
		{"a path in Chinese", "https://news.example.edu/新闻/{column}/{year}/{number}", "a/b", "https://news.example.edu/%E6%96%B0%E9%97%BB/a%2Fb/2026/00017"},
		{"a path that is encoded already", "https://news.example.edu/%E6%96%B0/{year}/{number}", "", "https://news.example.edu/%E6%96%B0/2026/00017"},
		{"a space", "https://news.example.edu/a b/{year}/{number}", "", "https://news.example.edu/a%20b/2026/00017"},
		{"in the query", "http://news.example.edu:8080/view?栏目={column}&id={year}-{number}", "要&闻+", "http://news.example.edu:8080/view?%E6%A0%8F%E7%9B%AE=%E8%A6%81%26%E9%97%BB%2B&id=2026-00017"},
		{"in the fragment", "https://news.example.edu/#稿件/{year}/{number}", "", "https://news.example.edu/#%E7%A8%BF%E4%BB%B6/2026/00017"},
		{"in the host", "https://{column}.example.edu/{year}/{number}", "通知公告", "https://xn--55qt3ei31chiu.example.edu/2026/00017"},
		{"an address in numbers", "http://192.0.2.1:8080/{year}{number}", "", "http://192.0.2.1:8080/202600017"},
		{"a name twice", "https://news.example.edu/{year}/{year}-{number}", "", "https://news.example.edu/2026/2026-00017"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Settings{Pattern: c.pattern, Columns: columns}
			got, err := s.Permalink(Article{Number: "2026-00017", Digest: Digest{Column: c.column}})
			if err != nil || got != c.want {
				t.Errorf("got %s, %v\nwant %s", got, err, c.want)
			}
		})
	}
}

func TestPermalinkRefusals(t *testing.T) {
	for _, c := range []struct{ name, pattern, id string }{
		{"nothing", "", "error.pattern"},
		{"no scheme", "news.example.edu/{year}/{number}", "error.pattern"},
		{"another scheme", "ftp://news.example.edu/{year}/{number}", "error.pattern"},
		{"a script", "javascript:alert({year},{number})", "error.pattern"},
		{"no host", "https:///{year}/{number}", "error.pattern"},
		{"a password", "https://me:secret@news.example.edu/{year}/{number}", "error.pattern"},
		{"a space in the host", "https://news example.edu/{year}/{number}", "error.pattern"},
		{"an underscore in the host", "https://news_1.example.edu/{year}/{number}", "error.pattern"},
		{"a port that is a word", "https://news.example.edu:http/{year}/{number}", "error.pattern"},
		{"a broken percent", "https://news.example.edu/%zz/{year}/{number}", "error.pattern"},
		{"a broken percent in the query", "https://news.example.edu/?a=%zz&b={year}{number}", "error.pattern"},
		{"a line break", "https://news.example.edu/\n{year}/{number}", "error.pattern"},
		{"broken UTF-8", "https://news.example.edu/\xff/{year}/{number}", "error.pattern"},
		{"a name that means nothing", "https://news.example.edu/{month}/{year}/{number}", "error.pattern_name"},
		{"an empty name", "https://news.example.edu/{}/{year}/{number}", "error.pattern_name"},
		{"a name in capitals", "https://news.example.edu/{Year}/{number}", "error.pattern_name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := Settings{Pattern: c.pattern}
			got, err := s.Permalink(Article{Number: "2026-00017"})
			var e *Error
			if !errors.As(err, &e) || e.Code != Invalid || e.Text.ID != c.id {
				t.Errorf("got %q, %v; want %s", got, err, c.id)
			}
		})
	}
}

// TestPermalinkLaws makes sure of any column that its article's address is ASCII, that it is an address whose parts are the ones put in, and
// that two articles do not share one.
func TestPermalinkLaws(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		column := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("要闻/?#%&+ .{}栏😀:@[]\\")))).Draw(rt, "column")
		s := Settings{Pattern: rapid.SampledFrom([]string{
			"https://新闻.例子.测试/栏目/{column}/{year}/{number}", "https://news.example.edu/?c={column}&id={year}-{number}",
			"https://news.example.edu/{year}/{number}#{column}",
		}).Draw(rt, "pattern")}
		link := func(n Number) string {
			l, err := s.Permalink(Article{Number: n, Digest: Digest{Column: column}})
			if err != nil {
				rt.Fatalf("%v", err)
			}
			return l
		}
		one := link("2026-00017")
		if i := strings.IndexFunc(one, func(r rune) bool { return r <= ' ' || r >= 0x7f }); i >= 0 {
			rt.Fatalf("byte %d of %q is not printable ASCII", i, one)
		}
		u, err := url.Parse(one)
		if err != nil || u.String() != one {
			rt.Fatalf("%q is read as %v, %v", one, u, err)
		}
		want := column
		if strings.Trim(want, ".") == "" {
			want = "-"
		}
		got := map[bool]string{true: u.Query().Get("c"), false: u.Fragment}[u.RawQuery != ""]
		if u.Fragment == "" && u.RawQuery == "" {
			part, err := url.PathUnescape(strings.Split(u.EscapedPath(), "/")[2])
			if err != nil {
				rt.Fatalf("%v", err)
			}
			got = part
		}
		if got != want {
			rt.Fatalf("in %q the column is %q, want %q", one, got, want)
		}
		if two := link("2026-00018"); one == two {
			rt.Fatalf("two articles have the address %q", one)
		}
	})
}

// FuzzPattern makes sure that a pattern is refused or gives an address that is printable ASCII.
func FuzzPattern(f *testing.F) {
	f.Add("https://新闻.例子.测试/{column}/{year}/{number}.html", "要闻")
	f.Add("http://[::1]:80/{number}?{year}#{column}", "a/b")
	f.Add("https://{column}/{year}", "x--y")
	f.Fuzz(func(t *testing.T, pattern, column string) {
		got, err := Settings{Pattern: pattern}.Permalink(Article{Number: "2026-00017", Digest: Digest{Column: column}})
		if err != nil {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Host == "" || strings.ContainsFunc(got, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
			t.Fatalf("%q and %q give %q, %v", pattern, column, got, err)
		}
	})
}
