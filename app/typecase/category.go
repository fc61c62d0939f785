package typecase

import (
	"slices"
	"strings"

	"galley/app/newsroom"
	"galley/assets/catalogue"
)

// Category is what a face is for, as Chinese printers and GB/T 9704-2012 (5.2.2, 7) name it.
type Category int

// The five categories that a person can choose a face for. The house has none of [FangSong] and [XiaoBiaoSong].
const (
	Song         Category = iota // 宋体
	FangSong                     // 仿宋体
	Hei                          // 黑体
	Kai                          // 楷体
	XiaoBiaoSong                 // 小标宋体

	chosen // how many can be chosen

	// What the house has besides: a folder of a person's own may bring them too.
	songBold Category = iota - 1
	heiBold
	categories
)

// Categories returns the five that a person can choose a face for, in the order of the standard.
func Categories() []Category { return []Category{FangSong, XiaoBiaoSong, Hei, Kai, Song} }

// names are the categories as commands and preferences write them.
var names = [chosen]string{"song", "fangsong", "hei", "kai", "xiaobiaosong"}

// String returns the category as commands and preferences write it: fangsong.
func (c Category) String() string {
	if c < 0 || c >= chosen {
		return ""
	}
	return names[c]
}

// CategoryText names a category.
func CategoryText(c Category) catalogue.Text { return catalogue.T("page.category." + c.String()) }

// ParseCategory returns the category of a name. Invalid: there is none.
func ParseCategory(name string) (Category, error) {
	if i := slices.Index(names[:], strings.ToLower(name)); i >= 0 {
		return Category(i), nil
	}
	return 0, newsroom.Errorf(newsroom.Invalid, nil, "press.category_unknown", "Name", name, "Names", strings.Join(names[:], ", "))
}

// styles says by words of a face's name what it is for; the first row that fits counts. Names are those of the makers: 方正仿宋, FZFangSong,
// SimHei, Source Han Serif, Kaiti.
var styles = []struct {
	words []string
	is    Category
	bold  Category // where the name says that it is bold, too
}{
	{[]string{"仿宋", "fangsong", "simfang", "fandolfang"}, FangSong, FangSong},
	{[]string{"小标宋", "xiaobiaosong", "dabiaosong", "大标宋"}, XiaoBiaoSong, XiaoBiaoSong},
	{[]string{"楷", "kai", "wenkai"}, Kai, Kai},
	{[]string{"黑", "hei", "sans", "gothic"}, Hei, heiBold},
	{[]string{"宋", "song", "serif", "simsun", "ming", "明"}, Song, songBold},
}

var boldNames = []string{"bold", "black", "heavy", "粗"}

// classify tells what a face is for by its name.
func classify(name string) (Category, bool) {
	name = strings.ToLower(name)
	has := func(words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(name, w) })
	}
	for _, row := range styles {
		if !has(row.words) {
			continue
		}
		if has(boldNames) {
			return row.bold, true
		}
		return row.is, true
	}
	return 0, false
}
