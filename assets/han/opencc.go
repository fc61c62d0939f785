package han

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
)

//go:embed opencc.gz
var packedOpenCC []byte

// openCC are the dictionaries by the names of their files, each as lines of two words with a tab between.
var openCC = sync.OnceValue(func() map[string]map[string]string {
	r, err := gzip.NewReader(bytes.NewReader(packedOpenCC))
	if err != nil {
		panic(fmt.Sprintf("han: opencc.gz was not built right: %v", err))
	}
	text, err := io.ReadAll(r)
	if err != nil {
		panic(fmt.Sprintf("han: opencc.gz was not built right: %v", err))
	}
	all := map[string]map[string]string{}
	var into map[string]string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "#"); ok {
			into = map[string]string{}
			all[name] = into
			continue
		}
		from, to, _ := strings.Cut(line, "\t")
		into[from] = to
	}
	return all
})

// OpenCC returns a dictionary of OpenCC, by the name of its file without .txt: words of one script or region and what they are in another. They are
// unpacked at the first use, to about 10 MB. The map is shared: it is only read. It is nil for a name that there is not.
func OpenCC(file string) map[string]string { return openCC()[file] }
