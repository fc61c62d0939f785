package typecase_test

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"galley/app/newsroom"
	"galley/app/typecase"
	"galley/assets/fonts"
)

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// put writes a file into a new folder, or one that is given, and returns its path.
func put(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, data, 0o600))
	return path
}

// collection puts font files into one (OpenType, "Font Collections"): their tables are moved behind each other.
func collection(files ...[]byte) []byte {
	head := 12 + 4*len(files)
	out := make([]byte, head)
	copy(out, "ttcf")
	binary.BigEndian.PutUint32(out[4:], 0x00010000)
	binary.BigEndian.PutUint32(out[8:], uint32(len(files)))
	for i, f := range files {
		at := len(out)
		binary.BigEndian.PutUint32(out[12+4*i:], uint32(at))
		moved := append([]byte(nil), f...)
		for k := range int(binary.BigEndian.Uint16(f[4:])) {
			offset := moved[12+16*k+8:]
			binary.BigEndian.PutUint32(offset, binary.BigEndian.Uint32(offset)+uint32(at))
		}
		out = append(out, moved...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

func TestFilesAreWrittenAsTheyAreRead(t *testing.T) {
	for text, want := range map[string]typecase.File{
		"simfang.ttf": {Path: "simfang.ttf"}, "/f/msyh.ttc#2": {Path: "/f/msyh.ttc", Face: 2}, "/f/No #1/a.ttf": {Path: "/f/No #1/a.ttf"},
		"a.ttf#0": {Path: "a.ttf#0"}, "a#3": {Path: "a#3"},
	} {
		if got := typecase.ParseFile(text); got != want || got.String() != text {
			t.Errorf("%q is read as %+v and written as %q", text, got, got.String())
		}
	}
	for _, c := range typecase.Categories() {
		if got, err := typecase.ParseCategory(strings.ToUpper(c.String())); got != c || err != nil {
			t.Errorf("%v is read as %v, %v", c, got, err)
		}
	}
	if _, err := typecase.ParseCategory("gothic"); newsroom.CodeOf(err) != newsroom.Invalid {
		t.Errorf("a category that there is not gives %v", err)
	}
}

// TestChoices opens faces by folder and by category; what one's own lack is in the house's behind them.
func TestChoices(t *testing.T) {
	dir := t.TempDir()
	hei := put(t, dir, "方正小标宋.ttf", fonts.Hei.Data()) // its own name says Hei, and that counts
	both := put(t, t.TempDir(), "two.ttc", collection(fonts.Song.Data(), fonts.Kai.Data()))
	var c typecase.Case
	names := func(ch typecase.Choice) map[string]string {
		t.Helper()
		f, err := c.Fonts(ch)
		must(t, err)
		out := map[string]string{"song": f.Song.Faces[0].Name(), "hei": f.Hei.Faces[0].Name(), "kai": f.Kai.Faces[0].Name()}
		if f.FangSong != nil {
			out["fangsong"] = f.FangSong.Faces[0].Name()
			if len(f.FangSong.Faces) != 1+len(f.Song.Faces) {
				t.Errorf("%d faces behind one's own", len(f.FangSong.Faces)-1)
			}
		}
		return out
	}
	var zero typecase.Choice
	kai := names(zero.With(typecase.FangSong, typecase.File{Path: both, Face: 2}))["fangsong"]
	if !strings.Contains(kai, "Kai") {
		t.Errorf("the second face of the collection is %q", kai)
	}
	if got := names(zero.With(typecase.Kai, typecase.File{Path: both}))["kai"]; got != kai {
		t.Errorf("without a number the face is %q", got)
	}
	if got := names(zero.With(typecase.FangSong, typecase.File{Path: both}))["fangsong"]; got == kai {
		t.Errorf("without a number and a name that fits the face is %q, not the first", got)
	}
	// The category that was named goes before the folder, and the folder before the house.
	of := typecase.Choice{Folder: dir}
	folder := names(of)
	if folder["fangsong"] != "" || folder["hei"] == "" {
		t.Errorf("of the folder: %v", folder)
	}
	if got := names(of.With(typecase.Hei, typecase.File{Path: both, Face: 2})); got["hei"] != kai {
		t.Errorf("named: %v", got)
	}
	if got := of.With(typecase.Hei, typecase.File{Path: hei}); got.Own(typecase.Hei).Path != hei || got.Own(typecase.Kai) != (typecase.File{}) || of.Own(typecase.Hei) != (typecase.File{}) {
		t.Errorf("kept: %+v", got)
	}
	// A face is opened once.
	a, err := c.Fonts(zero.With(typecase.FangSong, typecase.File{Path: hei}))
	must(t, err)
	b, err := c.Fonts(zero.With(typecase.FangSong, typecase.File{Path: hei}))
	must(t, err)
	if a.FangSong.Faces[0] != b.FangSong.Faces[0] {
		t.Error("a face is opened again")
	}
}

func TestChoicesThatCannotBe(t *testing.T) {
	good := put(t, t.TempDir(), "a.ttf", fonts.Kai.Data())
	bad := put(t, t.TempDir(), "b.ttf", []byte("no font"))
	short := put(t, t.TempDir(), "c.ttf", fonts.Kai.Data()[:5000])
	var zero typecase.Choice
	for _, c := range []struct {
		name   string
		choice typecase.Choice
		code   newsroom.Code
		says   string
	}{
		{"no such folder", typecase.Choice{Folder: filepath.Join(t.TempDir(), "x")}, newsroom.NotFound, "x"},
		{"an empty folder", typecase.Choice{Folder: t.TempDir()}, newsroom.NotFound, ""},
		{"a damaged font in a folder", typecase.Choice{Folder: filepath.Dir(bad)}, newsroom.Invalid, "b.ttf"},
		{"no such file", zero.With(typecase.Kai, typecase.File{Path: good + "x"}), newsroom.NotFound, "a.ttfx"},
		{"a damaged file", zero.With(typecase.Kai, typecase.File{Path: bad}), newsroom.Invalid, "b.ttf"},
		{"a file that is cut off", zero.With(typecase.Kai, typecase.File{Path: short}), newsroom.Invalid, "c.ttf"},
		{"a face that the file does not have", zero.With(typecase.Kai, typecase.File{Path: good, Face: 2}), newsroom.Invalid, "a.ttf#2"},
	} {
		_, err := new(typecase.Case).Fonts(c.choice)
		if newsroom.CodeOf(err) != c.code || err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// TestList names what is in folders and below them: faces with Chinese characters, each once, those of a known category first.
func TestList(t *testing.T) {
	dir := t.TempDir()
	both := put(t, dir, "deep/two.ttc", collection(fonts.Song.Data(), fonts.Kai.Data()))
	put(t, dir, "again/kai.ttf", fonts.Kai.Data())
	put(t, dir, "broken.ttf", []byte("no font"))
	put(t, dir, "readme.txt", []byte("no font"))
	list, err := typecase.List(context.Background(), []string{dir, filepath.Join(dir, "none")})
	must(t, err)
	if len(list) != 2 || list[0].Category != typecase.Kai || list[1].String() != both+"#1" || !list[0].Known {
		t.Errorf("listed: %+v", list)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := typecase.List(ctx, []string{dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled, it gives %v", err)
	}
}

// FuzzFont gives files that claim to be fonts.
func FuzzFont(f *testing.F) {
	f.Add([]byte("\x00\x01\x00\x00\x00\x01"))
	f.Add(fonts.Kai.Data()[:4000])
	f.Add(collection(fonts.Kai.Data()[:2000], fonts.Song.Data()[:2000]))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := put(t, t.TempDir(), "x.ttc", data)
		if _, err := typecase.List(t.Context(), []string{filepath.Dir(path)}); err != nil {
			t.Error(err)
		}
		var zero typecase.Choice
		if got, err := new(typecase.Case).Fonts(zero.With(typecase.Kai, typecase.File{Path: path})); err == nil && len(got.Kai.Faces) < 2 {
			t.Error("no face behind one's own")
		}
	})
}

// BenchmarkList reads the names of the house's faces as if they were the system's.
func BenchmarkList(b *testing.B) {
	dir := b.TempDir()
	for _, f := range fonts.All() {
		must(b, os.WriteFile(filepath.Join(dir, f.String()+".ttf"), f.Data(), 0o600))
	}
	for b.Loop() {
		if list, err := typecase.List(b.Context(), []string{dir}); err != nil || len(list) != len(fonts.All()) {
			b.Fatal(len(list), err)
		}
	}
}
