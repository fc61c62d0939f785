package sample

import (
	"bytes"
	"os"
	"slices"
	"testing"
	"unicode/utf8"
)

func TestSampleRefersToItselfOnly(t *testing.T) {
	n, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	columns, people, until := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range n.Columns {
		columns[c.Name] = true
	}
	for _, p := range n.Staff {
		people[p.Name] = true
	}
	stages := []string{"draft", "submitted", "first", "second", "approved", "published", "returned", "withdrawn"}
	for _, a := range n.Articles {
		if !columns[a.Column] || !people[a.Author] || !slices.Contains(stages, a.Until) {
			t.Errorf("%s: column %q, author %q, until %q", a.Title, a.Column, a.Author, a.Until)
		}
		if (a.Reason != "") != (a.Until == "returned" || a.Until == "withdrawn") {
			t.Errorf("%s is %s and has the reason %q", a.Title, a.Until, a.Reason)
		}
		if len(a.Body) == 0 || utf8.RuneCountInString(a.Title) < 4 {
			t.Errorf("%s is no article", a.Title)
		}
		until[a.Until] = true
	}
	for _, s := range stages {
		if !until[s] {
			t.Errorf("no article stands at %s", s)
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
