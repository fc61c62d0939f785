package app

import (
	"os"
	"path/filepath"
	"testing"
)

func TestMemory(t *testing.T) {
	dir := t.TempDir()
	m := memory{filepath.Join(dir, "state", "carets")}
	if data, err := m.Load(); err != nil || len(data) > 0 {
		t.Fatalf("before anything was kept: %q, %v", data, err)
	}
	for _, text := range []string{"一", "二三", ""} {
		if err := m.Save([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if data, err := m.Load(); err != nil || string(data) != text {
			t.Errorf("kept %q, %v", data, err)
		}
	}
	if files, err := os.ReadDir(filepath.Dir(m.file)); err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (memory{filepath.Join(dir, "file", "carets")}).Save(nil); err == nil {
		t.Error("a file was taken for a folder")
	}
}
