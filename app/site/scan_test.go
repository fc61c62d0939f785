package site_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/xml"
	"errors"
	"image"
	"image/draw"
	"image/png"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/net/html"

	"galley/app/furnish"
	"galley/app/newsroom"
	"galley/app/press"
	"galley/app/site"
	"galley/app/store/storetest"
	"galley/assets/fonts"
	"galley/assets/sample"
	"galley/editor/intake"
	"galley/editor/model"
	"galley/export/page"
	"galley/export/page/card"
	"galley/export/raster"
)

// samplePublished takes the sample's page through the whole job.
func samplePublished(t *testing.T) (*newsroom.Newsroom, newsroom.Article) {
	t.Helper()
	room := newsroom.New(storetest.NewMemory(), clock())
	must(t, furnish.House(t.Context(), room))
	s, err := room.Settings(t.Context())
	must(t, err)
	zone, err := s.Location()
	must(t, err)
	in, err := intake.Read(t.Context(), intake.Source{Data: sample.Page(), Name: sample.PageName, Location: zone})
	must(t, err)
	people, err := room.Staff(t.Context())
	must(t, err)
	cast := furnish.CastOf(people)
	a, err := room.TakeIn(t.Context(), cast.Writer, in)
	must(t, err)
	for _, act := range []struct {
		by     newsroom.Staff
		action newsroom.Action
	}{
		{cast.Writer, newsroom.Submit}, {cast.First, newsroom.Approve}, {cast.Second, newsroom.Approve}, {cast.Chief, newsroom.Approve}, {cast.Publisher, newsroom.Publish},
	} {
		a, err = room.Act(t.Context(), act.by, a.ID, newsroom.Do{Action: act.action})
		must(t, err)
	}
	return room, a
}

// scan reads the code in a picture as a camera does.
func scan(m image.Image) (string, error) {
	grey := image.NewGray(m.Bounds())
	draw.Draw(grey, grey.Rect, m, m.Bounds().Min, draw.Src)
	bitmap, err := gozxing.NewBinaryBitmap(gozxing.NewHybridBinarizer(gozxing.NewLuminanceSourceFromImage(grey)))
	if err != nil {
		return "", err
	}
	r, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return "", err
	}
	return r.GetText(), nil
}

// output runs a program that the machine must have.
func output(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s (Debian: poppler-utils, zbar-tools): %v: %s", name, err, errs.String())
	}
	return string(out)
}

// bare is a text without spaces: lines end elsewhere on paper, in a window and in a file.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '\u00ad' {
			return -1
		}
		return r
	}, s)
}

// visible is the text in an element of a page.
func visible(n *html.Node, in string) string {
	var b strings.Builder
	var walk func(n *html.Node, inside bool)
	walk = func(n *html.Node, inside bool) {
		switch {
		case n.Type == html.ElementNode && (n.Data == "script" || n.Data == "style"):
			return
		case n.Type == html.ElementNode && n.Data == in:
			inside = true
		case n.Type == html.TextNode && inside:
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inside)
		}
	}
	walk(n, false)
	return b.String()
}

// wordText is the text of a Word file.
func wordText(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	f, err := z.Open("word/document.xml")
	must(t, err)
	var b strings.Builder
	d := xml.NewDecoder(f)
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		must(t, err)
		if c, ok := token.(xml.CharData); ok {
			b.Write(c)
		}
	}
}

