package newsroom

import (
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"sync"

	"galley/editor/model"
	"galley/export/picture"
)

// ScreenSide is the most pixels a side of a picture for screens, cards and lists.
const ScreenSide = 1600

// Picture returns a picture's bytes as they came, by the hex SHA-256 that names it. NotFound; Corrupt.
func (n *Newsroom) Picture(ctx context.Context, hash string) ([]byte, error) {
	return n.store.FindPicture(ctx, hash)
}

// PictureSize returns the size of a picture in pixels as it stands upright. NotFound; Corrupt; Invalid.
func (n *Newsroom) PictureSize(ctx context.Context, hash string) (image.Point, error) {
	data, err := n.store.FindPicture(ctx, hash)
	if err != nil {
		return image.Point{}, err
	}
	conf, _, err := picture.Config(data)
	if err != nil {
		return image.Point{}, Errorf(Invalid, err, "error.picture", "Cause", err.Error())
	}
	if picture.Sideways(picture.Orientation(data)) {
		return image.Pt(conf.Height, conf.Width), nil
	}
	return image.Pt(conf.Width, conf.Height), nil
}

// CreatePicture keeps a picture and returns its name. Invalid: it is none, it is damaged, or it is too large to be decoded, which is found before it
// is.
func (n *Newsroom) CreatePicture(ctx context.Context, data []byte) (string, error) {
	_, conf, err := picture.Decode(data)
	if err != nil {
		return "", Errorf(Invalid, err, "error.picture", "Cause", err.Error())
	}
	kept, err := n.store.HasPicture(ctx, fmt.Sprintf("%x", sha256.Sum256(data)))
	if err != nil {
		return "", err
	}
	hash, err := n.store.CreatePicture(ctx, data)
	if err != nil || kept || conf.Width <= ScreenSide && conf.Height <= ScreenSide {
		return hash, err
	}
	small, err := picture.Reduced(data, nil, ScreenSide)
	if err != nil {
		return "", Errorf(Invalid, err, "error.picture", "Cause", err.Error())
	}
	return hash, n.store.SaveScreen(ctx, hash, small)
}

// Rendition returns what a figure shows by [model.Attrs.Shown], as it may leave the house: cropped, in sRGB, without place and names of people in it.
// NotFound; Corrupt; Invalid.
func (n *Newsroom) Rendition(ctx context.Context, shown string) ([]byte, error) {
	return n.made(ctx, shown, "", picture.Rendition)
}

// Screen returns what a figure shows as [Newsroom.Rendition] does, upright and with at most [ScreenSide] pixels a side.
func (n *Newsroom) Screen(ctx context.Context, shown string) ([]byte, error) {
	if kept, err := n.store.FindScreen(ctx, shown); err != nil || kept != nil {
		return kept, err
	}
	return n.made(ctx, shown, "screen ", func(data []byte, part picture.Part) ([]byte, error) {
		return picture.Reduced(data, part, ScreenSide)
	})
}

// made makes a rendition or finds it among those made last. The original is hashed by the store whenever it is read.
func (n *Newsroom) made(ctx context.Context, shown, sort string, render func([]byte, picture.Part) ([]byte, error)) ([]byte, error) {
	hash, crop, err := model.ParseShown(shown)
	if err != nil {
		return nil, Errorf(Invalid, err, "error.picture", "Cause", err.Error())
	}
	if data, ok := n.renditions.find(sort + shown); ok {
		return data, nil
	}
	data, err := n.store.FindPicture(ctx, hash)
	if err != nil {
		return nil, err
	}
	var part picture.Part
	if crop != (model.Crop{}) {
		part = func(w, h int) image.Rectangle { return image.Rect(crop.Pixels(w, h)) }
	}
	if data, err = render(data, part); err != nil {
		return nil, Errorf(Invalid, err, "error.picture", "Cause", err.Error())
	}
	n.renditions.keep(sort+shown, data)
	return data, nil
}

// mostRenditions is the memory that renditions may take.
const mostRenditions = 32 << 20

// renditions are those that were made last.
type renditions struct {
	mu    sync.Mutex
	bytes int
	names []string // the oldest first
	data  map[string][]byte
}

func (r *renditions) find(name string) ([]byte, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	data, ok := r.data[name]
	return data, ok
}

func (r *renditions) keep(name string, data []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, there := r.data[name]; there || len(data) > mostRenditions {
		return
	}
	if r.data == nil {
		r.data = map[string][]byte{}
	}
	for r.bytes+len(data) > mostRenditions {
		r.bytes -= len(r.data[r.names[0]])
		delete(r.data, r.names[0])
		r.names = r.names[1:]
	}
	r.bytes += len(data)
	r.names = append(r.names, name)
	r.data[name] = data
}
