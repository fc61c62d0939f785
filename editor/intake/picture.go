package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"image"
	_ "image/gif"  // a format of data: addresses
	_ "image/jpeg" // likewise
	_ "image/png"  // likewise
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/editor/intake/han"
	"galley/editor/model"
)

// Limits on a picture inside a page, checked on its header before anything of it is decoded.
const (
	maxPixels     = 50_000_000
	trackingPixel = 4 // sides up to this are no pictures to look at
)

// picture converts an img. Only what travels in the page itself is taken.
func (c *converter) picture(n *html.Node, caption []*model.Node, at place) {
	src, alt := strings.TrimSpace(attr(n, "src")), han.Squeeze(attr(n, "alt"))
	data, isData := dataURI(src)
	if !isData {
		for _, key := range []string{"data-src", "data-original", "_src"} { // pictures that a script loads later
			if v := attr(n, key); v != "" {
				src = v
			}
		}
		if src != "" || alt != "" {
			c.cut = append(c.cut, Dropped{Text: alt, Why: PictureElsewhere, Address: src})
		}
		return
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err == nil && config.Width <= trackingPixel && config.Height <= trackingPixel:
		return
	case err != nil || config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height:
		c.cut = append(c.cut, Dropped{Text: alt, Why: PictureDamaged})
		return
	}
	hash := sha256.Sum256(data)
	id := hex.EncodeToString(hash[:])
	if c.r.pictures == nil {
		c.r.pictures = map[string][]byte{}
	}
	c.r.pictures[id] = data
	c.figures = append(c.figures, piece{block: model.New(model.Figure, model.Attrs{Picture: id, Alt: alt}, caption...), el: at.el, hint: at.hint, hintFrom: at.from})
}

// figure converts a figure: its picture with its caption. The caption of a picture that is elsewhere is reported with it.
func (c *converter) figure(n *html.Node, at place) {
	at.el, at.loose = n, true
	var img, captionEl *html.Node
	images := 0
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.Img:
			img = d
			images++
		case atom.Figcaption:
			captionEl = d
		}
	}
	if images != 1 || captionEl == nil || len(han.Squeeze(textContent(n))) != len(han.Squeeze(textContent(captionEl))) {
		c.children(n, at)
		c.flush(at, 0)
		return
	}
	captions := c.inside(captionEl, at)
	var caption []*model.Node
	for _, q := range captions {
		if q.block == nil || !q.block.Kind().IsTextblock() {
			continue
		}
		if len(caption) > 0 {
			caption = append(caption, model.NewBreak())
		}
		caption = append(caption, q.block.Children()...)
	}
	taken := len(c.figures)
	c.picture(img, caption, at)
	for _, q := range captions {
		c.cut, c.notes = append(c.cut, q.cut...), append(c.notes, q.notes...)
		if len(c.figures) == taken {
			c.cut = append(c.cut, Dropped{Text: q.report(), Why: PictureElsewhere, Address: attr(img, "src")})
		}
	}
	c.flush(at, 0)
}

// dataURI returns the bytes of a data: address (RFC 2397).
func dataURI(src string) ([]byte, bool) {
	if len(src) < 5 || !strings.EqualFold(src[:5], "data:") {
		return nil, false
	}
	head, body, ok := strings.Cut(src[5:], ",")
	if !ok {
		return nil, true
	}
	if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), ";base64") {
		s, err := url.PathUnescape(body)
		if err != nil {
			return nil, true // damaged: the caller reports it
		}
		return []byte(s), true
	}
	if s, err := url.PathUnescape(body); err == nil {
		body = s
	}
	body = strings.TrimRight(strings.Join(strings.Fields(body), ""), "=")
	data, err := base64.RawStdEncoding.DecodeString(body)
	if err != nil {
		return nil, true
	}
	return data, true
}
