package preview_test

import (
	"bytes"
	"image"
	"image/jpeg"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/preview"
	"galley/app/store/storetest"
	"galley/editor/model"
	"galley/editor/transform"
	"galley/export"
)

// TestArticle shows an article with a picture, and then what was typed since; another article is nowhere.
func TestArticle(t *testing.T) {
	ctx := t.Context()
	room := newsroom.New(storetest.NewMemory(), func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) })
	must(t, furnish.House(ctx, room))
	people, err := room.Staff(ctx)
	must(t, err)
	writer := furnish.CastOf(people).Writer
	s, err := room.Settings(ctx)
	must(t, err)
	var photo bytes.Buffer
	must(t, jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 1200, 800)), nil))
	hash, err := room.CreatePicture(ctx, photo.Bytes())
	must(t, err)
	text := model.New(model.Paragraph, model.Attrs{}, model.NewText("明天的事今天说。"))
	figure := model.New(model.Figure, model.Attrs{Picture: hash, Alt: "会场", Crop: model.Crop{W: 5000, H: 10000}}, model.NewText("会场一角"))
	a, err := room.Create(ctx, writer, newsroom.NewManuscript(s, "预览的稿件", []*model.Node{text, figure}))
	must(t, err)
	other, err := room.Create(ctx, writer, newsroom.NewManuscript(s, "另一篇", []*model.Node{text}))
	must(t, err)
	server, err := preview.Start(ctx, preview.Options{
		At: local, For: time.Minute, Source: preview.Of(room, a.Number), Now: time.Now, After: func(d time.Duration, f func()) func() { return func() {} },
	})
	must(t, err)
	t.Cleanup(func() { must(t, server.Close()) })

	_, page := get(t, server.Address())
	for _, want := range []string{"预览的稿件", "明天的事今天说。", "预览稿，非正式发布页", "会场一角", "noindex"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if strings.Contains(page, "另一篇") || strings.Contains(page, "<script") {
		t.Error("the page has more than the article")
	}
	pictures := regexp.MustCompile(`pictures/[^" ]+`).FindAllString(page, -1)
	if len(pictures) < 2 {
		t.Fatalf("the page shows %d pictures\n%s", len(pictures), page)
	}
	for _, p := range pictures {
		r, data := get(t, server.Address()+p)
		m, err := jpeg.Decode(strings.NewReader(data))
		if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "image/jpeg" || err != nil || m.Bounds().Dx() > 600 {
			t.Errorf("%s: %s %v", p, r.Status, err)
		}
	}

	m, base, err := room.Manuscript(ctx, a.ID)
	must(t, err)
	at := model.Pos(-1)
	m.Doc.Walk(func(n *model.Node, pos model.Pos) bool {
		if n.Kind() == model.Paragraph && strings.HasPrefix(n.PlainText(), "明天") {
			at = pos + 1
		}
		return true
	})
	_, err = room.Append(ctx, writer, a.ID, base, []newsroom.Change{{Step: transform.ReplaceStep{From: at, To: at, Slice: model.NewSlice(model.NewText("刚写的，"))}}})
	must(t, err)
	if _, page = get(t, server.Address()); !strings.Contains(page, "刚写的，明天的事") {
		t.Error("what was typed is not on the page")
	}
	if r, _ := get(t, server.Address()+string(other.Number)); r.StatusCode != http.StatusNotFound {
		t.Errorf("another article is answered with %s", r.Status)
	}
}

// TestSecret refuses a document with a grade of secrecy, also one that got it while it was shown.
func TestSecret(t *testing.T) {
	ctx := t.Context()
	room := newsroom.New(storetest.NewMemory(), func() time.Time { return time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC) })
	must(t, furnish.House(ctx, room))
	people, err := room.Staff(ctx)
	must(t, err)
	s, err := room.Settings(ctx)
	must(t, err)
	m := newsroom.NewManuscript(s, "内部通知", []*model.Node{model.New(model.Paragraph, model.Attrs{}, model.NewText("内部材料。"))})
	m.Properties.Kind, m.Properties.Official = "notice", &export.Official{Copy: "000001", Secrecy: "机密", Organs: []string{"示例大学"}}
	a, err := room.Create(ctx, furnish.CastOf(people).Writer, m)
	must(t, err)
	_, err = preview.Start(ctx, preview.Options{At: local, For: time.Minute, Source: preview.Of(room, a.Number), Now: time.Now, After: func(time.Duration, func()) func() { return func() {} }})
	if newsroom.TextOf(err).ID != "preview.secret" {
		t.Errorf("it is shown: %v", err)
	}
}
