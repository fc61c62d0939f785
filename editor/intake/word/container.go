package word

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"path"
	"strings"
)

// MaxBytes is the greatest number of bytes of a file that [Read] takes: a manuscript with a dozen pictures as a telephone makes them.
const MaxBytes = 64 << 20

// Limits on what a file may ask for. Each is counted while reading; what the file says of its own sizes is not believed.
const (
	maxParts      = 2_000
	maxPart       = 32 << 20  // bytes of one part, uncompressed
	maxTotal      = 128 << 20 // bytes of all parts that are read
	maxRatio      = 250       // of a part's bytes to its compressed ones, from freeRatio bytes on
	freeRatio     = 4 << 20
	maxNesting    = 200
	maxElements   = 3_000_000 // of all parts
	maxParagraphs = 200_000   // and cells, figures and notes
	maxPieces     = 500_000   // stretches of text with the same marks, and line breaks
	maxStyles     = 10_000    // Word has room for 4,000
	maxLists      = 50_000
	maxRelations  = 100_000
	maxPixels     = 50_000_000
	maxReported   = 300 // bytes of one dropped text in the report
	maxDropped    = 1_000
)

// container is an open file: its parts by name, and what was read of it so far.
type container struct {
	ctx        context.Context
	parts      map[string]*zip.File // by lower-case name: part names are equal without regard to case (ECMA-376-2, 6.2.2.3)
	total      int
	elements   int
	paragraphs int
	pieces     int
}

// grow counts what will be a block of the document. The scanner looks at the counts.
func (c *container) grow(blocks int) { c.paragraphs += blocks }

// ole is how compound files begin: .doc, .wps, and encrypted .docx (MS-CFB 2.2, MS-OFFCRYPTO 2.3).
var ole = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// open reads the directory of a file.
func open(ctx context.Context, data []byte) (*container, error) {
	switch {
	case len(data) > MaxBytes:
		return nil, tooLarge("bytes", MaxBytes)
	case bytes.HasPrefix(data, ole):
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return nil, &Error{Err: ErrEncrypted}
		}
		return nil, &Error{Err: ErrOld, Detail: "doc"}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, damaged("zip", err)
	}
	if len(z.File) > maxParts {
		return nil, tooLarge("parts", maxParts)
	}
	c := &container{ctx: ctx, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		if strings.HasSuffix(name, "/") || name == "" || path.Clean("/"+name) != "/"+name {
			continue // a folder, or a name that no relationship can lead to
		}
		key := strings.ToLower(name)
		if _, twice := c.parts[key]; twice {
			return nil, damaged("zip: "+printable(name)+" twice", nil)
		}
		if f.Flags&1 != 0 {
			return nil, &Error{Err: ErrEncrypted}
		}
		c.parts[key] = f
	}
	return c, nil
}

func (c *container) has(name string) bool { return c.parts[strings.ToLower(name)] != nil }

// part opens a part for reading within the limits.
func (c *container) part(name string) (*counter, error) {
	f := c.parts[strings.ToLower(name)]
	if f == nil {
		return nil, damaged(printable(name), nil)
	}
	r, err := f.Open()
	if err != nil {
		return nil, damaged(printable(name), err)
	}
	return &counter{r: r, c: c, name: name, packed: int(min(f.CompressedSize64, MaxBytes))}, nil
}

