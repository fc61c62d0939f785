package theme

import (
	"sync"

	"fyne.io/fyne/v2"

	"galley/assets/fonts"
)

// face makes a resource of an embedded face, once: Fyne keeps what it measures by the resource.
func face(f fonts.Face, name string) func() fyne.Resource {
	return sync.OnceValue(func() fyne.Resource { return fyne.NewStaticResource(name, f.Data()) })
}

// The faces as resources.
var (
	Hei      = face(fonts.Hei, "hei.ttf")
	HeiBold  = face(fonts.HeiBold, "hei-bold.ttf")
	Song     = face(fonts.Song, "song.ttf")
	SongBold = face(fonts.SongBold, "song-bold.ttf")
)
