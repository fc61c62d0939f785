package press_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/store/storetest"
	"galley/app/typecase"
	"galley/assets/fonts"
	"galley/assets/sample"
	"galley/editor/intake"
	"galley/editor/model"
	"galley/export"
)

func now() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }

// withCode is the job of most tests.
var withCode = press.Job{Options: press.Options{Code: true}}

// published takes the sample page through the whole job and returns its article.
func published(tb testing.TB) (*newsroom.Newsroom, newsroom.Article) {
	tb.Helper()
	ctx := context.Background()
	room := newsroom.New(storetest.NewMemory(), now)
	must(tb, furnish.House(ctx, room))
	s, err := room.Settings(ctx)
	must(tb, err)
	loc, err := s.Location()
	must(tb, err)
	in, err := intake.Read(ctx, intake.Source{Data: sample.Page(), Name: sample.PageName, Location: loc})
	must(tb, err)
	s.Site = in.Properties.Site
	must(tb, room.SaveSettings(ctx, newsroom.Staff{}, s))
	people, err := room.Staff(ctx)
	must(tb, err)
	cast := furnish.CastOf(people)
	a, err := room.TakeIn(ctx, cast.Writer, in)
	must(tb, err)
	for _, act := range []struct {
		by     newsroom.Staff
		action newsroom.Action
	}{
		{cast.Writer, newsroom.Submit}, {cast.First, newsroom.Approve}, {cast.Second, newsroom.Approve}, {cast.Chief, newsroom.Approve},
		{cast.Publisher, newsroom.Publish},
	} {
		a, err = room.Act(ctx, act.by, a.ID, newsroom.Do{Action: act.action})
		must(tb, err)
	}
	return room, a
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// extract returns what pdftotext gets out of a file, without its line ends: those are the page's.
func extract(t *testing.T, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.pdf")
	must(t, os.WriteFile(file, data, 0o644))
	out, err := exec.Command("pdftotext", "-enc", "UTF-8", "-raw", file, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext, of Debian's poppler-utils: %v", err)
	}
	return strings.NewReplacer("\n", "", "\f", "").Replace(string(out))
}

// TestPrintedTextIsTheText compares every paragraph and every field of the sample page with what can be copied out of its print.
func TestPrintedTextIsTheText(t *testing.T) {
	ctx := context.Background()
	room, a := published(t)
	data, report, err := press.New(room, now).PDF(ctx, []newsroom.Article{a}, withCode)
	must(t, err)
	if len(report.Missing) > 0 || report.Pages == 0 {
		t.Errorf("report: %+v", report)
	}
	text := extract(t, data)
	m, _, err := room.Manuscript(ctx, a.ID)
	must(t, err)
	expected, err := os.ReadFile("../../assets/sample/campus-news-page.expected.tsv")
	must(t, err)
	for line := range strings.Lines(string(expected)) {
		field, want, _ := strings.Cut(strings.TrimSpace(line), "\t")
		switch field {
		case "published":
			want = "2022-03-21 16:32"
		case "paragraphs", "reads", "first", "last":
			continue // not printed, or compared below
		}
		if !strings.Contains(text, want) {
			t.Errorf("the print lacks the %s %q", field, want)
		}
	}
	// A paragraph that runs over a page has the running head and the number of the page inside; the pieces between are compared.
	for i, p := range m.Doc.Part(model.Body).Children() {
		if rest := remains(text, p.PlainText()); rest != "" {
			t.Errorf("paragraph %d: the print lacks %q", i+1, rest)
		}
	}
}

// remains takes from want what text has of it, in at most two pieces, and returns what is left.
func remains(text, want string) string {
	if strings.Contains(text, want) {
		return ""
	}
	runes := []rune(want)
	for cut := len(runes) - 1; cut > 0; cut-- {
		if strings.Contains(text, string(runes[:cut])) {
			rest := string(runes[cut:])
			if strings.Contains(text, rest) {
				return ""
			}
			return rest
		}
	}
	return want
}

func TestEqualJobsGiveEqualBytes(t *testing.T) {
	room, a := published(t)
	first, _, err := press.New(room, now).PDF(context.Background(), []newsroom.Article{a}, withCode)
	must(t, err)
	for range 5 {
		again, _, err := press.New(room, now).PDF(context.Background(), []newsroom.Article{a}, withCode)
		must(t, err)
		if !bytes.Equal(first, again) {
			t.Fatal("the same article printed twice gives different files")
		}
	}
}

func TestWithdrawnArticleHasNoCode(t *testing.T) {
	ctx := context.Background()
	room, a := published(t)
	p := press.New(room, now)
	data, _, err := p.PDF(ctx, []newsroom.Article{a}, withCode)
	must(t, err)
	if !strings.Contains(extract(t, data), "掃一掃") {
		t.Error("a published article is printed without its code")
	}
	people, err := room.Staff(ctx)
	must(t, err)
	a, err = room.Act(ctx, furnish.CastOf(people).Publisher, a.ID, newsroom.Do{Action: newsroom.Withdraw, Reason: "数字有误"})
	must(t, err)
	data, _, err = p.PDF(ctx, []newsroom.Article{a}, withCode)
	must(t, err)
	if strings.Contains(extract(t, data), "掃一掃") {
		t.Error("a withdrawn article is printed with a code that leads nowhere")
	}
}

func TestWriteFileIsWholeOrNothing(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.pdf")
	must(t, press.WriteFile(file, []byte("first")))
	must(t, press.WriteFile(file, []byte("second")))
	got, err := os.ReadFile(file)
	must(t, err)
	if string(got) != "second" {
		t.Errorf("the file holds %q", got)
	}
	// A folder stands in the way: nothing is written and nothing is left behind.
	taken := filepath.Join(dir, "taken")
	must(t, os.MkdirAll(filepath.Join(taken, "x"), 0o755))
	if err := press.WriteFile(taken, []byte("third")); err == nil {
		t.Error("a folder was replaced by a file")
	}
	if err := press.WriteFile(filepath.Join(dir, "none", "a.pdf"), nil); err == nil {
		t.Error("a file was written into a folder that there is not")
	}
	left, err := os.ReadDir(dir)
	must(t, err)
	if len(left) != 2 {
		t.Errorf("left behind: %v", left)
	}
}

// BenchmarkSamplePDF prints the sample article with faces opened: layout and file.
func BenchmarkSamplePDF(b *testing.B) {
	room, a := published(b)
	p := press.New(room, now)
	b.ReportAllocs()
	for b.Loop() {
		if data, _, err := p.PDF(context.Background(), []newsroom.Article{a}, withCode); err != nil || len(data) == 0 {
			b.Fatal(err)
		}
	}
}

// TestFoldersOfFonts sets in the fonts of a folder: those that it has go before those of the house, and a damaged one is refused by name.
func TestFoldersOfFonts(t *testing.T) {
	ctx := context.Background()
	room, a := published(t)
	p := press.New(room, now)
	house, err := p.Set(ctx, []newsroom.Article{a}, withCode)
	must(t, err)
	if house.Faces[0].Name != fonts.Song.String() || !house.Faces[0].House {
		t.Errorf("set in %+v", house.Faces)
	}
	dir := t.TempDir()
	must(t, os.WriteFile(filepath.Join(dir, "simsun.ttf"), fonts.Kai.Data(), 0o600)) // its own name says Kai, and that counts
	j := withCode
	j.Fonts.Folder = dir
	own, err := p.Set(ctx, []newsroom.Article{a}, j)
	must(t, err)
	if own.Faces[0].Name != fonts.Song.String() {
		t.Errorf("with a Kai of one's own, set in %+v", own.Faces)
	}
	must(t, os.WriteFile(filepath.Join(dir, "x.ttf"), []byte("no font"), 0o600))
	if _, err := p.Set(ctx, []newsroom.Article{a}, j); newsroom.CodeOf(err) != newsroom.Invalid || !strings.Contains(err.Error(), "x.ttf") {
		t.Errorf("a damaged font gives %v", err)
	}
	j.Fonts.Folder = t.TempDir()
	if _, err := p.Set(ctx, []newsroom.Article{a}, j); newsroom.CodeOf(err) != newsroom.NotFound {
		t.Errorf("an empty folder gives %v", err)
	}
}

// TestBatchLeavesWholeFiles cancels a batch after its first file.
func TestBatchLeavesWholeFiles(t *testing.T) {
	room, a := published(t)
	b := a
	b.Number = "2026-00002"
	ctx, cancel := context.WithCancel(context.Background())
	dir := t.TempDir()
	err := press.New(room, now).Batch(ctx, []newsroom.Article{a, b}, withCode, dir, func(d press.Done) error {
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled batch gives %v", err)
	}
	left, err := os.ReadDir(dir)
	must(t, err)
	if len(left) != 1 || left[0].Name() != press.FileName(a)+".pdf" {
		t.Fatalf("left behind: %v", left)
	}
	data, err := os.ReadFile(filepath.Join(dir, left[0].Name()))
	must(t, err)
	if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("%%EOF")) {
		t.Error("the file is not whole")
	}
}

func TestFileName(t *testing.T) {
	for headline, want := range map[string]string{
		"通知": "2026-00001 通知", "a/b\\c:*?\"<>|\n d": "2026-00001 abc d", "": "2026-00001", " .. ": "2026-00001",
		strings.Repeat("长", 40): "2026-00001 " + strings.Repeat("长", 24),
	} {
		if got := press.FileName(newsroom.Article{Number: "2026-00001", Digest: newsroom.Digest{Headline: headline}}); got != want {
			t.Errorf("%q: %q", headline, got)
		}
	}
}

// TestNotice prints an official document: its clauses are reported, and a strict job is refused for the faces that the house does not have.
func TestNotice(t *testing.T) {
	ctx := context.Background()
	room, a := published(t)
	p := press.New(room, now)
	j := press.Job{Layout: press.Notice}
	if _, err := p.Set(ctx, []newsroom.Article{a}, j); newsroom.CodeOf(err) != newsroom.Invalid {
		t.Errorf("an article that is no official document gives %v", err)
	}
	m, _, err := room.Manuscript(ctx, a.ID)
	must(t, err)
	m.Properties.Official = &export.Official{Organs: []string{"示例学院"}, Number: export.NoticeNumber{Code: "示院", Year: 2026, Serial: 17},
		Recipients: []string{"各二级学院、各部门"}, Date: export.Day{Year: 2026, Month: 11, Day: 23}}
	pr, err := p.SetManuscript(ctx, a, m, j)
	must(t, err)
	if len(pr.Report.Clauses) < 10 || len(press.ReportTexts(pr.Report)) == 0 {
		t.Errorf("%d clauses", len(pr.Report.Clauses))
	}
	j.Strict = true
	if _, err := p.SetManuscript(ctx, a, m, j); newsroom.CodeOf(err) != newsroom.Invalid || !strings.Contains(err.Error(), "Fangsong") {
		t.Errorf("a strict notice without 仿宋 gives %v", err)
	}
}

// TestFitFollowsTheText makes an article longer by a paragraph at a time: pages never become fewer, and the lines that are left on the last
// one become fewer until there is another.
func TestFitFollowsTheText(t *testing.T) {
	ctx := context.Background()
	room, a := published(t)
	m, _, err := room.Manuscript(ctx, a.ID)
	must(t, err)
	fitter, err := press.New(room, now).NewFitter(withCode.Options, typecase.Choice{})
	must(t, err)
	pages, crossed := 0, false
	for range 40 {
		parts := append([]*model.Node{}, m.Doc.Children()...)
		body := parts[len(parts)-1]
		parts[len(parts)-1] = body.With(append(append([]*model.Node{}, body.Children()...), model.New(model.Paragraph, model.Attrs{}, model.NewText("再写一段。")))...)
		m.Doc = m.Doc.With(parts...)
		fit, err := fitter.Fit(ctx, a, m)
		must(t, err)
		if fit.Pages < pages || fit.Over > 0 && fit.Left > 0 {
			t.Fatalf("%+v after %d pages", fit, pages)
		}
		crossed = crossed || pages > 0 && fit.Pages > pages && fit.Over > 0
		pages = fit.Pages
	}
	if !crossed {
		t.Error("no page was begun with a few lines")
	}
}

// TestFitOfNotice: an official document is measured as the notice that it will be printed as.
func TestFitOfNotice(t *testing.T) {
	ctx := context.Background()
	room, a := published(t)
	m, _, err := room.Manuscript(ctx, a.ID)
	must(t, err)
	m.Properties.Official = &export.Official{Organs: []string{"彭城技师学院"}, Number: export.NoticeNumber{Code: "彭技院", Year: 2026, Serial: 17},
		Recipients: []string{"各二级学院、各部门"}, Date: export.Day{Year: 2026, Month: 11, Day: 23}}
	p := press.New(room, now)
	fitter, err := p.NewFitter(press.DefaultOptions(), typecase.Choice{})
	must(t, err)
	fit, err := fitter.Fit(ctx, a, m)
	must(t, err)
	printed, err := p.SetManuscript(ctx, a, m, press.Job{Layout: press.Notice})
	must(t, err)
	if fit.Pages != printed.Report.Pages || fit.Over == 0 && fit.Left == 0 {
		t.Errorf("%+v, and %d pages are printed", fit, printed.Report.Pages)
	}
}

// BenchmarkFit sets an article of 20,000 characters again after each key.
func BenchmarkFit(b *testing.B) {
	ctx := context.Background()
	room, a := published(b)
	m, _, err := room.Manuscript(ctx, a.ID)
	must(b, err)
	var paragraphs []*model.Node
	for range 100 {
		paragraphs = append(paragraphs, model.New(model.Paragraph, model.Attrs{}, model.NewText(strings.Repeat("各二级学院要高度重视，把试用工作列入议事日程；", 9))))
	}
	fitter, err := press.New(room, now).NewFitter(withCode.Options, typecase.Choice{})
	must(b, err)
	parts := append([]*model.Node{}, m.Doc.Children()...)
	text := paragraphs[50].PlainText()
	i := 0
	for b.Loop() {
		i++
		paragraphs[50] = model.New(model.Paragraph, model.Attrs{}, model.NewText(text+strings.Repeat("字", i%40)))
		parts[len(parts)-1] = parts[len(parts)-1].With(append([]*model.Node{}, paragraphs...)...)
		m.Doc = m.Doc.With(parts...)
		if _, err := fitter.Fit(ctx, a, m); err != nil {
			b.Fatal(err)
		}
	}
}

// TestPrintsWhatReadersSee makes sure that an article under correction is printed as its readers see it, unless the newest text is asked for,
// that a proof has the newest text, and that the correction tells its readers what was wrong.
func TestPrintsWhatReadersSee(t *testing.T) {
	room, a := published(t)
	ctx := t.Context()
	people, err := room.Staff(ctx)
	must(t, err)
	cast := furnish.CastOf(people)
	a, err = room.Act(ctx, cast.Writer, a.ID, newsroom.Do{Action: newsroom.Correct, Reason: "职务有误"})
	must(t, err)
	m, base, err := room.Manuscript(ctx, a.ID)
	must(t, err)
	properties := m.Properties
	properties.Correction = "原稿职务有误"
	a, err = room.Append(ctx, cast.Writer, a.ID, base, []newsroom.Change{{Properties: &properties}})
	must(t, err)
	p := press.New(room, now)
	for _, c := range []struct {
		name string
		job  press.Job
		note bool
	}{
		{"as readers see it", press.Job{}, false},
		{"the newest", press.Job{Options: press.Options{Newest: true}}, true},
		{"a bulletin", press.Job{Layout: press.Bulletin}, false},
		{"a bulletin of the newest", press.Job{Layout: press.Bulletin, Options: press.Options{Newest: true}}, true},
	} {
		data, _, err := p.PDF(ctx, []newsroom.Article{a}, c.job)
		must(t, err)
		if got := strings.Contains(extract(t, data), "更正：原稿职务有误"); got != c.note {
			t.Errorf("%s: the note is printed: %v", c.name, got)
		}
	}
}
