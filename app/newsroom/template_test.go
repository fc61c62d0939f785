package newsroom

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"galley/assets/catalogue"
	"galley/editor/model/build"
)

// randomRecurrence returns one that comes.
func randomRecurrence(r *rand.Rand) Recurrence {
	for {
		e := [...]Recurrence{{Weekly, 1 + r.IntN(7)}, {Monthly, 1 + r.IntN(31)}, {Yearly, 101 + r.IntN(1131)}}[r.IntN(3)]
		if e.check() == nil {
			return e
		}
	}
}

// TestDue goes through four years day by day: an article is due on each day that its recurrence names until it is begun, and on no other day; begun, it is
// not due before the next.
func TestDue(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 8))
		tmpl := Template{Every: randomRecurrence(r), At: time.Date(2023, 12, 31, 12, 0, 0, 0, zone)}
		named := func(d time.Time) bool {
			last := d.AddDate(0, 0, 1).Day() == 1
			switch e := tmpl.Every; e.Unit {
			case Weekly:
				return (int(d.Weekday())+6)%7+1 == e.Day
			case Monthly:
				return d.Day() == e.Day || last && d.Day() < e.Day
			default:
				return int(d.Month()) == e.Day/100 && (d.Day() == e.Day%100 || last && d.Day() < e.Day%100)
			}
		}
		waiting := false
		for day := range 4 * 365 {
			now := time.Date(2024, 1, 1+day, r.IntN(24), r.IntN(60), 0, 0, zone)
			waiting = waiting || named(now)
			since, due := tmpl.Due(now)
			if due != waiting || due && !named(since) || since.After(now) {
				t.Fatalf("seed %d, %+v, %v: due %v since %v, wanted %v", seed, tmpl.Every, now, due, since, waiting)
			}
			if due && r.IntN(3) == 0 {
				tmpl.Begun, waiting = now, false
				if _, again := tmpl.Due(now); again {
					t.Fatalf("seed %d, %+v: due again on %v", seed, tmpl.Every, now)
				}
			}
		}
	}
	if _, due := (Template{}).Due(time.Now()); due {
		t.Error("a template that does not come back is due")
	}
}

func TestRecurrenceIsChecked(t *testing.T) {
	for _, bad := range []Recurrence{{Never, 1}, {Weekly, 0}, {Weekly, 8}, {Monthly, 0}, {Monthly, 32}, {Yearly, 0}, {Yearly, 230}, {Yearly, 1301}, {Yearly, 100}, {"day", 1}} {
		if bad.check() == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
	for _, good := range []Recurrence{{}, {Weekly, 7}, {Monthly, 31}, {Yearly, 229}, {Yearly, 1231}} {
		if err := good.check(); err != nil {
			t.Errorf("%+v: %v", good, err)
		}
		for _, lang := range catalogue.Langs() {
			if catalogue.For(lang).Say(good.Text()) == "" {
				t.Errorf("%+v says nothing in %s", good, lang)
			}
		}
	}
}

// TestFilled: every placeholder says its day, marks and structure stay, and nothing else changes.
func TestFilled(t *testing.T) {
	now := time.Date(2026, 11, 4, 9, 0, 0, 0, time.UTC)
	m := Manuscript{Doc: build.Doc("headline({年}年{月}月安全检查) p(截至{月}月{日}日（星期{星期}），[strong {year}-{month}] {weekday} {day} {年代}。) ul(li(p({月})))")}
	m.Properties = Properties{Keywords: []string{"{年}"}}.WithParticular("when", "{月}月")
	f := Filled(m, now)
	if got, want := f.Doc.PlainText(), "2026年11月安全检查截至11月4日（星期三），2026-November Wednesday 4 {年代}。"; !strings.HasPrefix(strings.ReplaceAll(got, "\n", ""), want) {
		t.Errorf("%q", got)
	}
	if f.Properties.Keywords[0] != "2026" || f.Properties.Particular("when") != "11月" || m.Properties.Keywords[0] != "{年}" || m.Properties.Particular("when") != "{月}月" {
		t.Errorf("%+v, from %+v", f.Properties, m.Properties)
	}
	if again := Filled(f, now); !again.Doc.Equal(f.Doc) {
		t.Error("filling twice is not filling once")
	}
	if err := f.Doc.Check(); err != nil {
		t.Error(err)
	}
	for _, p := range Placeholders() {
		m := Manuscript{Doc: build.Doc("p(a)")}
		m.Properties.Keywords = []string{p}
		if Filled(m, now).Properties.Keywords[0] == p {
			t.Errorf("%s stays", p)
		}
	}
}
