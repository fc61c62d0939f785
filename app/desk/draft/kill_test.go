//go:build cgo

package draft

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/store/sqlite"
	"galley/editor/model"
	"galley/editor/model/build"
	"galley/editor/state"
	"galley/editor/state/history"
	"galley/editor/state/motion"
)

// The kill tests run this test's own binary as a program that types: state, saver and store as in the desktop, without windows. It prints
//
//	typed TIME HASH    after each change of the page, with the clock in nanoseconds and a hash of the text
//	char TIME CODE     after each character, where it types one after the other
//	saving N           when an append of the first N of these begins
//	stored N           when it has ended
const typistVariable = "GALLEY_TYPIST"

func TestMain(m *testing.M) {
	if order := os.Getenv(typistVariable); order != "" {
		if err := typist(order, os.Getenv(typistVariable+"_DIR")); err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// covers is under which the work of a saver knows how many changes of the page there were when it began.
type covers struct{}

func hashOf(doc *model.Node) uint64 {
	h := fnv.New64a()
	h.Write([]byte(build.Format(doc)))
	return h.Sum64()
}

// typist types into the first article of the newsroom in a folder until it is killed. The order is "alone", to edit in every way, or the characters to type
// one after the other, from the one of that number on.
func typist(order, dir string) error {
	ctx := context.Background()
	store, err := sqlite.OpenStore(ctx, dir, sqlite.Options{})
	if err != nil {
		return err
	}
	room := newsroom.New(store, time.Now)
	articles, err := room.Articles(ctx, newsroom.Filter{})
	if err != nil {
		return err
	}
	staff, err := room.Staff(ctx)
	if err != nil {
		return err
	}
	a, me := articles[0], staff[0]
	m, base, err := room.Manuscript(ctx, a.ID)
	if err != nil {
		return err
	}
	loop := make(chan func(), 100)
	page := state.NewState(m.Doc, history.Field{})
	n := 0 // changes of the page that were printed
	say := func() {
		if order == "alone" {
			n++
		}
		fmt.Println("typed", time.Now().UnixNano(), hashOf(page.Doc()))
	}
	var s Saver
	s = New(Params{
		Append: func(ctx context.Context, id newsroom.ArticleID, base newsroom.Revision, changes []newsroom.Change) (newsroom.Article, error) {
			covered := ctx.Value(covers{})
			fmt.Println("saving", covered)
			a, err := room.Append(ctx, me, id, base, changes)
			if err == nil {
				fmt.Println("stored", covered)
			}
			return a, err
		},
		Changes: room.Changes, Me: me.ID,
		Work: func(f func(context.Context) error, done func(error)) {
			known := context.WithValue(ctx, covers{}, n)
			go func() {
				err := f(known)
				loop <- func() { done(err) }
			}()
		},
		After: func(d time.Duration, f func()) func() { t := time.AfterFunc(d, f); return func() { t.Stop() } },
		Now:   time.Now,
		Page:  func() state.State { return page },
		Receive: func(tr *state.Transaction) (err error) {
			page, err = page.Apply(tr)
			say()
			return err
		},
		Properties: func() (newsroom.Properties, error) { return m.Properties, nil },
		Merged:     func(newsroom.Properties, newsroom.Properties, []newsroom.Field) {},
		Changed: func() {
			if s.Phase == Unsaved {
				fmt.Println("failed", s.Err)
				os.Exit(1)
			}
		},
		Ticked: func() {},
	}, a, base, m)
	do := func(c state.Command) {
		c(page, func(tr *state.Transaction) {
			tr.SetTime(time.Now())
			next, err := page.Apply(tr)
			if err != nil {
				fmt.Println("failed", err)
				os.Exit(1)
			}
			page = next
			if tr.Changed() {
				say()
				s.Typed(tr)
			}
		})
	}
	next := 0
	if order != "alone" {
		if _, err := fmt.Sscan(order, &next); err != nil {
			return err
		}
	}
	follow := time.NewTicker(150 * time.Millisecond)
	for {
		select {
		case f := <-loop:
			f()
		case <-follow.C:
			s.Follow()
		case <-time.After(time.Duration(1+rand.IntN(12)) * time.Millisecond):
			switch k := rand.IntN(40); {
			case order != "alone":
				do(state.InsertText(string(rune(next))))
				fmt.Println("char", time.Now().UnixNano(), next)
				next++
				n++
			case k == 0:
				do(state.SplitBlock)
			case k == 1:
				do(history.Undo)
			case k == 2:
				do(state.Select(state.Near(page.Doc(), model.Pos(rand.IntN(page.Doc().ContentSize())))))
			case k == 3:
				do(state.ToggleList(model.BulletList))
			case k < 8:
				do(state.DeleteBackward(motion.Character))
			default:
				do(state.InsertText(string(rune(0x4e00 + rand.IntN(5000)))))
			}
		}
	}
}

// process is a typist, and what it printed.
type process struct {
	cmd    *exec.Cmd
	first  chan bool // something was stored
	ended  chan bool
	typed  []key
	saving int // changes of the append that began last
	stored int // changes of the last one that ended
	failed string
}

type key struct {
	at   int64
	what uint64
}

func startTypist(t *testing.T, order, dir string) *process {
	t.Helper()
	p := &process{cmd: exec.Command(os.Args[0]), first: make(chan bool), ended: make(chan bool)}
	p.cmd.Env = append(os.Environ(), typistVariable+"="+order, typistVariable+"_DIR="+dir)
	p.cmd.Stderr = os.Stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.ended)
		first := p.first
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			var n int
			var k key
			switch word, rest, _ := strings.Cut(lines.Text(), " "); word {
			case "typed", "char":
				if _, err := fmt.Sscan(rest, &k.at, &k.what); err == nil && (word == "char") == (order != "alone") {
					p.typed = append(p.typed, k)
				}
				if len(p.typed) > 0 && first != nil {
					close(first)
					first = nil
				}
			case "saving":
				if _, err := fmt.Sscan(rest, &n); err == nil {
					p.saving = n
				}
			case "stored":
				if _, err := fmt.Sscan(rest, &n); err == nil {
					p.stored = n
				}
			default:
				p.failed = lines.Text()
			}
		}
	}()
	return p
}

