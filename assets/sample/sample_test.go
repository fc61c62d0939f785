package sample

import (
	"bytes"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func load(t *testing.T) Newsroom {
	t.Helper()
	n, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestArticlesReferToTheSampleOnly(t *testing.T) {
	n := load(t)
	columns, writers, until := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range n.Columns {
		columns[c.Name] = true
	}
	for _, p := range n.Staff {
		writers[p.Name] = slices.Contains(p.Roles, "writer")
	}
	stages := []string{"draft", "submitted", "first", "second", "approved", "published", "returned", "withdrawn"}
	kinds := []string{"news", "notice", "activity", "essay", "book", "video"}
	for _, a := range n.Articles {
		if !columns[a.Column] || !writers[a.Author] || !slices.Contains(stages, a.Until) || !slices.Contains(kinds, a.Kind) {
			t.Errorf("%s: column %q, author %q, until %q, kind %q", a.Title, a.Column, a.Author, a.Until, a.Kind)
		}
		if (a.Reason != "") != (a.Until == "returned" || a.Until == "withdrawn") {
			t.Errorf("%s is %s and has the reason %q", a.Title, a.Until, a.Reason)
		}
		if size := utf8.RuneCountInString(strings.Join(a.Body, "")); size < 150 || size > 900 || utf8.RuneCountInString(a.Title) < 4 {
			t.Errorf("%s has %d characters, want 150 to 900", a.Title, size)
		}
		until[a.Until] = true
	}
	for _, s := range stages {
		if !until[s] {
			t.Errorf("no article stands at %s", s)
		}
	}
}

// The default policy of three reviews needs two reviewers, a chief and a publisher, and somebody must keep the newsroom.
func TestStaffCanTakeAnArticleTheWholeWay(t *testing.T) {
	count, names := map[string]int{}, map[string]bool{}
	for _, p := range load(t).Staff {
		if names[p.Name] || len(p.Roles) == 0 {
			t.Errorf("%s stands twice or has no role", p.Name)
		}
		names[p.Name] = true
		for _, r := range p.Roles {
			count[r]++
		}
	}
	for role, want := range map[string]int{"writer": 1, "reviewer": 2, "chief": 1, "publisher": 1, "admin": 1} {
		if count[role] < want {
			t.Errorf("%d of the role %s, want at least %d", count[role], role, want)
		}
		delete(count, role)
	}
	if len(count) > 0 {
		t.Errorf("roles that nobody knows: %v", count)
	}
}

func TestColumnsMakeAddresses(t *testing.T) {
	n := load(t)
	slug := regexp.MustCompile(`^[a-z]+$`)
	slugs, names := map[string]bool{}, map[string]bool{}
	for _, c := range n.Columns {
		if !slug.MatchString(c.Slug) || slugs[c.Slug] {
			t.Errorf("%s has the slug %q, which is no part of an address or another's", c.Name, c.Slug)
		}
		slugs[c.Slug] = true
		for _, name := range append([]string{c.Name}, c.Aliases...) {
			if names[name] {
				t.Errorf("%s names two columns", name)
			}
			names[name] = true
		}
	}
	for _, part := range []string{"https://", "{column}", "{year}", "{number}"} {
		if !strings.Contains(n.Pattern, part) {
			t.Errorf("the address pattern %s lacks %s", n.Pattern, part)
		}
	}
}

func TestPageIsTheOneBesideIt(t *testing.T) {
	file, err := os.ReadFile(PageName)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file, Page()) || !utf8.Valid(file) {
		t.Error("the embedded page is not the file")
	}
}
