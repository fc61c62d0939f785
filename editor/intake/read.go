package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
	"time"

	"galley/editor/intake/charset"
	"galley/editor/intake/han"
	"galley/editor/intake/markdown"
	"galley/editor/intake/word"
	"galley/editor/model"
	"galley/editor/track"
)

// MaxBytes is the greatest number of bytes that [Read] takes of a page or a text; of a Word file it is more, see [Limit]. Above it a file is
// refused with [ErrTooLarge] before any of it is decoded.
const MaxBytes = 10 << 20

// Limit returns the greatest number of bytes that [Read] takes of a file with the name: a Word file holds pictures.
func Limit(name string) int {
	if ext := strings.ToLower(path.Ext(name)); ext == ".docx" || ext == ".docm" || ext == ".dotx" || ext == ".dotm" {
		return word.MaxBytes
	}
	return MaxBytes
}

// Source is what came from outside and what is known about it.
type Source struct {
	Data        []byte
	Name        string         // file name, for its extension and for messages; may be empty
	ContentType string         // the Content-Type header it came with; may be empty
	Address     string         // the URL it came from; may be empty. Links to other hosts are judged against it
	Location    *time.Location // the zone of times that name none; required
}

// Article is what was read.
type Article struct {
	Doc        *model.Node
	Properties Properties
	Pictures   map[string][]byte // by the hex SHA-256 that the document's figures name
	Tracked    *track.Tracked    // what became of Doc by the changes that the file tracks; nil where it tracks none
	Report     Report
}

// Properties are what the page says about the article in labels and metadata. What it does not say is zero.
type Properties struct {
	Column    string    // 栏目, from the breadcrumb
	Site      string    // the site's name
	Source    string    // 信息来自
	Authors   []string  // 作者, 撰稿, 通讯员, 记者
	Editor    string    // 编辑
	Reviewer  string    // 审核
	Keywords  []string  //
	Published time.Time // 发布时间
	Reads     int       // 阅读量
	Language  string    // zh-Hans, zh-Hant or en, by the text itself
	Address   string    // canonical address, or Source.Address
}

// format is a way to read a file.
type format string

const (
	formatHTML     format = "html"
	formatText     format = "text"
	formatMarkdown format = "markdown"
)

// Read reads one file. The error is an [*Error] that wraps one of the errors of this package, or the error of ctx. Equal sources give equal articles.
func Read(ctx context.Context, src Source) (Article, error) {
	if src.Location == nil {
		return Article{}, fmt.Errorf("intake: no time zone given for %s", src.Name)
	}
	r := &reader{ctx: ctx, src: src}
	if u, err := url.Parse(src.Address); err == nil && u.Host != "" {
		r.base = u
	}
	if isOffice(src.Data) {
		return r.readOffice()
	}
	text, err := r.open()
	if err != nil {
		return Article{}, err
	}
	if err := ctx.Err(); err != nil {
		return Article{}, fmt.Errorf("intake: %w", err)
	}
	switch formatOf(src, text) {
	case formatHTML:
		err = r.readHTML(text)
	case formatMarkdown:
		err = r.readMarkdown(text)
	default:
		err = r.readText(text)
	}
	if err != nil {
		return Article{}, err
	}
	return r.finish()
}

// Body reads a file that holds the body of a document and nothing else, as a person wrote it: every line of a .txt file is a paragraph, any
// other file is Markdown, see [markdown.Read]. Nothing is taken for a headline, a label or furniture. The error is that of [Read], or that of markdown.Read; a text with
// broken bytes is refused.
func Body(name string, data []byte) ([]*model.Node, error) {
	r := &reader{src: Source{Data: data, Name: name}}
	text, err := r.open()
	if err != nil {
		return nil, err
	}
	if r.broken >= 0 {
		return nil, &Error{Err: ErrEncoding, Name: name, Detail: r.report.Encoding, Offset: r.broken}
	}
	if extensions[strings.ToLower(path.Ext(name))] == formatText {
		return PlainText(text), nil
	}
	return r.markdown(text)
}

