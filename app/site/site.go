// Package site writes what a newsroom has published as a folder of files that any web server, or a disk, can show: the page of every article
// that readers see, the front page and the pages of the columns, feeds and a sitemap (export/web), and for a withdrawn article a page that
// says so at its old address.
//
// [Write] brings a folder up to date. It remembers in [Manifest], a file in that folder, what it made of which version, so that an article
// that did not change is neither read nor written again, and a file whose bytes stay the same keeps its date. Every file is put in place
// whole or not at all (press.WriteFile); pictures come before the pages that show them, articles before the lists that lead to them, and the
// manifest last, so that a run that was stopped is finished by the next one. A folder with files that it did not make is refused.
package site

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"galley/app/newsroom"
	"galley/app/press"
	"galley/assets/catalogue"
	"galley/export/web"
)

// Manifest is the file in the folder that says what was made of what.
const Manifest = ".galley-site.json"

// Report says what Write did.
type Report struct {
	Articles  int // pages of articles on the site
	Withdrawn int // pages of withdrawn articles
	Written   int // files
	Removed   int // files
	Notes     []Note
}

// Note is something to know about an article's page: a picture that it cannot show, or why there is no page.
type Note struct {
	Number newsroom.Number
	Text   catalogue.Text
}

// made is the manifest.
type made struct {
	Site     string            `json:"site"` // fingerprint of everything that all pages depend on
	Articles map[string]madeOf `json:"articles"`
	Files    map[string]string `json:"files"` // SHA-256 by name, of all files
}

// madeOf is what was made of one article.
type madeOf struct {
	Key   string     `json:"key"`
	Files []string   `json:"files"`
	Entry *web.Entry `json:"entry,omitempty"` // nil for a withdrawn one
}

// Listing is what a manifest says of the files beside it, in the order in which readers may get them: nothing that a page shows comes after it.
type Listing struct {
	Sum      map[string]string // SHA-256 in hex by name, of all files
	Pictures []string
	Pages    []string // of articles
	Lists    []string // what leads to them: front page, pages of columns, feeds
}

// Read reads a manifest. It is an error when it is none, or names a file outside its folder.
func Read(data []byte) (Listing, error) {
	var m made
	if err := json.Unmarshal(data, &m); err != nil {
		return Listing{}, err
	}
	l := Listing{Sum: m.Files}
	shown := map[string]*[]string{}
	for _, a := range m.Articles {
		for i, f := range a.Files {
			if shown[f] = &l.Pictures; i == len(a.Files)-1 {
				shown[f] = &l.Pages
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.Files)) {
		if !isLocal(name) {
			return Listing{}, fmt.Errorf("site: the manifest names %q", name)
		}
		list := shown[name]
		if list == nil {
			list = &l.Lists
		}
		*list = append(*list, name)
	}
	return l, nil
}

// Partial returns the manifest of a folder that holds those files and is not finished.
func Partial(sum map[string]string) ([]byte, error) {
	return json.Marshal(made{Articles: map[string]madeOf{}, Files: sum})
}

// isLocal reports whether a name is one of a file in the folder, wherever the folder is.
func isLocal(name string) bool {
	return fs.ValidPath(name) && name != "." && filepath.IsLocal(filepath.FromSlash(name)) && !strings.ContainsRune(name, '\\')
}

// writer is one run.
type writer struct {
	ctx      context.Context
	room     *newsroom.Newsroom
	dir      string
	settings newsroom.Settings
	site     web.Site
	old, new made
	report   Report
}

// Write brings the folder up to date with what is published now; progress, where it is not nil, hears after each article how far it is.
// Invalid: the newsroom's addresses cannot be those of files, or the folder has files of somebody else's; Corrupt: an article or the manifest
// cannot be read; Internal: the folder cannot be written. What was written until then stays, and is whole.
func Write(ctx context.Context, room *newsroom.Newsroom, dir string, progress func(done, of int)) (Report, error) {
	w := writer{ctx: ctx, room: room, dir: dir}
	var err error
	if w.settings, err = room.Settings(ctx); err != nil {
		return Report{}, err
	}
	if w.site, err = Of(w.settings); err != nil {
		return Report{}, err
	}
	if err := w.load(); err != nil {
		return Report{}, err
	}
	articles, err := room.Articles(ctx, newsroom.Filter{})
	if err != nil {
		return Report{}, err
	}
	articles = slices.DeleteFunc(articles, func(a newsroom.Article) bool { return a.Permalink == "" })
	for i, a := range articles {
		if err := ctx.Err(); err != nil {
			return w.report, err
		}
		if err := w.article(a); err != nil {
			return w.report, err
		}
		if progress != nil {
			progress(i+1, len(articles))
		}
	}
	if err := w.lists(); err != nil {
		return w.report, err
	}
	return w.report, w.finish()
}

// Of returns the site whose articles have the addresses of the settings: its front page is at the part of the pattern before the first folder
// that differs from article to article. Invalid: the pattern's addresses cannot be those of files.
func Of(s newsroom.Settings) (web.Site, error) {
	pattern := s.Pattern
	if i := strings.IndexByte(pattern, '{'); i >= 0 {
		pattern = pattern[:i]
	}
	u, err := url.Parse(pattern[:strings.LastIndexByte(pattern, '/')+1])
	if err != nil || u.Host == "" || strings.ContainsAny(s.Pattern, "?#") {
		return web.Site{}, newsroom.Errorf(newsroom.Invalid, err, "site.pattern", "Pattern", s.Pattern)
	}
	home, err := newsroom.Settings{Pattern: u.String()}.Permalink(newsroom.Article{})
	if err != nil {
		return web.Site{}, err
	}
	site := web.Site{Name: s.Site, Home: home, Language: s.Language}
	for _, c := range s.Columns {
		slug := c.Slug
		if slug == "" {
			slug = c.Name
		}
		site.Columns = append(site.Columns, web.Column{Name: c.Name, Address: home + url.PathEscape(slug) + "/"})
	}
	if err := site.Check(); err != nil {
		return web.Site{}, newsroom.Errorf(newsroom.Invalid, err, "site.pattern", "Pattern", s.Pattern)
	}
	return site, nil
}

// load reads the manifest, or takes an empty folder for a new site.
func (w *writer) load() error {
	w.new = made{Articles: map[string]madeOf{}, Files: map[string]string{}}
	common, err := json.Marshal([]any{w.site, web.Edition, w.settings.Columns, w.settings.Zone})
	if err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	w.new.Site = sum(common)
	if err := os.MkdirAll(w.dir, 0o755); err != nil {
		return w.failed(w.dir, err)
	}
	file := filepath.Join(w.dir, Manifest)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		others, err := os.ReadDir(w.dir)
		if err != nil {
			return w.failed(w.dir, err)
		}
		if len(others) > 0 {
			return newsroom.Errorf(newsroom.Invalid, nil, "site.foreign", "Folder", w.dir, "File", others[0].Name())
		}
		return nil
	}
	if err != nil {
		return w.failed(file, err)
	}
	if err := json.Unmarshal(data, &w.old); err != nil {
		return newsroom.Errorf(newsroom.Corrupt, err, "site.manifest", "File", file)
	}
	for name := range w.old.Files {
		if !isLocal(name) { // nothing outside the folder is ever removed
			return newsroom.Errorf(newsroom.Corrupt, nil, "site.manifest", "File", file)
		}
	}
	return nil
}

