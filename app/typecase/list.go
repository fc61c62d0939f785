package typecase

import (
	"cmp"
	"context"
	"io/fs"
	"path/filepath"
	"slices"
)

// mostListed bounds the files that a listing looks at. A desk of a printer has some thousands.
const mostListed = 20_000

// List names the faces with Chinese characters that are in folders and below them, by category and name. Folders that are not there and files
// that cannot be read are left out: nobody asked for them by name. Its only error is that of the context.
func List(ctx context.Context, folders []string) ([]Face, error) {
	var out []Face
	seen := map[string]bool{}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if stop := ctx.Err(); stop != nil {
				return stop
			}
			if err != nil || d.IsDir() || !isFont(path) || seen[path] {
				return nil
			}
			if seen[path] = true; len(seen) > mostListed {
				return fs.SkipAll
			}
			faces, err := facesOf(path)
			if err != nil {
				return nil
			}
			for _, f := range faces {
				if f.chinese {
					out = append(out, f)
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	order := Categories()
	rank := func(f Face) int {
		if i := slices.Index(order, f.Category); f.Known && i >= 0 {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(out, func(a, b Face) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.String(), b.String()))
	})
	// One face is often there twice, as a file and a link to it, or in two folders.
	return slices.CompactFunc(out, func(a, b Face) bool { return a.Name == b.Name }), nil
}