// open checks the bytes and decodes them.
func (r *reader) open() (string, error) {
	data, name := r.src.Data, r.src.Name
	if len(data) > MaxBytes {
		return "", &Error{Err: ErrTooLarge, Name: name, Detail: "bytes", Size: len(data), Limit: MaxBytes}
	}
	switch what := binary(data); what {
	case "":
	case "doc", "rtf":
		return "", &Error{Err: ErrOldFormat, Name: name, Detail: what}
	default:
		return "", &Error{Err: ErrNotText, Name: name, Detail: what}
	}
	t, ok := charset.Decode(data, r.src.ContentType)
	if !ok {
		return "", &Error{Err: ErrEncoding, Name: name, Detail: t.Encoding, Offset: t.First}
	}
	if strings.TrimFunc(t.Text, han.IsBlank) == "" {
		return "", &Error{Err: ErrEmpty, Name: name}
	}
	r.report.Encoding, r.broken = t.Encoding, t.First
	for _, n := range []struct {
		tell bool
		note Note
	}{
		{t.Broken > 0, Note{Kind: BrokenBytes, Count: t.Broken}},
		{t.Truncated, Note{Kind: TruncatedText}},
		{t.Wrong, Note{Kind: EncodingDiffers, Text: t.Declared}},
		{t.Guessed, Note{Kind: EncodingGuessed, Text: t.Encoding}},
		{t.Controls > 0, Note{Kind: ControlCharacters, Count: t.Controls}},
	} {
		if n.tell {
			r.report.Notes = append(r.report.Notes, n.note)
		}
	}
	return t.Text, nil
}

// reader carries one reading from stage to stage.
type reader struct {
	ctx    context.Context
	src    Source
	base   *url.URL // of the page; may be nil
	broken int      // offset of the first byte that is no character, or -1

	headline []*model.Node
	kicker   []*model.Node
	subtitle []*model.Node
	abstract []*model.Node
	body     []*model.Node
	props    Properties
	pictures map[string][]byte
	report   Report

	revisions []word.Revision // of a Word file
}

// finish puts the document together and proves it.
func (r *reader) finish() (Article, error) {
	if len(r.body) == 0 {
		return Article{}, &Error{Err: ErrNoArticle, Name: r.src.Name}
	}
	doc := model.New(model.Doc, model.Attrs{},
		model.New(model.Kicker, model.Attrs{}, r.kicker...),
		model.New(model.Headline, model.Attrs{}, r.headline...),
		model.New(model.Subtitle, model.Attrs{}, r.subtitle...),
		model.New(model.Abstract, model.Attrs{}, r.abstract...),
		model.New(model.Body, model.Attrs{}, r.body...))
	if err := doc.Check(); err != nil {
		return Article{}, fmt.Errorf("intake: %s gave a document that is not valid: %w", r.src.Name, err)
	}
	text := doc.PlainText()
	if r.broken >= 0 && strings.ContainsRune(text, '\ufffd') {
		return Article{}, &Error{Err: ErrEncoding, Name: r.src.Name, Detail: r.report.Encoding, Offset: r.broken}
	}
	if len(r.headline) == 0 {
		r.report.note(NoHeadline, "", 0)
	}
	r.noteInvisible(text)
	if r.props.Language == "" {
		r.props.Language = han.Language(text)
	}
	if r.props.Address == "" {
		r.props.Address = r.src.Address
	}
	return Article{Doc: doc, Properties: r.props, Pictures: r.used(doc), Report: r.report}, nil
}

// used returns the pictures that the document shows; others stood in what was dropped.
func (r *reader) used(doc *model.Node) map[string][]byte {
	out := map[string][]byte{}
	doc.Walk(func(n *model.Node, _ model.Pos) bool {
		if data, ok := r.pictures[n.Attrs().Picture]; ok {
			out[n.Attrs().Picture] = data
		}
		return true
	})
	return out
}