// TestScannedCodeOpensItsPage prints the sample article, scans the code from the picture of the print, and opens the address at a server that has
// the site's folder and nothing else. Page, card, Word file and PDF say the same words.
func TestScannedCodeOpensItsPage(t *testing.T) {
	room, a := samplePublished(t)
	dir := t.TempDir()
	www := filepath.Join(dir, "www")
	_, err := site.Write(t.Context(), room, www, nil)
	must(t, err)
	p := press.New(room, clock())
	job := press.Job{Options: press.Options{Code: true}}

	// The print, drawn by ourselves.
	printed, err := p.Set(t.Context(), []newsroom.Article{a}, job)
	must(t, err)
	last := printed.Document.Pages[len(printed.Document.Pages)-1]
	m, err := raster.New().Page(t.Context(), last, raster.Dots(200))
	must(t, err)
	address, err := scan(m)
	must(t, err)
	if address != a.Permalink {
		t.Fatalf("the code on paper leads to %q, and the article is at %q", address, a.Permalink)
	}
	// The print, drawn and read by programs of others.
	data, err := p.Write(printed, press.Finish{})
	must(t, err)
	file := filepath.Join(dir, "article.pdf")
	must(t, os.WriteFile(file, data, 0o600))
	output(t, "pdftoppm", "-r", "200", "-png", file, filepath.Join(dir, "page"))
	pages, err := filepath.Glob(filepath.Join(dir, "page-*.png"))
	must(t, err)
	if got := strings.TrimSpace(output(t, "zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", pages[len(pages)-1])); got != address {
		t.Errorf("zbar reads %q from the printed PDF", got)
	}

	// The address, opened: a server at its host that has the folder.
	server := httptest.NewTLSServer(http.FileServer(http.Dir(www)))
	defer server.Close()
	at := server.Listener.Addr().String()
	client := &http.Client{Transport: &http.Transport{
		DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, network, at)
		},
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, // the certificate of a test is not that of the host
	}}
	reply, err := client.Get(address)
	must(t, err)
	defer func() { must(t, reply.Body.Close()) }()
	body, err := io.ReadAll(reply.Body)
	must(t, err)
	if reply.StatusCode != http.StatusOK || reply.Request.URL.String() != address {
		t.Fatalf("%s answers %s at %s", address, reply.Status, reply.Request.URL)
	}
	tree, err := html.Parse(bytes.NewReader(body))
	must(t, err)
	if title := visible(tree, "h1"); bare(title) != bare(a.Digest.Headline) {
		t.Errorf("the page is headed %q", title)
	}
	if chromium, err := exec.LookPath("chromium"); err == nil {
		inBrowser(t, chromium, address, at, a.Digest.Headline)
	}

	// The same words everywhere.
	v, err := room.Live(t.Context(), a)
	must(t, err)
	piece, err := room.Piece(t.Context(), a, v.Manuscript)
	must(t, err)
	docx, _, err := p.Word(t.Context(), a, press.WordOptions{})
	must(t, err)
	faces, err := page.OpenFonts(fonts.Face.Data)
	must(t, err)
	laid, _, err := card.Card{Design: card.Paper}.Lay(piece, faces)
	must(t, err)
	// Without the head and the foot of its pages, which stand between the lines of a paragraph.
	pdfText := output(t, "pdftotext", "-r", "72", "-x", "0", "-y", "62", "-W", "596", "-H", "712", file, "-")
	texts := map[string]string{"page": bare(visible(tree, "article")), "docx": bare(wordText(t, docx)), "pdf": bare(pdfText), "card": bare(glyphs(laid))}
	count := 0
	for _, part := range []model.Kind{model.Kicker, model.Headline, model.Subtitle, model.Abstract, model.Body} {
		blocks := piece.Doc.Part(part).Children()
		if part != model.Body {
			blocks = []*model.Node{piece.Doc.Part(part)}
		}
		for _, b := range blocks {
			words := bare(b.PlainText())
			if words == "" {
				continue
			}
			count++
			for name, text := range texts {
				if (part != model.Body || name != "card") && !strings.Contains(text, words) {
					t.Errorf("the %s lacks %q", name, words)
				}
			}
		}
	}
	if count < 5 {
		t.Errorf("%d parts are compared", count)
	}
}

// glyphs is the text of a laid-out document.
func glyphs(d page.Document) string {
	var b strings.Builder
	for _, p := range d.Pages {
		for _, f := range p.Frames {
			for _, m := range f.Marks {
				if g, ok := m.(page.Glyphs); ok {
					for _, one := range g.Run.Glyphs {
						b.WriteString(one.Text)
					}
				}
			}
		}
	}
	return b.String()
}

// inBrowser opens the address in a browser that finds its host at the server of the test.
func inBrowser(t *testing.T, chromium, address, at, headline string) {
	t.Helper()
	u, err := url.Parse(address)
	must(t, err)
	shot := filepath.Join(t.TempDir(), "page.png")
	args := []string{"--headless", "--no-sandbox", "--disable-gpu", "--ignore-certificate-errors", "--user-data-dir=" + t.TempDir(),
		"--host-resolver-rules=MAP " + u.Hostname() + ":443 " + at, "--window-size=390,844"}
	dom, err := exec.Command(chromium, append(args, "--dump-dom", address)...).Output()
	must(t, err)
	if !strings.Contains(bare(string(dom)), bare(headline)) {
		t.Errorf("the browser shows %d bytes without the headline", len(dom))
	}
	must(t, exec.Command(chromium, append(args, "--screenshot="+shot, address)...).Run())
	data, err := os.ReadFile(shot)
	must(t, err)
	if _, err := png.Decode(bytes.NewReader(data)); err != nil {
		t.Errorf("the page's picture: %v", err)
	}
}
