package newsroom

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"galley/editor/model/build"
)

// TestISBN: any change of one digit of a right number, and any exchange of two neighbours of ten digits, makes it wrong.
func TestISBN(t *testing.T) {
	r := rand.New(rand.NewPCG(2108, 2017))
	for range 500 {
		var ten, thirteen strings.Builder
		sum := 0
		for i := range 9 {
			d := r.IntN(10)
			sum += (10 - i) * d
			fmt.Fprint(&ten, d)
		}
		check := (11 - sum%11) % 11
		ten.WriteString(map[bool]string{true: "X", false: fmt.Sprint(check)}[check == 10])
		sum = 9 + 3*7 + 8
		thirteen.WriteString("978")
		for i, c := range ten.String()[:9] {
			sum += (1 + (i+3)%2*2) * int(c-'0')
			thirteen.WriteRune(c)
		}
		fmt.Fprint(&thirteen, (10-sum%10)%10)
		for _, s := range []string{ten.String(), thirteen.String()} {
			if !isISBN(s) || !isISBN("ISBN "+s[:3]+"-"+s[3:]) {
				t.Fatalf("%s is right", s)
			}
			i := r.IntN(len(s) - 1)
			if wrong := s[:i] + string('0'+(s[i]-'0'+1+byte(r.IntN(9)))%10) + s[i+1:]; isISBN(wrong) {
				t.Fatalf("%s, from %s, is wrong", wrong, s)
			}
			if j := r.IntN(8); len(s) == 10 && s[j] != s[j+1] && isISBN(s[:j]+s[j+1:j+2]+s[j:j+1]+s[j+2:]) {
				t.Fatalf("%s with digits %d and %d exchanged is wrong", s, j, j+1)
			}
		}
	}
	for _, s := range []string{"", "X", "978", "97870200024759", "9777020024759", "7-02-00247", "ISBN", "978702002475九"} {
		if isISBN(s) {
			t.Errorf("%q is no number of a book", s)
		}
	}
}

// TestParticulars: fields set in any order make equal properties, what is set is what is read, a blank takes the field away, and another kind
// hides what it does not tell without losing it.
func TestParticulars(t *testing.T) {
	fields := ParticularFields()
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 3))
		want := map[string]string{}
		var p, q Properties
		var order []string
		for range r.IntN(20) {
			f := fields[r.IntN(len(fields))].ID
			want[f] = fmt.Sprint(r.IntN(3))
			if want[f] == "0" {
				want[f] = ""
			}
			p = p.WithParticular(f, " "+want[f]+" ")
			order = append(order, f)
		}
		slices.Sort(order)
		for _, f := range order {
			q = q.WithParticular(f, want[f])
		}
		if !p.Equal(q) {
			t.Fatalf("seed %d: %v is not %v", seed, p.Particulars, q.Particulars)
		}
		for _, f := range fields {
			if p.Particular(f.ID) != want[f.ID] {
				t.Fatalf("seed %d: %s says %q", seed, f.ID, p.Particular(f.ID))
			}
		}
		for _, k := range Kinds() {
			p.Kind = k
			for i, told := range p.told() {
				if told.Text == "" || i >= len(KindOf(k).Particulars) {
					t.Fatalf("seed %d: %s tells %v", seed, k, p.told())
				}
			}
		}
		if err := p.checkParticulars(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
	for _, wrong := range [][]Particular{{{"nothing", "x"}}, {{"when", ""}}, {{"when", "a"}, {"when", "b"}}, {{"when", "\x00"}}} {
		if (Properties{Particulars: wrong}).checkParticulars() == nil {
			t.Errorf("%v is taken", wrong)
		}
	}
}

// TestLacks: each kind names what is missing, and what has not its form.
func TestLacks(t *testing.T) {
	for _, id := range Kinds() {
		k, m := KindOf(id), Manuscript{Doc: build.Doc("p(一)"), Properties: Properties{Kind: id}}
		var want []Field
		for _, f := range k.Particulars {
			if f.Required {
				want = append(want, f.Field())
			}
		}
		if k.Picture {
			want = append(want, FieldPictures)
		}
		if empty, malformed := m.lacks(); !slices.Equal(empty, want) || len(malformed) > 0 {
			t.Errorf("%s lacks %v, %v, wanted %v", id, empty, malformed, want)
		}
		for _, f := range k.Particulars {
			m.Properties = m.Properties.WithParticular(f.ID, "不成样子")
			_, malformed := m.lacks()
			if got := slices.Contains(malformed, f.Field()); got != (f.Form != PlainWords) {
				t.Errorf("%s.%s of form %d: malformed %v", id, f.ID, f.Form, got)
			}
		}
	}
}