// article makes the page of an article that has an address, unless it was made of the same before.
func (w *writer) article(a newsroom.Article) error {
	id := string(a.ID)
	if _, err := web.File(w.site.Home, a.Permalink); err != nil { // published under other addresses
		w.note(a, catalogue.T("site.address", "Address", a.Permalink))
		return nil
	}
	key := sum([]byte(strings.Join([]string{w.new.Site, a.Permalink, strconv.FormatInt(int64(a.Live), 10), a.PublishedAt.UTC().Format(time.RFC3339Nano)}, "\x00")))
	if before, ok := w.old.Articles[id]; ok && before.Key == key && w.has(before.Files) {
		w.new.Articles[id] = before
		for _, f := range before.Files {
			w.new.Files[f] = w.old.Files[f]
		}
		w.count(before)
		return nil
	}
	page, pictures, err := w.page(a)
	if errors.Is(err, web.ErrSecret) {
		w.note(a, catalogue.T("site.secret"))
		return nil
	}
	if err != nil {
		return err
	}
	m := madeOf{Key: key}
	if a.IsLive() {
		m.Entry = &page.Entry
	}
	for _, p := range page.Pictures {
		name, err := w.file(p.Address)
		if err != nil {
			return err
		}
		m.Files = append(m.Files, name)
		if w.old.Files[name] != "" && w.has([]string{name}) { // named by what is in it
			w.new.Files[name] = w.old.Files[name]
			continue
		}
		original, err := pictures(p.Hash)
		if err != nil {
			return err
		}
		data, err := p.Encode(original)
		if err != nil {
			return newsroom.Errorf(newsroom.Corrupt, err, "site.picture", "Number", string(a.Number), "Cause", err.Error())
		}
		if err := w.put(name, data); err != nil {
			return err
		}
	}
	for _, t := range page.Notes {
		w.note(a, t)
	}
	name, err := w.file(page.Address)
	if err != nil {
		return err
	}
	m.Files = append(m.Files, name)
	w.new.Articles[id] = m
	w.count(m)
	return w.put(name, page.HTML)
}

