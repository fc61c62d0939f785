package opc_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"galley/editor/intake/word/opc"
)

// pack returns a container; parts are names and contents by turns.
func pack(t *testing.T, parts ...string) *opc.Container {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	c, err := opc.Open(context.Background(), b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNames(t *testing.T) {
	c := pack(t, "a/B.xml", "x", "../b", "x", "/c", "x", "d/../e", "x", "f/", "", `g\h`, "x")
	if got, want := c.Names(), []string{"a/b.xml", "g/h"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	if !c.Has("A/b.XML") || c.Has("b") || c.Has("e") {
		t.Error("a name is found that should not be, or not found")
	}
}

func TestRelations(t *testing.T) {
	rel := func(id, target, more string) string {
		return `<Relationship Id="` + id + `" Type="http://x/y/image" Target="` + target + `"` + more + `/>`
	}
	c := pack(t, "a/_rels/b.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`+
		rel("1", "c.png", "")+rel("2", "../d.png", "")+rel("3", "/e.png", "")+rel("4", "../../../../f.png", "")+rel("5", "https://x/g.png", ` TargetMode="External"`)+`</Relationships>`)
	got, err := c.Relations("a/b.xml")
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]opc.Relation{
		"1": {Kind: "image", Target: "a/c.png"}, "2": {Kind: "image", Target: "d.png"}, "3": {Kind: "image", Target: "e.png"},
		"4": {Kind: "image", Target: "f.png"}, "5": {Kind: "image", Target: "https://x/g.png", External: true},
	} {
		if got[id] != want {
			t.Errorf("%s is %+v, want %+v", id, got[id], want)
		}
	}
	if none, err := c.Relations("nowhere.xml"); err != nil || len(none) != 0 {
		t.Errorf("got %v, %v", none, err)
	}
}

func TestScan(t *testing.T) {
	const w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	for _, c := range []struct{ name, part, want string }{
		{"prefixes", `<x:p xmlns:x="` + w + `"><x:r a="1"/><r/></x:p>`, "w:p w:r=1 ?:r="},
		{"the default namespace ends with its element", `<q><p xmlns="` + w + `"><r a="2"/></p><p/></q>`, "?:q w:p= w:r=2 ?:p="},
		{"what is between elements", `<?xml version="1.0"?><!-- x --><q> a <b a="3">c</b> d </q>`, "?:q ?:b=3"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out []string
			err := pack(t, "p", c.part).Scan("p", func(s *opc.Scanner, root opc.Element) error {
				out = append(out, root.Name)
				var visit func(e opc.Element) error
				visit = func(e opc.Element) error {
					out = append(out, e.Name+"="+e.Attr("a"))
					return s.Each(visit)
				}
				return s.Each(visit)
			})
			if got := strings.Join(out, " "); err != nil || got != c.want {
				t.Errorf("got %s, %v, want %s", got, err, c.want)
			}
		})
	}
}

func TestText(t *testing.T) {
	err := pack(t, "p", `<q>a<b>c</b>&lt;<!-- x --><![CDATA[<d>]]>e</q>`).Scan("p", func(s *opc.Scanner, _ opc.Element) error {
		if got, err := s.Text(); err != nil || got != "a<<d>e" {
			t.Errorf("got %q, %v", got, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestLimits(t *testing.T) {
	skip := func(s *opc.Scanner, _ opc.Element) error { return s.Each(func(opc.Element) error { return nil }) }
	for name, c := range map[string]struct {
		part string
		want error
	}{
		"nesting":         {strings.Repeat("<a>", 300), opc.ErrTooLarge},
		"bytes":           {"<a>" + strings.Repeat(" ", 40<<20) + "</a>", opc.ErrTooLarge},
		"elements":        {"<a>" + strings.Repeat("<a/>", 3_000_001) + "</a>", opc.ErrTooLarge},
		"a document type": {`<!DOCTYPE a><a/>`, opc.ErrDamaged},
		"no end":          {"<a>", opc.ErrDamaged},
	} {
		t.Run(name, func(t *testing.T) {
			if err := pack(t, "p", c.part).Scan("p", skip); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
