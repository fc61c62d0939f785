package printer

import (
	"reflect"
	"strings"
	"testing"
)

// attributes is what CUPS 2.4.2 says of a printer.
const attributes = `copies=1 device-uri=file:/dev/null finishings=3 printer-info='办公室 HP-M405' printer-is-accepting-jobs=true printer-is-shared=true printer-location='二楼 203' printer-make-and-model='HP Color LaserJet CM3530 MFP PDF' printer-state=3 printer-state-reasons=none
`

// settings is what CUPS says of what a printer can do.
const settings = `PageSize/Media Size: Letter *A4 A3 B5 Custom.WIDTHxHEIGHT
InputSlot/Media Source: *Auto Tray1/Upper
Duplex/2-Sided Printing: *None DuplexNoTumble DuplexTumble
`

func TestParsePrinter(t *testing.T) {
	for name, c := range map[string]struct {
		out  string
		want Printer
	}{
		"idle":         {attributes, Printer{Name: "office", Title: "办公室 HP-M405", Place: "二楼 203", State: Idle}},
		"stopped":      {"printer-info=x printer-is-accepting-jobs=false printer-location printer-state=5", Printer{Name: "office", Title: "x", State: Stopped, Refusing: true}},
		"at work":      {"printer-state=4", Printer{Name: "office", Title: "office", State: Processing}},
		"quotes":       {`printer-info='Anna\'s printer' printer-location="a \"b\""`, Printer{Name: "office", Title: "Anna's printer", Place: `a "b"`, State: Idle}},
		"nothing":      {"", Printer{Name: "office", Title: "office", State: Idle}},
		"not closed":   {"printer-info='half a", Printer{Name: "office", Title: "half a", State: Idle}},
		"an odd state": {"printer-state=99", Printer{Name: "office", Title: "office", State: Idle}},
	} {
		if got := parsePrinter("office", c.out); got != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

func TestParseAbilities(t *testing.T) {
	got := parseAbilities(settings)
	want := Abilities{Papers: []Choice{{"Letter", "Letter", false}, {"A4", "A4", true}, {"A3", "A3", false}, {"B5", "B5", false}}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	if got := parseAbilities("Duplex/2-Sided Printing: *None\n"); !got.OneSide {
		t.Error("a printer that cannot turn its paper is said to print on both sides")
	}
	if got := parseAbilities(""); got.OneSide || got.Papers != nil {
		t.Errorf("a printer that says nothing: %+v", got)
	}
	if got := parseAbilities("PageSize/Media Size: *iso_a4/A4 -/x\n"); len(got.Papers) != 2 || got.Papers[0] != (Choice{"iso_a4", "A4", true}) {
		t.Errorf("%+v", got)
	}
}

func TestParseLists(t *testing.T) {
	if got := parseNames("office\nraw-queue\n\nAvailable printers:\n"); !reflect.DeepEqual(got, []string{"office", "raw-queue"}) {
		t.Errorf("%q", got)
	}
	for out, want := range map[string]string{"system default destination: office\n": "office", "no system default destination\n": "", "": ""} {
		if got := parseDefault(out); got != want {
			t.Errorf("%q: %q", out, got)
		}
	}
	for out, want := range map[string]string{"request id is office-12 (1 file(s))\n": "office-12", "": "", "request id is ": ""} {
		if got := parseRequest(out); got != want {
			t.Errorf("%q: %q", out, got)
		}
	}
}

func TestParseRanges(t *testing.T) {
	for s, want := range map[string][]Range{
		"": nil, " ": nil, "3": {{3, 3}}, "1-3": {{1, 3}}, "2-": {{2, 0}}, "1-3, 5，8－9、12～": {{1, 3}, {5, 5}, {8, 9}, {12, 0}},
	} {
		if got, err := ParseRanges(s); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"0", "-3", "3-1", "a", "1,,2", "1-2-3", "99999999999", "1-0", "+1"} {
		if got, err := ParseRanges(s); err == nil {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestJobsThatNoPrinterCanDo(t *testing.T) {
	for _, j := range []Job{{Copies: -1}, {Copies: MostCopies + 1}, {Pages: []Range{{0, 1}}}, {Pages: []Range{{3, 2}}}, {Up: 3}} {
		if j.Check() == nil {
			t.Errorf("%+v", j)
		}
	}
	if err := (Job{Copies: 2, Pages: []Range{{1, 0}}, Up: 4}).Check(); err != nil {
		t.Error(err)
	}
}

// FuzzParse holds the readers of what other programs say to this: no panic, no empty names, and ranges that are read are written and read again
// as the same.
func FuzzParse(f *testing.F) {
	for _, s := range []string{attributes, settings, "office\nraw\n", "system default destination: a", "request id is a-1 (1 file(s))", "1-3,5，8－"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if p := parsePrinter("a", s); p.Title == "" || p.State < Idle || p.State > Stopped {
			t.Errorf("%+v", p)
		}
		for _, c := range parseAbilities(s).Papers {
			if c.Name == "" {
				t.Errorf("a paper without a name in %q", s)
			}
		}
		for _, n := range parseNames(s) {
			if n == "" || strings.HasPrefix(n, "-") {
				t.Errorf("the name %q", n)
			}
		}
		parseDefault(s)
		parseRequest(s)
		ranges, err := ParseRanges(s)
		if err != nil || len(ranges) == 0 {
			return
		}
		if err := (Job{Pages: ranges}).Check(); err != nil {
			t.Error(err)
		}
		var written []string
		for _, r := range ranges {
			written = append(written, r.String())
		}
		if again, err := ParseRanges(strings.Join(written, ",")); err != nil || !reflect.DeepEqual(again, ranges) {
			t.Errorf("%v, %v", again, err)
		}
	})
}
