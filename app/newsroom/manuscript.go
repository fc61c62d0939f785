package newsroom

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"galley/assets/catalogue"
	"galley/editor/count"
	"galley/editor/model"
	"galley/editor/track"
	"galley/export"
)

// Manuscript is what an article says: its document and its properties. One hash covers both.
type Manuscript struct {
	Doc        *model.Node
	Properties Properties

	tracked *track.Tracked // nil where changes are not followed; its Doc is Doc
}

// Properties are what the trade writes on a manuscript beside its text. They are values: copy, change, compare.
type Properties struct {
	Kind      string         `json:"kind"`               // news, notice, …; see Kinds
	Column    string         `json:"column,omitempty"`   // 栏目, the column's name
	Source    string         `json:"source,omitempty"`   // 信息来自
	Authors   []string       `json:"authors,omitempty"`  // bylines
	Editor    string         `json:"editor,omitempty"`   // credit 编辑
	Reviewer  string         `json:"reviewer,omitempty"` // credit 审核
	Keywords  []string       `json:"keywords,omitempty"`
	Place     string         `json:"place,omitempty"`
	Language  catalogue.Lang `json:"language"`
	PublishAt time.Time      `json:"publish_at,omitzero"` // planned publication
	Issued    time.Time      `json:"issued,omitzero"`     // of an article that came out elsewhere before, when it did; readers see it
	Origin    string         `json:"origin,omitempty"`    // address or file that it was taken in from

	// Correction is what readers are told of what was wrong before (更正说明); empty where nothing was.
	Correction string `json:"correction,omitempty"`

	// Particulars are what an article of its kind tells; see [Kind]. It is a value: [Properties.WithParticular] makes a new one.
	Particulars []Particular `json:"particulars,omitempty"`

	// Official is what an official document (公文) says around its text; nil for any other article. It is a value behind a pointer, so that the
	// hashes of articles without one are what they were: never change it in place.
	Official *export.Official `json:"official,omitempty"`
}

// Hash is the hex SHA-256 of a manuscript: of its document and its properties in their one JSON form.
type Hash string

// hashPrefix separates manuscripts from every other thing that is hashed, and says the form.
const hashPrefix = "galley manuscript 1\n"

// Hash returns the manuscript's content hash. Equal manuscripts have equal hashes on every machine.
func (m Manuscript) Hash() (Hash, error) {
	doc, err := model.Marshal(m.Doc)
	if err != nil {
		return "", fmt.Errorf("newsroom: hashing a document: %w", err)
	}
	props, err := json.Marshal(m.Properties)
	if err != nil {
		return "", fmt.Errorf("newsroom: hashing properties: %w", err)
	}
	h := sha256.New()
	h.Write([]byte(hashPrefix))
	h.Write(doc)
	h.Write([]byte("\n"))
	h.Write(props)
	return Hash(hex.EncodeToString(h.Sum(nil))), nil
}

// Headline returns the headline's words on one line.
func (m Manuscript) Headline() string {
	return strings.ReplaceAll(m.Doc.Part(model.Headline).PlainText(), "\n", " ")
}

// Characters returns the article's 字数, as Word counts them: abstract and body, captions included; see [count.Count.Length].
func (m Manuscript) Characters() int { return count.Article(m.Doc).Length() }

// Check reports the first thing that makes the manuscript invalid.
func (m Manuscript) Check() error {
	if m.Doc == nil {
		return Errorf(Corrupt, nil, "error.no_document")
	}
	if err := m.Doc.Check(); err != nil {
		return Errorf(Corrupt, err, "error.document_invalid")
	}
	if m.tracked != nil {
		if err := m.tracked.Base().Check(); err != nil {
			return Errorf(Corrupt, err, "error.document_invalid")
		}
	}
	return m.Properties.check()
}

// check refuses properties that are not what they should be, or that cannot be written as JSON and so not be hashed.
func (p Properties) check() error {
	if !slices.Contains(Kinds(), p.Kind) {
		return Errorf(Invalid, nil, "error.kind_unknown", "Kind", p.Kind)
	}
	if !slices.Contains(catalogue.Langs(), p.Language) {
		return Errorf(Invalid, nil, "error.language_unknown", "Language", string(p.Language))
	}
	for _, t := range []time.Time{p.PublishAt, p.Issued} {
		if _, err := t.MarshalJSON(); err != nil {
			return Errorf(Invalid, err, "error.publish_at")
		}
	}
	texts := append([]string{p.Column, p.Source, p.Editor, p.Reviewer, p.Place, p.Origin, p.Correction}, p.Authors...)
	for _, s := range append(texts, p.Keywords...) {
		if !printable(s) || utf8.RuneCountInString(s) > maxProperty {
			return Errorf(Invalid, nil, "error.property_text", "Text", abridged(s))
		}
	}
	if err := p.checkParticulars(); err != nil {
		return err
	}
	if p.Official != nil {
		if wrong := p.Official.Check(); len(wrong) > 0 {
			return Errorf(Invalid, wrong[0], "error.official", "Field", export.FieldText(wrong[0].Field), "Cause", wrong[0].Text)
		}
	}
	return nil
}

// maxProperty bounds a property in characters; an address is the longest of them.
const maxProperty = 2000

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r == '\t' || !model.ValidRune(r) })
}

// abridged returns at most 20 characters of s, safe to show.
func abridged(s string) string {
	r := []rune(strings.ToValidUTF8(s, "�"))
	if len(r) > 20 {
		r = append(r[:20], '…')
	}
	return string(r)
}

// Equal reports whether both manuscripts say the same.
func (m Manuscript) Equal(o Manuscript) bool {
	return m.Doc.Equal(o.Doc) && m.Properties.Equal(o.Properties)
}

// Equal reports whether both are the same properties.
func (p Properties) Equal(q Properties) bool {
	a, errA := json.Marshal(p)
	b, errB := json.Marshal(q)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// NewManuscript returns a manuscript of the newsroom's language with a headline and a body, which must not be empty.
func NewManuscript(s Settings, headline string, body []*model.Node) Manuscript {
	empty := func(k model.Kind) *model.Node { return model.New(k, model.Attrs{}) }
	doc := model.New(model.Doc, model.Attrs{}, empty(model.Kicker), model.New(model.Headline, model.Attrs{}, model.NewText(headline)),
		empty(model.Subtitle), empty(model.Abstract), model.New(model.Body, model.Attrs{}, body...))
	return Manuscript{Doc: doc, Properties: Properties{Kind: Kinds()[0], Language: s.Language}}
}
