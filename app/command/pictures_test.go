package command_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/jpeg"
	"os"

	"github.com/rogpeppe/go-internal/testscript"
)

// photograph puts a.jpg into the folder of a script, with a by-line and a copyright notice in IPTC-IIM; PHOTO is its name on the shelf.
func photograph(e *testscript.Env) error {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 64, 48)), nil); err != nil {
		return err
	}
	var iim []byte
	for _, s := range []struct {
		set  byte
		text string
	}{{80, "摄影：张三"}, {116, "© 2026 校报"}} {
		iim = append(append(iim, 0x1c, 2, s.set, 0, byte(len(s.text))), s.text...)
	}
	body := append(append([]byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00"), byte(len(iim))), iim...)
	data := append(append(b.Bytes()[:2:2], append([]byte{0xff, 0xed, 0, byte(len(body) + 2)}, body...)...), b.Bytes()[2:]...)
	sum := sha256.Sum256(data)
	e.Setenv("PHOTO", hex.EncodeToString(sum[:]))
	return os.WriteFile(e.WorkDir+"/a.jpg", data, 0o644)
}
