//go:build ignore

// Generate makes words.gz and variants.txt from the files that LICENSE names:
//
//	go run generate.go -words cppjieba/dict/jieba.dict.utf8 -characters opencc/dictionary/TSCharacters.txt
package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// rare is below how many occurrences in its corpus a word is left out: the source gives the words that it did not count 3.
const rare = 5

// longest is the number of characters of the longest words that are kept; longer ones are names and sayings, whose parts do as well.
const longest = 6

type word struct {
	text  string
	count float64
}

func main() {
	words := flag.String("words", "", "jieba's dictionary: word, count and class on each line")
	characters := flag.String("characters", "", "OpenCC's traditional characters with the simplified ones for them")
	flag.Parse()
	if err := writeWords(*words); err != nil {
		log.Fatal(err)
	}
	if err := writeVariants(*characters); err != nil {
		log.Fatal(err)
	}
}

func eachLine(path string, do func(fields []string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if err := do(strings.Fields(lines.Text())); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return lines.Err()
}

func writeWords(path string) error {
	total, list := 0.0, []word(nil)
	err := eachLine(path, func(fields []string) error {
		if len(fields) < 2 {
			return fmt.Errorf("a line of %d fields", len(fields))
		}
		count, err := strconv.ParseFloat(fields[1], 64)
		if err != nil {
			return err
		}
		total += count
		other := strings.ContainsFunc(fields[0], func(r rune) bool { return r < 0x4e00 || r > 0x9fff })
		if !other && count >= rare && utf8.RuneCountInString(fields[0]) <= longest {
			list = append(list, word{fields[0], count})
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b word) int { return strings.Compare(a.text, b.text) })
	var text, costs bytes.Buffer
	var before []rune
	for _, w := range list {
		now := []rune(w.text)
		shared := 0
		for shared < min(len(before), len(now)) && before[shared] == now[shared] {
			shared++
		}
		text.WriteByte(byte(shared))
		text.WriteString(string(now[shared:]))
		costs.WriteByte(byte(min(255, math.Round(10*math.Log(total/w.count)))))
		before = now
	}
	text.WriteByte(longest + 1)
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := z.Write(append(text.Bytes(), costs.Bytes()...)); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return os.WriteFile("words.gz", out.Bytes(), 0o644)
}

func writeVariants(path string) error {
	var out strings.Builder
	err := eachLine(path, func(fields []string) error {
		if len(fields) < 2 || utf8.RuneCountInString(fields[0])+utf8.RuneCountInString(fields[1]) != 2 || fields[0] == fields[1] {
			return nil // a character that stays as it is
		}
		out.WriteString(fields[0] + fields[1] + "\n")
		return nil
	})
	if err != nil {
		return err
	}
	return os.WriteFile("variants.txt", []byte(out.String()), 0o644)
}