// kill ends the typist at any instruction, and returns when.
func (p *process) kill(t *testing.T) int64 {
	t.Helper()
	at := time.Now().UnixNano()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.ended
	var exit *exec.ExitError
	if err := p.cmd.Wait(); !errors.As(err, &exit) || p.failed != "" {
		t.Fatalf("the typist ended by itself: %v, %s", err, p.failed)
	}
	return at
}

// newRoom makes a newsroom with one article in a folder.
func newRoom(t *testing.T, dir string) {
	t.Helper()
	inRoom(t, dir, func(room *newsroom.Newsroom) error {
		me, err := room.AddStaff(t.Context(), newsroom.Staff{}, "甲", newsroom.Writer)
		if err == nil {
			_, err = room.Create(t.Context(), me, newRecord("headline(题) p(一<c>)").stored)
		}
		return err
	})
}

func inRoom(t *testing.T, dir string, do func(*newsroom.Newsroom) error) {
	t.Helper()
	store, err := sqlite.OpenStore(t.Context(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	room := newsroom.New(store, time.Now)
	if err := errors.Join(do(room), room.Close()); err != nil {
		t.Fatal(err)
	}
}

// sound opens the newsroom after a kill, lets it check everything, the changes replayed among it, and returns the text.
func sound(t *testing.T, dir string) (doc *model.Node) {
	t.Helper()
	inRoom(t, dir, func(room *newsroom.Newsroom) error {
		found, err := room.Check(t.Context(), nil)
		if err != nil || len(found) > 0 {
			return fmt.Errorf("the newsroom finds %v: %w", found, err)
		}
		articles, err := room.Articles(t.Context(), newsroom.Filter{})
		if err != nil {
			return err
		}
		m, _, err := room.Manuscript(t.Context(), articles[0].ID)
		doc = m.Doc
		return err
	})
	return doc
}

// kills returns how many there are in each of the lanes that run side by side.
func kills() (lanes, each int) {
	if testing.Short() {
		return 2, 5
	}
	return 4, 25
}

// TestKillWhileTyping kills a program that types, at random moments. What is stored is what was on the page at some moment, not more than a second
// before the kill; where it is longer the disk was writing just then.
func TestKillWhileTyping(t *testing.T) {
	lanes, each := kills()
	for lane := range lanes {
		t.Run(fmt.Sprint(lane), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			newRoom(t, dir)
			random := rand.New(rand.NewPCG(20261123, uint64(lane)))
			begin := hashOf(sound(t, dir))
			var worst time.Duration
			for i := range each {
				p := startTypist(t, "alone", dir)
				select {
				case <-p.first:
				case <-p.ended:
					t.Fatal("the typist ended: ", p.failed)
				}
				time.Sleep(time.Duration(random.IntN(2_000_000)) * time.Microsecond)
				at := p.kill(t)
				doc := sound(t, dir)
				got := hashOf(doc)
				found := -1
				if got == begin {
					found = 0
				}
				for n, k := range p.typed {
					if k.what == got {
						found = n + 1
					}
				}
				if found < 0 {
					t.Fatalf("kill %d: what is stored was never on the page: %s", i, build.Format(doc))
				}
				if found < p.stored {
					t.Fatalf("kill %d: %d changes were stored, and %d are there", i, p.stored, found)
				}
				if found < len(p.typed) {
					age := time.Duration(at - p.typed[found].at)
					if age > time.Second && found >= p.saving {
						t.Fatalf("kill %d: what was typed %v before it is missing", i, age)
					}
					worst = max(worst, age)
				}
				begin = got
			}
			t.Logf("%d kills; the oldest change that was missing was typed %v before the kill", each, worst)
		})
	}
}

// TestKillOneOfTwo lets two programs type into one article and kills one of them: every character is there once, but for those of the last second.
func TestKillOneOfTwo(t *testing.T) {
	_, each := kills()
	dir := t.TempDir()
	newRoom(t, dir)
	const apart = 2000
	next := 0x20000 // rare characters, of which there are enough
	for i := range (each + 4) / 5 {
		var p [2]*process
		for k := range p {
			p[k] = startTypist(t, fmt.Sprint(next), dir)
			next += apart
		}
		for _, one := range p {
			select {
			case <-one.first:
			case <-one.ended:
				t.Fatal("a typist ended: ", one.failed)
			}
		}
		time.Sleep(time.Duration(300+rand.IntN(1500)) * time.Millisecond)
		var at [2]int64
		for k := range p {
			at[k] = p[k].kill(t)
		}
		text := sound(t, dir).PlainText()
		there := map[rune]int{}
		for _, c := range text {
			there[c]++
		}
		for k := range p {
			for n, typed := range p[k].typed {
				c := rune(typed.what)
				if there[c] > 1 {
					t.Fatalf("round %d: %c is there %d times", i, c, there[c])
				}
				if age := time.Duration(at[k] - typed.at); there[c] == 0 && (n < p[k].stored || age > time.Second && n >= p[k].saving) {
					t.Fatalf("round %d: %c was typed %v before the kill and is missing", i, c, age)
				}
			}
		}
	}
}