// noteInvisible tells of characters that stay in the text and that nobody would see.
func (r *reader) noteInvisible(text string) {
	bidi := 0
	for _, c := range text {
		if c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f || c == 0x061c {
			bidi++
		}
	}
	if bidi > 0 {
		r.report.note(BidiControls, "", bidi)
	}
}

// binaries are files that are taken for texts by mistake, by their first bytes.
var binaries = []struct{ head, what string }{
	{"%PDF-", "pdf"}, {"PK\x03\x04", "zip"}, {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"}, {"\x89PNG\r\n", "png"},
	{"\xff\xd8\xff", "jpeg"}, {"GIF8", "gif"}, {"\x1f\x8b", "gzip"}, {"Rar!", "rar"}, {"7z\xbc\xaf", "7z"}, {"SQLite format 3\x00", "sqlite"},
	{"{\\rtf", "rtf"},
}

// binary names the kind of a file that is no text, or returns "". Of what it does not know it counts control bytes: a text has next to none.
func binary(data []byte) string {
	for _, b := range binaries {
		if bytes.HasPrefix(data, []byte(b.head)) {
			return b.what
		}
	}
	if charset.Mark(data) != "" {
		return ""
	}
	head := data[:min(len(data), 64<<10)]
	controls := 0
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b || c == 0x7f {
			controls++
		}
	}
	if controls*20 > len(head) {
		return "binary"
	}
	return ""
}

// extensions that say how a file is to be read.
var extensions = map[string]format{
	".html": formatHTML, ".htm": formatHTML, ".shtml": formatHTML, ".xhtml": formatHTML, ".asp": formatHTML, ".aspx": formatHTML,
	".jsp": formatHTML, ".php": formatHTML, ".md": formatMarkdown, ".markdown": formatMarkdown, ".txt": formatText, ".text": formatText,
}

// formatOf decides how to read a text. A page that begins as one is a page whatever its name; a file that calls itself a page and has no tag
// is text.
func formatOf(src Source, text string) format {
	head := strings.ToLower(strings.TrimLeftFunc(text[:min(len(text), 4096)], han.IsBlank))
	for strings.HasPrefix(head, "<!--") || strings.HasPrefix(head, "<?xml") {
		_, rest, ok := strings.Cut(head, ">")
		if !ok {
			break
		}
		head = strings.TrimLeftFunc(rest, han.IsBlank)
	}
	for _, p := range []string{"<!doctype html", "<html", "<head", "<body", "<meta", "<title"} {
		if strings.HasPrefix(head, p) {
			return formatHTML
		}
	}
	media, _, _ := strings.Cut(strings.ToLower(src.ContentType), ";")
	f, ok := extensions[strings.ToLower(path.Ext(src.Name))]
	switch media = strings.TrimSpace(media); {
	case media == "text/markdown":
		return formatMarkdown
	case f == formatMarkdown:
		return f
	case media == "text/html" || media == "application/xhtml+xml" || f == formatHTML || !ok && strings.HasPrefix(head, "<"):
		if strings.Contains(text, "</") || strings.Contains(text, "<p") || strings.Contains(text, "<br") || strings.Contains(text, "<P") || strings.Contains(text, "<BR") {
			return formatHTML
		}
	}
	return formatText
}

// readMarkdown reads a Markdown file: its first heading of rank 1, if nothing stands before it, is the headline.
func (r *reader) readMarkdown(text string) error {
	blocks, err := r.markdown(text)
	if err != nil {
		return err
	}
	r.report.How = "markdown"
	if b := blocks[0]; b.Kind() == model.Heading && b.Attrs().Level == 1 && len(blocks) > 1 {
		r.headline, blocks = b.Children(), blocks[1:]
	}
	r.body = blocks
	return nil
}

// markdown is [markdown.Read] with the file's name in its refusal.
func (r *reader) markdown(text string) ([]*model.Node, error) {
	blocks, err := markdown.Read(text)
	if errors.Is(err, markdown.ErrNesting) {
		return nil, &Error{Err: ErrTooLarge, Name: r.src.Name, Detail: "nesting", Limit: markdown.MaxNesting}
	}
	return blocks, err
}
