package opc

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
)

// MaxBytes is the greatest number of bytes of a file that [Open] takes: a manuscript with a dozen pictures as a telephone makes them.
const MaxBytes = 64 << 20

// Limits on what a file may ask for. Each is counted while reading; what the file says of its own sizes is not believed.
const (
	maxParts     = 2_000
	maxPart      = 32 << 20  // bytes of one part, uncompressed
	maxTotal     = 128 << 20 // bytes of all parts that are read
	maxRatio     = 250       // of a part's bytes to its compressed ones, from freeRatio bytes on
	freeRatio    = 4 << 20
	maxNesting   = 200
	maxElements  = 3_000_000 // of all parts
	maxRelations = 100_000
)

// Container is an open file: its parts by name, and what was read of it so far.
type Container struct {
	ctx      context.Context
	parts    map[string]*zip.File // by lower-case name: part names are equal without regard to case (ECMA-376-2, 6.2.2.3)
	total    int
	elements int
}

// Names returns the names of all parts, sorted, in lower case.
func (c *Container) Names() []string { return slices.Sorted(maps.Keys(c.parts)) }

// ole is how compound files begin: .doc, .wps, and encrypted .docx (MS-CFB 2.2, MS-OFFCRYPTO 2.3).
var ole = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

// Open reads the directory of a file.
func Open(ctx context.Context, data []byte) (*Container, error) {
	switch {
	case len(data) > MaxBytes:
		return nil, TooLarge("bytes", MaxBytes)
	case bytes.HasPrefix(data, ole):
		if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
			return nil, &Error{Err: ErrEncrypted}
		}
		return nil, &Error{Err: ErrOld, Detail: "doc"}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, Damaged("zip", err)
	}
	if len(z.File) > maxParts {
		return nil, TooLarge("parts", maxParts)
	}
	c := &Container{ctx: ctx, parts: map[string]*zip.File{}}
	for _, f := range z.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		if strings.HasSuffix(name, "/") || name == "" || path.Clean("/"+name) != "/"+name {
			continue // a folder, or a name that no relationship can lead to
		}
		key := strings.ToLower(name)
		if _, twice := c.parts[key]; twice {
			return nil, Damaged("zip: "+Printable(name)+" twice", nil)
		}
		if f.Flags&1 != 0 {
			return nil, &Error{Err: ErrEncrypted}
		}
		c.parts[key] = f
	}
	return c, nil
}

// Has reports whether the file has a part.
func (c *Container) Has(name string) bool { return c.parts[strings.ToLower(name)] != nil }

// part opens a part for reading within the limits.
func (c *Container) part(name string) (*counter, error) {
	f := c.parts[strings.ToLower(name)]
	if f == nil {
		return nil, Damaged(Printable(name), nil)
	}
	r, err := f.Open()
	if err != nil {
		return nil, Damaged(Printable(name), err)
	}
	return &counter{r: r, c: c, name: name, packed: int(min(f.CompressedSize64, MaxBytes))}, nil
}

// Bytes reads a whole part.
func (c *Container) Bytes(name string) ([]byte, error) {
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
	c       *Container
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
		r.failure = TooLarge("bytes", maxPart)
	case r.c.total > maxTotal:
		r.failure = TooLarge("bytes", maxTotal)
	case r.n > freeRatio && r.n/maxRatio > r.packed:
		r.failure = TooLarge("compression", maxRatio)
	case err == io.EOF:
		r.failure = io.EOF
	case err != nil:
		r.failure = Damaged(Printable(r.name), err)
	}
	if r.failure != nil && r.failure != io.EOF {
		return 0, r.failure
	}
	return n, r.failure
}

// close gives the decompressor back. It can fail for a part that was not read to its end only, which is no fault.
func (r *counter) close() { _ = r.r.Close() }

// Relation is where a part refers to (ECMA-376-2, 6.5).
type Relation struct {
	Kind     string // the last word of its type: styles, image, hyperlink …
	Target   string // a part's name, or an address outside
	External bool
}

// Relations reads what a part refers to. A part without a list of relations refers to nothing.
func (c *Container) Relations(part string) (map[string]Relation, error) {
	dir, base := path.Split(part)
	name := dir + "_rels/" + base + ".rels"
	out := map[string]Relation{}
	if !c.Has(name) {
		return out, nil
	}
	err := c.Scan(name, func(s *Scanner, root Element) error {
		return s.Each(func(e Element) error {
			if e.Name != "rel:Relationship" {
				return nil
			}
			rel := Relation{Kind: path.Base(e.Attr("Type")), Target: e.Attr("Target"), External: e.Attr("TargetMode") == "External"}
			if !rel.External {
				target, _, _ := strings.Cut(strings.ReplaceAll(rel.Target, `\`, "/"), "#")
				if !strings.HasPrefix(target, "/") {
					target = "/" + dir + target
				}
				rel.Target = strings.TrimPrefix(path.Clean(target), "/")
			}
			if out[e.Attr("Id")] = rel; len(out) > maxRelations {
				return TooLarge("relations", maxRelations)
			}
			return nil
		})
	})
	return out, err
}

// ContentType returns what the file says a part is, "" if it says nothing.
func (c *Container) ContentType(part string) (string, error) {
	const name = "[Content_Types].xml"
	kind := ""
	if !c.Has(name) {
		return kind, nil
	}
	err := c.Scan(name, func(s *Scanner, root Element) error {
		return s.Each(func(e Element) error {
			if e.Name == "ct:Override" && strings.EqualFold(strings.TrimPrefix(e.Attr("PartName"), "/"), part) {
				kind = e.Attr("ContentType")
			}
			return nil
		})
	})
	return kind, err
}
