package word

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"image"
	_ "image/gif"  // a format of pictures in files
	_ "image/jpeg" // likewise
	_ "image/png"  // likewise
	"path"
	"strconv"
	"strings"

	"galley/editor/intake/han"
	"galley/editor/intake/word/opc"
	"galley/editor/model"
)

// drawing is what hangs on a run: a picture, a group of them, a box with text, a line.
type drawing struct {
	p         *paragraph
	extent    int64 // width in EMU
	alt       string
	pictures  []string // their relations
	elsewhere []string // relations of linked pictures
	cropped   bool
	rule      bool
	hidden    bool
	boxes     *flow
}

// drawing reads w:drawing (DrawingML) or w:pict (VML).
func (p *paragraph) drawing(e opc.Element) error {
	if p.inInstruction() {
		return nil
	}
	d := &drawing{p: p, boxes: &flow{}}
	if err := p.s.Each(d.child); err != nil {
		return err
	}
	d.boxes.end()
	if p.hidden || d.hidden {
		p.drop(Hidden, d.alt, "")
		return nil
	}
	var blocks []block
	for _, id := range d.pictures {
		if err := p.within(); err != nil {
			return err
		}
		f, err := d.picture(id)
		if err != nil {
			return err
		}
		if f != nil {
			p.paragraphs++
			p.waiting = append(p.waiting, f)
			blocks = append(blocks, block{figure: f, left: -1, runOn: -1})
		}
	}
	for _, id := range d.elsewhere {
		p.drop(PictureElsewhere, d.alt, p.rels[id].Target)
	}
	if d.rule {
		blocks = append(blocks, block{node: model.New(model.Rule, model.Attrs{}), left: -1, runOn: -1})
	}
	if d.cropped && len(blocks) > 0 {
		p.count(PicturesCropped, "")
	}
	if len(d.boxes.blocks) > 0 {
		p.count(TextBoxes, "")
		blocks = append(blocks, d.boxes.blocks...)
	}
	if p.hasWords {
		p.behind = append(p.behind, blocks...)
	} else {
		p.ahead = append(p.ahead, blocks...)
	}
	return nil
}

func (d *drawing) child(e opc.Element) error {
	p := d.p
	switch e.Name {
	case "wp:extent":
		d.extent = int64(number(e.Attr("cx"), 0))
	case "wp:docPr":
		d.alt = e.Attr("descr")
		if v, ok := e.Lookup("hidden"); ok && toggleOf(v) == on {
			d.hidden = true
		}
	case "pic:cNvPr":
		if d.alt == "" {
			d.alt = e.Attr("descr")
		}
	case "a:blip": // inside are effects and other forms of the same picture
		switch embed, link := e.Relation("embed"), e.Relation("link"); {
		case embed != "":
			d.pictures = append(d.pictures, embed)
		case link != "":
			d.elsewhere = append(d.elsewhere, link)
		}
	case "a:srcRect":
		for _, side := range []string{"l", "t", "r", "b"} {
			d.cropped = d.cropped || number(strings.TrimSuffix(e.Attr(side), "%"), 0) > 0
		}
	case "v:imagedata":
		switch id := e.Relation("id"); {
		case id != "":
			d.pictures = append(d.pictures, id)
		case e.Relation("href") != "":
			d.elsewhere = append(d.elsewhere, e.Relation("href"))
		}
	case "w:txbxContent":
		fields := p.fields // those outside are not about the text inside
		p.fields = nil
		err := p.blocks(d.boxes)
		p.fields = fields
		return err
	case "v:textpath":
		if t, _ := clean(e.Attr("string")); t != "" && p.paragraphs < maxParagraphs {
			p.paragraphs++
			d.boxes.blocks = append(d.boxes.blocks, block{inline: []*model.Node{model.NewText(t)}, left: -1, runOn: -1})
		}
	case "c:chart", "dgm:relIds", "?:chart", "o:OLEObject":
		p.drop(Embedded, d.alt, "")
	case "mc:AlternateContent":
		return p.alternate(d.child)
	case "v:shapetype", "a:extLst", "w:rPr":
		return nil
	case "v:rect", "v:shape":
		if e.Attr("hr") == "t" || e.Attr("hr") == "true" {
			d.rule = true
		}
		if d.extent == 0 {
			d.extent = styleWidth(e.Attr("style"))
		}
		if d.alt == "" {
			d.alt = e.Attr("alt")
		}
		return p.s.Each(d.child)
	default:
		return p.s.Each(d.child)
	}
	return nil
}

// styleWidth returns the width that a VML style gives, in EMU; 0 if it gives none in points, inches or centimetres.
func styleWidth(style string) int64 {
	units := map[string]float64{"pt": 12_700, "in": 914_400, "cm": 360_000, "mm": 36_000}
	for _, rule := range strings.Split(style, ";") {
		key, v, _ := strings.Cut(rule, ":")
		if v = strings.TrimSpace(v); strings.TrimSpace(key) != "width" || len(v) < 3 {
			continue
		}
		if n, err := strconv.ParseFloat(v[:len(v)-2], 64); err == nil && n > 0 && n < 10_000 {
			return int64(n * units[v[len(v)-2:]])
		}
	}
	return 0
}

// picture is a part that was looked at.
type picture struct {
	hash string // "" if it cannot be used
	why  Reason // then
}

// formats are the pictures that can be drawn; the others are named in the report.
var formats = map[string]bool{"png": true, "jpeg": true, "gif": true}

// picture returns the figure of a picture in the file, or nil if it cannot be used.
func (d *drawing) picture(id string) (*figure, error) {
	p := d.p
	rel, ok := p.rels[id]
	alt, _ := clean(strings.ToValidUTF8(d.alt, ""))
	if ok && rel.External {
		p.drop(PictureElsewhere, alt, rel.Target)
		return nil, nil
	}
	if !ok {
		p.drop(PictureDamaged, alt, "")
		return nil, nil
	}
	pic, ok := p.read[rel.Target]
	if !ok {
		var err error
		if pic, err = p.load(rel.Target); err != nil {
			return nil, err
		}
		p.read[rel.Target] = pic
	}
	if pic.hash == "" {
		if alt == "" {
			alt = opc.Printable(path.Base(rel.Target))
		}
		p.drop(pic.why, alt, "")
		return nil, nil
	}
	f := &figure{attrs: model.Attrs{Picture: pic.hash, Alt: han.Squeeze(alt)}}
	if len(d.pictures) == 1 {
		f.extent = d.extent
	}
	return f, nil
}

// load reads a picture and looks at its header, before anything is decoded. A picture that cannot be used is no error; a limit is.
func (r *reading) load(part string) (picture, error) {
	if !r.c.Has(part) {
		return picture{why: PictureDamaged}, nil
	}
	data, err := r.c.Bytes(part)
	switch {
	case errors.Is(err, ErrDamaged):
		return picture{why: PictureDamaged}, nil
	case err != nil:
		return picture{}, err
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case errors.Is(err, image.ErrFormat), err == nil && !formats[format]:
		return picture{why: PictureFormat}, nil
	case err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height:
		return picture{why: PictureDamaged}, nil
	}
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	r.pictures[hash] = data
	return picture{hash: hash}, nil
}
