package word

import (
	"strconv"
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
	"galley/export/picture"
)

// Units.
const (
	textWidth = 8306 // twips of an A4 page with the margins of the Chinese Word, 3.18 cm
	emu       = 635  // in a twip; 914400 in an inch
	pixel     = 9525 // EMU of a pixel at 96 dots per inch
)

// medium is a picture in the file.
type medium struct {
	relation      string
	part          string // word/media/1.png
	format        string
	data          []byte
	width, height int // in pixels, as it stands upright
}

// figure writes a picture, its caption and its credit, a paragraph each.
func (w *writer) figure(f *model.Node, at model.Pos, c context) {
	w.gone(at, c)
	w.leave(c)
	w.picture(f, "ins", w.insertedAt(at))
	if f.ContentSize() > 0 || w.touched(at+1, at+1+model.Pos(f.ContentSize())) {
		w.textblock(f, at, c)
	}
	if credit := strings.Join(strings.Fields(f.Attrs().Credit), " "); credit != "" {
		w.line("Credit", credit)
	}
	if rights := strings.Join(strings.Fields(f.Attrs().Rights), " "); rights != "" {
		w.line("Rights", rights)
	}
}

// picture writes the paragraph that a picture stands in.
func (w *writer) picture(f *model.Node, kind string, v *revision) {
	m, ok := w.medium(f)
	if !ok {
		return
	}
	a := f.Attrs()
	width := int64(a.Width) * textWidth * emu / 1000
	if a.Width == 0 {
		width = min(int64(m.width)*pixel, textWidth*emu)
	}
	width = max(width, 1)
	height := max(width*int64(m.height)/int64(m.width), 1)
	w.drawings++
	id := strconv.Itoa(w.drawings)
	size := `cx="` + strconv.FormatInt(width, 10) + `" cy="` + strconv.FormatInt(height, 10) + `"`
	run := `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ` + size + `/><wp:docPr id="` + id + `" name="` + id + `" descr="` + escape(a.Alt) + `"/>` +
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
		`<pic:pic><pic:nvPicPr><pic:cNvPr id="` + id + `" name="` + id + `" descr="` + escape(a.Alt) + `"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="` + m.relation +
		`"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ` + size + `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
	mark := ""
	if v != nil {
		run, mark = w.wrapped(kind, *v, run), w.mark(kind, *v)
	}
	w.body.WriteString(w.paragraph(`<w:pStyle w:val="Figure"/>`, mark, run))
}

// medium returns the picture of a figure, and takes it in. One that is not there or cannot be drawn is told.
func (w *writer) medium(f *model.Node) (medium, bool) {
	hash := f.Attrs().Shown()
	if m, ok := w.media[hash]; ok {
		return m, m.data != nil
	}
	m := medium{}
	var err error
	if w.piece.Pictures == nil {
		err = errNoPictures
	} else {
		m.data, err = w.piece.Pictures(hash)
	}
	if err == nil {
		config, format, problem := picture.Config(m.data)
		m.width, m.height, m.format, err = config.Width, config.Height, format, problem
		if picture.Sideways(picture.Orientation(m.data)) {
			m.width, m.height = m.height, m.width
		}
	}
	if err != nil {
		w.report.Notes = append(w.report.Notes, catalogue.T("word.picture", "Picture", f.Attrs().Alt, "Cause", err.Error()))
		w.media[hash] = medium{}
		return medium{}, false
	}
	n := strconv.Itoa(len(w.pictures) + 1)
	m.part = "media/" + n + "." + m.format
	m.relation = w.relate("image", m.part, false)
	w.pictures = append(w.pictures, m)
	w.media[hash] = m
	return m, true
}