// page makes an article's page, and gives the pictures that it shows.
func (w *writer) page(a newsroom.Article) (web.Page, func(hash string) ([]byte, error), error) {
	if !a.IsLive() {
		page, err := w.gone(a)
		return page, nil, err
	}
	v, err := w.room.Live(w.ctx, a)
	if err != nil {
		return web.Page{}, nil, err
	}
	piece, err := w.room.Piece(w.ctx, a, v.Manuscript)
	if err != nil {
		return web.Page{}, nil, err
	}
	if c, ok := w.settings.Column(piece.Column); ok {
		piece.Column = c.Name
	}
	history, err := w.room.History(w.ctx, a.ID)
	if err != nil {
		return web.Page{}, nil, err
	}
	article := web.Article{Piece: piece}
	for _, d := range history {
		if d.To == newsroom.Published && d.Version == a.Live && d.At.After(a.PublishedAt) {
			article.Modified = d.At.In(piece.Published.Location())
			break
		}
	}
	page, err := w.site.Article(article)
	if err != nil && !errors.Is(err, web.ErrSecret) {
		err = newsroom.Errorf(newsroom.Internal, err, "site.page", "Number", string(a.Number), "Cause", err.Error())
	}
	return page, piece.Pictures, err
}

// gone makes the page of an article that readers no longer see.
func (w *writer) gone(a newsroom.Article) (web.Page, error) {
	history, err := w.room.History(w.ctx, a.ID)
	if err != nil {
		return web.Page{}, err
	}
	loc, err := w.settings.Location()
	if err != nil {
		return web.Page{}, err
	}
	g := web.Gone{Address: a.Permalink, Language: w.settings.Language, Column: a.Digest.Column}
	if c, ok := w.settings.Column(g.Column); ok {
		g.Column = c.Name
	}
	for _, d := range history {
		if d.To != newsroom.Withdrawn {
			continue
		}
		g.At, g.Notice = d.At.In(loc), ""
		if d.Detail != nil {
			g.Notice = d.Detail.Notice
		}
	}
	return w.site.Withdrawn(g), nil
}

// lists makes the pages and files that lead to the articles.
func (w *writer) lists() error {
	var entries []web.Entry
	for _, m := range w.new.Articles {
		if m.Entry != nil {
			entries = append(entries, *m.Entry)
		}
	}
	web.Sort(entries)
	pages := w.site.List(web.Column{}, entries)
	for _, c := range w.site.Columns {
		pages = append(pages, w.site.List(c, entriesOf(c, entries))...)
	}
	pages = append(pages, w.site.Lost())
	feeds, err := w.site.Feeds(entries)
	if err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	for _, p := range pages {
		feeds = append(feeds, web.Feed{Address: p.Address, Data: p.HTML})
	}
	for _, f := range feeds {
		name, err := w.file(f.Address)
		if err != nil {
			return err
		}
		if err := w.put(name, f.Data); err != nil {
			return err
		}
	}
	return nil
}

func entriesOf(c web.Column, entries []web.Entry) (out []web.Entry) {
	for _, e := range entries {
		if e.Column == c.Name {
			out = append(out, e)
		}
	}
	return out
}

// finish writes the manifest, and then takes away what no page leads to any more.
func (w *writer) finish() error {
	data, err := json.Marshal(w.new)
	if err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	if err := press.WriteFile(filepath.Join(w.dir, Manifest), data); err != nil {
		return w.failed(Manifest, err)
	}
	for _, name := range slices.Sorted(maps.Keys(w.old.Files)) {
		if _, ok := w.new.Files[name]; ok {
			continue
		}
		switch err := os.Remove(filepath.Join(w.dir, filepath.FromSlash(name))); {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return w.failed(name, err)
		default:
			w.report.Removed++
		}
	}
	return nil
}

// put writes a file of the site, unless it is there with the same bytes.
func (w *writer) put(name string, data []byte) error {
	if s, other := sum(data), w.new.Files[name]; other != "" && other != s {
		return newsroom.Errorf(newsroom.Invalid, nil, "site.twice", "File", name)
	} else if w.new.Files[name] = s; w.old.Files[name] == s && w.has([]string{name}) {
		return nil
	}
	file := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return w.failed(name, err)
	}
	if err := press.WriteFile(file, data); err != nil {
		return w.failed(name, err)
	}
	w.report.Written++
	return nil
}

// has reports whether the folder still has the files.
func (w *writer) has(names []string) bool {
	for _, n := range names {
		if i, err := os.Stat(filepath.Join(w.dir, filepath.FromSlash(n))); err != nil || !i.Mode().IsRegular() {
			return false
		}
	}
	return true
}

// file names the file of an address in the folder, which is the root of the server.
func (w *writer) file(address string) (string, error) {
	name, err := web.File(w.site.Home, address)
	if err != nil {
		return "", newsroom.Errorf(newsroom.Invalid, err, "site.pattern", "Pattern", w.settings.Pattern)
	}
	return name, nil
}

func (w *writer) count(m madeOf) {
	if m.Entry == nil {
		w.report.Withdrawn++
	} else {
		w.report.Articles++
	}
}

func (w *writer) note(a newsroom.Article, t catalogue.Text) {
	w.report.Notes = append(w.report.Notes, Note{a.Number, t})
}

func (w *writer) failed(file string, err error) error {
	return newsroom.Errorf(newsroom.Internal, err, "error.cannot_write", "File", file, "Cause", press.Cause(err))
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}