// bytes reads a whole part.
func (c *container) bytes(name string) ([]byte, error) {
	r, err := c.part(name)
	if err != nil {
		return nil, err
	}
	defer r.close()
	var b bytes.Buffer
	b.Grow(int(min(c.parts[strings.ToLower(name)].UncompressedSize64, freeRatio)) + bytes.MinRead)
	if _, err := b.ReadFrom(r); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// counter reads a part and counts it. Every error but io.EOF is an [*Error] or that of the context.
type counter struct {
	r       io.ReadCloser
	c       *container
	name    string
	n       int
	packed  int
	failure error
}

// Read is that of [io.Reader].
func (r *counter) Read(p []byte) (int, error) {
	if r.failure != nil {
		return 0, r.failure
	}
	n, err := r.r.Read(p)
	r.n += n
	r.c.total += n
	switch {
	case r.c.ctx.Err() != nil:
		r.failure = r.c.ctx.Err()
	case r.n > maxPart:
		r.failure = tooLarge("bytes", maxPart)
	case r.c.total > maxTotal:
		r.failure = tooLarge("bytes", maxTotal)
	case r.n > freeRatio && r.n/maxRatio > r.packed:
		r.failure = tooLarge("compression", maxRatio)
	case err == io.EOF:
		r.failure = io.EOF
	case err != nil:
		r.failure = damaged(printable(r.name), err)
	}
	if r.failure != nil && r.failure != io.EOF {
		return 0, r.failure
	}
	return n, r.failure
}

// close gives the decompressor back. It can fail for a part that was not read to its end only, which is no fault.
func (r *counter) close() { _ = r.r.Close() }

// relation is where a part refers to (ECMA-376-2, 6.5).
type relation struct {
	kind     string // the last word of its type: styles, image, hyperlink …
	target   string // a part's name, or an address outside
	external bool
}

// relations reads what a part refers to. A part without a list of relations refers to nothing.
func (c *container) relations(part string) (map[string]relation, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	out := map[string]relation{}
	if !c.has(name) {
		return out, nil
	}
	err := c.scan(name, func(s *scanner, root element) error {
		return s.each(func(e element) error {
			if e.name != "rel:Relationship" {
				return nil
			}
			rel := relation{kind: path.Base(e.attr("Type")), target: e.attr("Target"), external: e.attr("TargetMode") == "External"}
			if !rel.external {
				target, _, _ := strings.Cut(strings.ReplaceAll(rel.target, `\`, "/"), "#")
				if !strings.HasPrefix(target, "/") {
					target = "/" + dir + target
				}
				rel.target = strings.TrimPrefix(path.Clean(target), "/")
			}
			if out[e.attr("Id")] = rel; len(out) > maxRelations {
				return tooLarge("relations", maxRelations)
			}
			return nil
		})
	})
	return out, err
}

// programs are the owners of main parts that are not Word's, by a word of their content type.
var programs = []struct{ word, detail string }{{"spreadsheetml", "xlsx"}, {"ms-excel", "xlsx"}, {"presentationml", "pptx"}, {"ms-powerpoint", "pptx"}}

// main finds the part that holds the document.
func (c *container) main() (string, error) {
	name := "word/document.xml"
	rels, err := c.relations("")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if r.kind == "officeDocument" && !r.external && c.has(r.target) {
			name = r.target
		}
	}
	kind, err := c.contentType(name)
	if err != nil {
		return "", err
	}
	for _, p := range programs {
		if strings.Contains(kind, p.word) {
			return "", &Error{Err: ErrNotWord, Detail: p.detail}
		}
	}
	if !c.has(name) {
		if c.has("mimetype") && c.has("content.xml") {
			return "", &Error{Err: ErrNotWord, Detail: "odt"}
		}
		if c.has("[Content_Types].xml") {
			return "", damaged(name, nil)
		}
		return "", &Error{Err: ErrNotWord, Detail: "zip"}
	}
	return name, nil
}

// contentType returns what the file says a part is, "" if it says nothing.
func (c *container) contentType(part string) (string, error) {
	const name = "[Content_Types].xml"
	kind := ""
	if !c.has(name) {
		return kind, nil
	}
	err := c.scan(name, func(s *scanner, root element) error {
		return s.each(func(e element) error {
			if e.name == "ct:Override" && strings.EqualFold(strings.TrimPrefix(e.attr("PartName"), "/"), part) {
				kind = e.attr("ContentType")
			}
			return nil
		})
	})
	return kind, err
}
