package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// object is an indirect object: what stands between obj and endobj. A stream has its dictionary in dict.
type object struct {
	dict   []byte
	stream []byte // nil for none
}

// reference is the number of an indirect object. Generations are all 0.
type reference int

func (r reference) String() string { return strconv.Itoa(int(r)) + " 0 R" }

var errNotOurs = errors.New("not a file of gofpdf")

// parseObjects splits a finished file of gofpdf into its objects by the cross-reference table; object n is at index n, index 0 is empty.
// It reads the one shape that gofpdf writes: a classical table of one section, streams with a direct Length.
func parseObjects(b []byte) ([]object, error) {
	at := bytes.LastIndex(b, []byte("startxref\n"))
	if at < 0 {
		return nil, fmt.Errorf("%w: no startxref", errNotOurs)
	}
	start, _, ok := number(b[at+len("startxref\n"):])
	if !ok || start >= at {
		return nil, fmt.Errorf("%w: startxref leads nowhere", errNotOurs)
	}
	table, ok := bytes.CutPrefix(b[start:at], []byte("xref\n0 "))
	if !ok {
		return nil, fmt.Errorf("%w: no table at startxref", errNotOurs)
	}
	count, n, ok := number(table)
	const entry = len("0000000000 65535 f \n")
	if !ok || count < 1 || n+1 > len(table) || count > (len(table)-n-1)/entry {
		return nil, fmt.Errorf("%w: the table is cut off", errNotOurs)
	}
	table = table[n+1:]
	objects := make([]object, count)
	for i := 1; i < count; i++ {
		offset, _, ok := number(table[i*entry:])
		if !ok || offset >= start {
			return nil, fmt.Errorf("%w: object %d lies outside the file", errNotOurs, i)
		}
		o, err := parseObject(i, b[offset:start])
		if err != nil {
			return nil, err
		}
		objects[i] = o
	}
	return objects, nil
}

// parseObject reads object n, which b begins with.
func parseObject(n int, b []byte) (object, error) {
	bad := func(what string) (object, error) {
		return object{}, fmt.Errorf("%w: object %d: %s", errNotOurs, n, what)
	}
	b, ok := bytes.CutPrefix(b, []byte(strconv.Itoa(n)+" 0 obj\n"))
	if !ok {
		return bad("not where the table says")
	}
	end := bytes.Index(b, []byte("\nendobj"))
	if end < 0 {
		return bad("no end")
	}
	stream := bytes.Index(b[:end], []byte("\nstream\n"))
	if stream < 0 {
		return object{dict: b[:end]}, nil
	}
	dict := b[:stream]
	size, ok := integer(dict, "/Length ")
	data := b[stream+len("\nstream\n"):]
	if !ok || size > len(data) {
		return bad("no length")
	}
	if !bytes.HasPrefix(data[size:], []byte("\nendstream\nendobj")) {
		return bad("the stream has another length")
	}
	return object{dict: dict, stream: data[:size:size]}, nil
}

// number reads a decimal number of up to ten digits and returns it with its length.
func number(b []byte) (v, n int, ok bool) {
	for n < len(b) && n < 10 && '0' <= b[n] && b[n] <= '9' {
		v = v*10 + int(b[n]-'0')
		n++
	}
	return v, n, n > 0
}

// integer finds the number after a key of a dictionary. A reference gives the number of its object.
func integer(dict []byte, key string) (int, bool) {
	_, after, ok := bytes.Cut(dict, []byte(key))
	if !ok {
		return 0, false
	}
	v, _, ok := number(after)
	return v, ok
}

// replaceOnce replaces a piece of a dictionary that must be there exactly once.
func replaceOnce(dict []byte, old, new string) ([]byte, error) {
	if bytes.Count(dict, []byte(old)) != 1 {
		return nil, fmt.Errorf("%w: %q is not there once", errNotOurs, old)
	}
	return bytes.Replace(dict, []byte(old), []byte(new), 1), nil
}

// file is the objects of a file that is being finished.
type file struct {
	objects []object
}

// add appends an object and returns its number.
func (f *file) add(o object) reference {
	f.objects = append(f.objects, o)
	return reference(len(f.objects) - 1)
}

// addf appends an object without a stream.
func (f *file) addf(format string, args ...any) reference {
	return f.add(object{dict: fmt.Appendf(nil, format, args...)})
}

// reserve appends an empty object, to be set when everything it names has a number.
func (f *file) reserve() reference { return f.add(object{}) }

// setf sets an object.
func (f *file) setf(r reference, format string, args ...any) {
	f.objects[r] = object{dict: fmt.Appendf(nil, format, args...)}
}

// addStream appends a stream. dict has everything but the length.
func (f *file) addStream(dict string, data []byte) reference {
	return f.add(object{dict: fmt.Appendf(nil, "<<%s /Length %d>>", dict, len(data)), stream: data})
}

// header is the version and four bytes above 127, which tell programs that move files that this one is binary (ISO 19005-1, 6.1.2).
const header = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"

// bytes writes the file. id is its identifier (ISO 32000-1, 14.4).
func (f *file) bytes(root, info reference, id func(body []byte) []byte) []byte {
	size := len(header) + 256
	for _, o := range f.objects {
		size += len(o.dict) + len(o.stream) + 64
	}
	b := make([]byte, 0, size)
	b = append(b, header...)
	offsets := make([]int, len(f.objects))
	for i, o := range f.objects[1:] {
		offsets[i+1] = len(b)
		b = strconv.AppendInt(b, int64(i+1), 10)
		b = append(b, " 0 obj\n"...)
		b = append(b, o.dict...)
		if o.stream != nil {
			b = append(b, "\nstream\n"...)
			b = append(b, o.stream...)
			b = append(b, "\nendstream"...)
		}
		b = append(b, "\nendobj\n"...)
	}
	sum := id(b)
	start := len(b)
	b = fmt.Appendf(b, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects))
	for _, o := range offsets[1:] {
		b = fmt.Appendf(b, "%010d 00000 n \n", o)
	}
	return fmt.Appendf(b, "trailer\n<</Size %d /Root %v /Info %v /ID [<%x> <%[4]x>]>>\nstartxref\n%d\n%%%%EOF\n", len(f.objects), root, info, sum, start)
}
