package catalogue

import (
	"encoding/json"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// read reads one file with its order and its repetitions, which a map would hide: id, then each form.
func read(t *testing.T, name string) (ids []string, forms map[string][]string) {
	t.Helper()
	data, err := files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	forms = map[string][]string{}
	d := json.NewDecoder(strings.NewReader(string(data)))
	token := func() json.Token {
		v, err := d.Token()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return v
	}
	if token() != json.Delim('{') {
		t.Fatalf("%s is no object", name)
	}
	for d.More() {
		id := token().(string)
		ids = append(ids, id)
		switch v := token().(type) {
		case string:
			forms[id] = []string{v}
		case json.Delim:
			var names []string
			for d.More() {
				names = append(names, token().(string))
				forms[id] = append(forms[id], token().(string))
			}
			token()
			if !slices.Equal(names, []string{"one", "other"}) || !strings.Contains(name, ".en.") {
				t.Errorf("%s: %s has the forms %v; only English has one and other", name, id, names)
			}
		default:
			t.Fatalf("%s: %s is neither a string nor an object", name, id)
		}
	}
	return ids, forms
}

// areas returns the names of the areas, from the files of the house's own language.
func areas(t *testing.T) []string {
	t.Helper()
	names := map[string]int{}
	entries, err := files.ReadDir("text")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		area, lang, _ := strings.Cut(strings.TrimSuffix(e.Name(), ".json"), ".")
		if !slices.Contains(Langs(), Lang(lang)) || path.Ext(e.Name()) != ".json" {
			t.Errorf("text/%s is named after no language", e.Name())
		}
		names[area]++
	}
	for area, n := range names {
		if n != len(Langs()) {
			t.Errorf("area %s has %d files, want one for each of %d languages", area, n, len(Langs()))
		}
	}
	return slices.Sorted(maps.Keys(names))
}

var placeholder = regexp.MustCompile(`\{\{\.([A-Z][A-Za-z]*)\}\}`)

// values returns the names of the values of an entry's forms.
func values(forms []string) []string {
	names := map[string]bool{}
	for _, f := range forms {
		for _, m := range placeholder.FindAllStringSubmatch(f, -1) {
			names[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestEveryEntryStandsOnceInEveryLanguage(t *testing.T) {
	seen := map[Lang]map[string]string{ZhHans: {}, ZhHant: {}, En: {}}
	for _, area := range areas(t) {
		wantIDs, want := read(t, "text/"+area+".zh-Hans.json")
		for _, l := range Langs() {
			file := "text/" + area + "." + string(l) + ".json"
			ids, forms := read(t, file)
			for _, id := range ids {
				if other, ok := seen[l][id]; ok {
					t.Errorf("%s: %s stands in %s already", file, id, other)
				}
				seen[l][id] = file
				if _, ok := want[id]; !ok {
					t.Errorf("%s: %s is not in the file of zh-Hans", file, id)
				}
			}
			for _, id := range wantIDs {
				if _, ok := forms[id]; !ok {
					t.Errorf("%s lacks %s", file, id)
				} else if got := values(forms[id]); !slices.Equal(got, values(want[id])) {
					t.Errorf("%s: %s has the values %v, in zh-Hans %v", file, id, got, values(want[id]))
				}
			}
		}
	}
	for _, l := range Langs() {
		for id := range seen[l] {
			if !For(l).Has(id) {
				t.Errorf("%s was not loaded in %s", id, l)
			}
		}
	}
}

var (
	han   = `[\p{Han}“”「」《》]`
	ascii = regexp.MustCompile(han + `[,;:?()"']|[,;:?()"']` + han + `|` + han + `\.(\s|$)|\.\.\.`)
)

// simplified is characters that Traditional Chinese does not use.
const simplified = "这们个时会来对说过还样点问间关开门见现头书写读编辑审阅标栏发图库选择误错检网页导转换数据认删显东车长马压厅县变号员听启响团园围国场坏块声备够" +
	"夹实层属师带帮应异张录总态户扩报拟损无旧权条极杂区两严临举义乐习买乱争亏产亲亿仅从仓众优传伤伪体储决况净减凭则创办务动励劳势协单卖历厂双叙吗" +
	"哑唤喷圆处复奋奖妆妈娱孙学宁宝宪宫寻尔尝尽岁岛币庆庙弃归当彻径忆忧怀恋恶悬惊惩惯愤愿懒战执扫扬护担捡拥挡挥摄摆撑敌断晋晓暂术机杀构枪柜栈树档" +
	"桥楼横欢欧毁毕汇汉泪洁测济浏浓润涨渐渔湾湿满滞滤灭灯灵灾炉炼烂热爱爷牵犹独狭狮猎猪献环码础确碍礼祸离种积称稳穷窃竞笔签简粮紧纠红约级纪纯纲纳" +
	"纵纷纸线练组细织终绍经结绕给络绝统继绩续维综绿缓缘缩罗罚职联聪肃脑脚脱节艺苏荐药获营虑虽补规视览觉触订讨让训议记讲许论设访证评识诉词译试该详" +
	"语请诸课调谈谋谢谨负责败账货质贩购费资赋赏赖赞赠赢趋跃踪轮软轻载较输边达迁运进远违连迟适递邮邻释钟钢钥钱铁银链销锁键锦镜闭闲闻队阳阴阵阶际陆" +
	"险随隐难雾静项顺须顾预领颁频题颜额风飞饭饮馆验驻骂鲜齐"

func TestWordsKeepTheHouseStyle(t *testing.T) {
	for _, area := range areas(t) {
		for _, l := range Langs() {
			file := "text/" + area + "." + string(l) + ".json"
			ids, forms := read(t, file)
			for _, id := range ids {
				for _, form := range forms[id] {
					words := placeholder.ReplaceAllString(form, "")
					switch {
					case form == "" || strings.TrimSpace(form) != form && strings.ContainsFunc(form, unicode.IsLetter):
						t.Errorf("%s: %s is empty or has spaces around it", file, id)
					case strings.ContainsAny(form, "!！"):
						t.Errorf("%s: %s has an exclamation mark", file, id)
					case strings.Contains(words, "{{") || strings.Contains(words, "}}"):
						t.Errorf("%s: %s has a value that is not written {{.Name}}", file, id)
					case l != En && ascii.MatchString(form):
						t.Errorf("%s: %s has Western punctuation in Chinese: %s", file, id, form)
					case l == ZhHant && strings.ContainsAny(form, simplified):
						at := strings.IndexAny(form, simplified)
						t.Errorf("%s: %s has a Simplified character at %s", file, id, form[at:])
					}
				}
			}
		}
	}
}
