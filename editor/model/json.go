package model

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Format is the number of the JSON form that [Marshal] writes. A reader refuses any other.
const Format = 1

// ErrFormat is wrapped by the error for a document whose format number is not [Format].
var ErrFormat = errors.New("unknown document format")

type jsonDoc struct {
	Format int       `json:"format"`
	Doc    *jsonNode `json:"doc"`
}

type jsonNode struct {
	Kind    string      `json:"kind"`
	Text    string      `json:"text,omitempty"`
	Marks   []jsonMark  `json:"marks,omitempty"`
	Attrs   *jsonAttrs  `json:"attrs,omitempty"`
	Content []*jsonNode `json:"content,omitempty"`
}

type jsonMark struct {
	Kind string `json:"kind"`
	Href string `json:"href,omitempty"`
}

type jsonAttrs struct {
	Level   uint8  `json:"level,omitempty"`
	Start   int32  `json:"start,omitempty"`
	Picture string `json:"picture,omitempty"`
	Alt     string `json:"alt,omitempty"`
	Credit  string `json:"credit,omitempty"`
	Rights  string `json:"rights,omitempty"`
	Crop    Crop   `json:"crop,omitzero"`
	Width   uint16 `json:"width,omitempty"`
	Header  bool   `json:"header,omitempty"`
	ColSpan uint8  `json:"colspan,omitempty"`
	RowSpan uint8  `json:"rowspan,omitempty"`
	Note    string `json:"note,omitempty"`
}

var (
	kindsByName = inverse(kindNames)
	marksByName = inverse(markNames)
)

func inverse[K comparable](names map[K]string) map[string]K {
	m := make(map[string]K, len(names))
	for k, s := range names {
		m[s] = k
	}
	return m
}

// Marshal returns the document as JSON with its format number. Equal documents give equal bytes, so that the bytes can be hashed.
func Marshal(doc *Node) ([]byte, error) {
	return marshal(jsonDoc{Format, doc.json()})
}

// Unmarshal reads what [Marshal] wrote and checks it. The error wraps [ErrFormat] for another format number.
func Unmarshal(data []byte) (*Node, error) {
	var d jsonDoc
	if err := unmarshal(data, &d); err != nil {
		return nil, fmt.Errorf("model: reading a document: %w", err)
	}
	if d.Format != Format {
		return nil, fmt.Errorf("model: %w %d", ErrFormat, d.Format)
	}
	if d.Doc == nil {
		return nil, errors.New("model: no document in it")
	}
	n, err := d.Doc.node(0)
	if err != nil {
		return nil, err
	}
	if n.kind != Doc {
		return nil, fmt.Errorf("model: a %v, not a document", n.kind)
	}
	if err := n.Check(); err != nil {
		return nil, err
	}
	return n, nil
}

// MarshalJSON writes one node, without a format number, for steps and slices.
func (n *Node) MarshalJSON() ([]byte, error) { return marshal(n.json()) }

// UnmarshalJSON reads one node. It sets the receiver, which must be new.
func (n *Node) UnmarshalJSON(data []byte) error {
	var j jsonNode
	if err := unmarshal(data, &j); err != nil {
		return fmt.Errorf("model: reading a node: %w", err)
	}
	m, err := j.node(0)
	if err != nil {
		return err
	}
	*n = *m
	return n.Check()
}

type jsonSlice struct {
	Content   []*jsonNode `json:"content,omitempty"`
	OpenStart int         `json:"open_start,omitempty"`
	OpenEnd   int         `json:"open_end,omitempty"`
}

// MarshalJSON writes a slice.
func (s Slice) MarshalJSON() ([]byte, error) {
	j := jsonSlice{OpenStart: s.OpenStart, OpenEnd: s.OpenEnd}
	for _, c := range s.Content {
		j.Content = append(j.Content, c.json())
	}
	return marshal(j)
}

// UnmarshalJSON reads a slice. It does not check it, for a slice with a gap is not valid by itself: see [Slice.Check] and
// [Slice.CheckGap].
func (s *Slice) UnmarshalJSON(data []byte) error {
	var j jsonSlice
	if err := unmarshal(data, &j); err != nil {
		return fmt.Errorf("model: reading a slice: %w", err)
	}
	read := Slice{OpenStart: j.OpenStart, OpenEnd: j.OpenEnd}
	for _, c := range j.Content {
		n, err := c.node(0)
		if err != nil {
			return err
		}
		read.Content = append(read.Content, n)
	}
	*s = read
	return nil
}

// MarshalJSON writes a mark by its name.
func (m Mark) MarshalJSON() ([]byte, error) { return marshal(jsonMark{m.Kind.String(), m.Href}) }

// UnmarshalJSON reads a mark and checks it.
func (m *Mark) UnmarshalJSON(data []byte) error {
	var j jsonMark
	if err := unmarshal(data, &j); err != nil {
		return fmt.Errorf("model: reading a mark: %w", err)
	}
	k, ok := marksByName[j.Kind]
	if !ok {
		return fmt.Errorf("model: unknown mark %q", j.Kind)
	}
	*m = Mark{k, j.Href}
	return Marks{*m}.check()
}

// MarshalJSON writes attributes without the fields that are zero.
func (a Attrs) MarshalJSON() ([]byte, error) { return marshal(jsonAttrs(a)) }

// UnmarshalJSON reads attributes.
func (a *Attrs) UnmarshalJSON(data []byte) error { return unmarshal(data, (*jsonAttrs)(a)) }

func (n *Node) json() *jsonNode {
	j := &jsonNode{Kind: n.kind.String(), Text: n.text}
	for _, m := range n.marks {
		j.Marks = append(j.Marks, jsonMark{m.Kind.String(), m.Href})
	}
	if n.attrs != (Attrs{}) {
		a := jsonAttrs(n.attrs)
		j.Attrs = &a
	}
	for _, c := range n.content {
		j.Content = append(j.Content, c.json())
	}
	return j
}

func (j *jsonNode) node(depth int) (*Node, error) {
	if j == nil {
		return nil, errors.New("model: null for a node")
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("model: nested deeper than %d", maxDepth)
	}
	k, ok := kindsByName[j.Kind]
	if !ok {
		return nil, fmt.Errorf("model: unknown kind %q", j.Kind)
	}
	n := &Node{kind: k, text: j.Text}
	if j.Attrs != nil {
		n.attrs = Attrs(*j.Attrs)
	}
	for _, m := range j.Marks {
		mk, ok := marksByName[m.Kind]
		if !ok {
			return nil, fmt.Errorf("model: unknown mark %q", m.Kind)
		}
		n.marks = append(n.marks, Mark{mk, m.Href})
	}
	// The content is taken as it stands and not normalised: Check is to see what was stored.
	for _, c := range j.Content {
		m, err := c.node(depth + 1)
		if err != nil {
			return nil, err
		}
		n.content = append(n.content, m)
	}
	return n.seal(), nil
}

// marshal writes JSON without escaping < > &: stored text stays readable and as short as it is.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// unmarshal reads exactly one JSON value and refuses unknown fields: a field that is not understood must not be lost on the next save.
func unmarshal(data []byte, v any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(v); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something follows the value")
	}
	return nil
}
