package export

import (
	"strings"

	"galley/assets/catalogue"
	"galley/editor/model"
)

// Words that a credit begins or ends with when it says by itself what it is, as the trade writes it: 摄影：张三, 张三 摄, 供图：校史馆, Photo: A.
var (
	creditBegins = []string{"图", "圖", "摄影", "攝影", "摄：", "攝：", "供图", "供圖", "绘图", "繪圖", "制图", "製圖", "插图", "插圖", "来源", "來源",
		"photo", "picture", "image", "illustration", "graphic", "source", "credit", "courtesy", "©"}
	creditEnds = []string{"摄", "攝", "摄影", "攝影", "供图", "供圖", "绘", "繪", "制图", "製圖", "/图", "／图", "/圖", "／圖"}
)

// Credit is the line that readers are told beside the caption of a figure: who made the picture, and whose it is. It is empty where the figure
// says neither. A credit that says by itself what it is stands as it is; others get the trade's word before them.
func Credit(words *catalogue.Catalogue, a model.Attrs) string {
	credit, rights := oneLine(a.Credit), oneLine(a.Rights)
	if credit != "" && !speaksForItself(credit) {
		credit = words.S("page.picture", "Value", credit)
	}
	if credit == "" || rights == "" || strings.Contains(credit, rights) {
		if credit == "" {
			return rights
		}
		return credit
	}
	return credit + words.S("page.picture.between") + rights
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func speaksForItself(credit string) bool {
	lower := strings.ToLower(credit)
	for _, w := range creditBegins {
		if strings.HasPrefix(lower, w) {
			return true
		}
	}
	for _, w := range creditEnds {
		if strings.HasSuffix(lower, w) {
			return true
		}
	}
	return false
}
