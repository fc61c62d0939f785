// Package mirror brings a folder that is elsewhere in line with a site that was written here (app/site).
//
// [Send] compares the manifests of both, and sends what differs: pictures before the pages that show them, articles before the lists that lead to
// them; then it takes away what no page leads to any more, and the manifest comes last. Every file is put in place whole or not at all, so that
// readers see a site that holds together at every moment, and a run that was cut off anywhere is finished by the next one. Along the way
// the manifest over there is brought up to date now and then, so that the next one does not send everything anew.
//
// A folder with files and no manifest is somebody else's and is refused.
package mirror

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"galley/app/newsroom/target"
	"galley/app/site"
)

// Place is a folder elsewhere. Names have slashes between folders. Its methods may be called at once from as many goroutines as [Send] was told.
// Their errors are [target.Failure] values, but for the one of Read that says there is no such file: fs.ErrNotExist.
type Place interface {
	// IsEmpty reports whether there is nothing in the folder.
	IsEmpty(ctx context.Context) (bool, error)
	Read(ctx context.Context, name string) ([]byte, error)
	// Put writes a file whole or not at all, in the place of the one of that name; it makes folders.
	Put(ctx context.Context, name string, data []byte) error
	// Remove takes a file away; there may be none.
	Remove(ctx context.Context, name string) error
}

// Report says what Send did, in files.
type Report struct {
	Sent    int
	Removed int
	Bytes   int64 // that were sent
}

// between is after how many files the manifest over there is brought up to date.
const between = 256

// sender is one run.
type sender struct {
	dir      string
	place    Place
	workers  int
	progress func(done, of int)
	there    map[string]string // SHA-256 by name of what is over there and known to be so
	done, of int
	report   Report
}

// Send brings the place in line with the site in the folder dir, with that many files at a time. progress, where it is not nil, hears how far it
// is. Errors are those of the place, Foreign where the place is somebody else's, and Unreadable where dir has no such site.
func Send(ctx context.Context, dir string, place Place, workers int, progress func(done, of int)) (Report, error) {
	manifest, err := os.ReadFile(filepath.Join(dir, site.Manifest))
	if err != nil {
		return Report{}, target.Fail(target.Unreadable, err)
	}
	here, err := site.Read(manifest)
	if err != nil {
		return Report{}, target.Fail(target.Unreadable, err)
	}
	s := sender{dir: dir, place: place, workers: max(1, workers), progress: progress}
	before, err := s.look(ctx)
	if err != nil {
		return Report{}, err
	}
	differs := func(name string) bool { return s.there[name] != here.Sum[name] }
	var stages [][]string
	for _, names := range [][]string{here.Pictures, here.Pages, here.Lists} {
		names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return !differs(n) })
		stages = append(stages, names)
		s.of += len(names)
	}
	for _, names := range stages {
		for chunk := range slices.Chunk(names, between) {
			if err := s.put(ctx, chunk, here.Sum); err != nil {
				return s.report, err
			}
			if s.done < s.of {
				if err := s.remember(ctx); err != nil {
					return s.report, err
				}
			}
		}
	}
	if err := s.clear(ctx, here.Sum); err != nil {
		return s.report, err
	}
	if string(before) == string(manifest) && s.report == (Report{}) {
		return s.report, nil
	}
	return s.report, place.Put(ctx, site.Manifest, manifest)
}

// look reads the manifest over there.
func (s *sender) look(ctx context.Context) ([]byte, error) {
	data, err := s.place.Read(ctx, site.Manifest)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.there = map[string]string{}
		empty, err := s.place.IsEmpty(ctx)
		if err == nil && !empty {
			err = target.Fail(target.Foreign, errors.New("there are files and no "+site.Manifest))
		}
		if err != nil {
			return nil, err
		}
		return nil, s.remember(ctx) // from now on the folder is ours, even if the next file is the last that gets there
	case err != nil:
		return nil, err
	}
	l, err := site.Read(data)
	if err != nil {
		return nil, target.Fail(target.Foreign, err)
	}
	if s.there = l.Sum; s.there == nil {
		s.there = map[string]string{}
	}
	return data, nil
}

// put sends files that stand for nothing to each other.
func (s *sender) put(ctx context.Context, names []string, sum map[string]string) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var mu sync.Mutex
	var all sync.WaitGroup
	next := make(chan string)
	for range min(s.workers, len(names)) {
		all.Go(func() {
			for name := range next {
				data, err := s.file(name, sum[name])
				if err == nil {
					err = s.place.Put(ctx, name, data)
				}
				if err != nil {
					stop(err)
					continue
				}
				mu.Lock()
				s.there[name] = sum[name]
				s.report.Sent++
				s.report.Bytes += int64(len(data))
				if s.done++; s.progress != nil {
					s.progress(s.done, s.of)
				}
				mu.Unlock()
			}
		})
	}
feed:
	for _, name := range names {
		select {
		case next <- name:
		case <-ctx.Done():
			break feed
		}
	}
	close(next)
	all.Wait()
	return context.Cause(ctx)
}

// file reads a file of the site here, which has to be what the manifest says.
func (s *sender) file(name, sum string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		return nil, target.Fail(target.Unreadable, err)
	}
	if h := sha256.Sum256(data); hex.EncodeToString(h[:]) != sum {
		return nil, target.Fail(target.Unreadable, fmt.Errorf("%s was changed by hand", name))
	}
	return data, nil
}

// clear takes away what is over there and not on the site any more. The manifest names it until the end.
func (s *sender) clear(ctx context.Context, sum map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(s.there)) {
		if _, ok := sum[name]; ok {
			continue
		}
		if err := s.place.Remove(ctx, name); err != nil {
			return err
		}
		s.report.Removed++
	}
	return nil
}

// remember writes over there what is there by now.
func (s *sender) remember(ctx context.Context) error {
	data, err := site.Partial(s.there)
	if err != nil {
		return target.Fail(target.Unreadable, err)
	}
	return s.place.Put(ctx, site.Manifest, data)
}
