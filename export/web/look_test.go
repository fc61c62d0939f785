package web

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
	"galley/export"
)

func write(t testing.TB, dir, name string, data []byte) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// official is an article that is an official document.
func official() Article {
	p := piece(`headline(关于开展2026年技能竞赛的通知) p(为进一步提高教学质量，经研究决定开展技能竞赛，现将有关事项通知如下。) h(一、时间安排) p(11月20日至11月27日。)`)
	p.Permalink, p.Column = "https://news.example.edu/notice/2026/00018.html", "通知公告"
	p.Official = &export.Official{
		Organs: []string{"示例大学"}, Number: export.NoticeNumber{Code: "示大发", Year: 2026, Serial: 17}, Recipients: []string{"各学院", "各部门"},
		Attachments: []export.Attachment{{Name: "报名表"}, {Name: "评分办法", Text: "一、满分为一百分。\n二、以总分排名。"}}, Date: export.Day{Year: 2026, Month: 11, Day: 23},
		Remark: "此件公开发布", Copies: []string{"市教育局", "市人社局"},
	}
	return Article{Piece: p}
}

// look returns pages of every kind by the names of their files, and the files of their pictures.
func look(t testing.TB) (pages, files map[string][]byte) {
	t.Helper()
	s := testSite()
	pages, files = map[string][]byte{}, map[string][]byte{}
	keep := func(p Page) {
		name, err := File(s.Home, p.Address)
		if err != nil {
			t.Fatal(err)
		}
		pages[name] = p.HTML
		for _, f := range p.Pictures {
			data, err := f.Encode(photo)
			if err != nil {
				t.Fatal(err)
			}
			name, err := File(s.Home, f.Address)
			if err != nil {
				t.Fatal(err)
			}
			files[name] = data
		}
	}
	article := mustArticle(t, full())
	keep(article)
	keep(mustArticle(t, official()))
	draft := full()
	draft.Address, draft.Draft = s.Home+"draft/", true
	keep(mustArticle(t, draft))
	english := piece(`headline(Open Day & Skills Festival <2026>) abstract(Three thousand people came.) p(A [em very] good day[note It did not rain.]; see [title The Great Learning].)`)
	english.Language, english.Permalink, english.Source = catalogue.En, s.Home+"news/2026/00019.html", "Media Centre"
	keep(mustArticle(t, Article{Piece: english}))
	keep(s.Withdrawn(Gone{Address: s.Home + "news/2026/00020.html", Language: catalogue.ZhHans, Column: "要闻", At: time.Date(2026, 11, 23, 18, 0, 0, 0, zone), Notice: "本文数据有误，编辑部已撤回，并向读者致歉。"}))
	keep(s.Lost())
	entries := []Entry{article.Entry}
	for i := range 60 {
		e := Entry{
			Address: fmt.Sprintf("%snews/2026/%05d.html", s.Home, 100+i), Headline: strings.Repeat("示例大学召开专题工作会议", 1+i%3), Column: "要闻", Language: catalogue.ZhHans,
			Published: time.Date(2026, 10, 1, 8, i, 0, 0, zone), Abstract: strings.Repeat("会议强调要把工作落到实处。", i%9),
		}
		entries = append(entries, e)
	}
	Sort(entries)
	for _, p := range s.List(Column{}, entries) {
		keep(p)
	}
	for _, p := range s.List(s.Columns[0], entries) {
		keep(p)
	}
	for _, p := range s.List(s.Columns[1], nil) {
		keep(p)
	}
	feeds, err := s.Feeds(entries)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range feeds {
		name, err := File(s.Home, f.Address)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = f.Data
	}
	return pages, files
}

func sortedNames(files map[string][]byte) []string { return slices.Sorted(maps.Keys(files)) }
