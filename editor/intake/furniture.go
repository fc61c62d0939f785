package intake

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"galley/editor/intake/han"
)

// hintElements say by their name that they are no part of an article.
var hintElements = map[atom.Atom]Reason{atom.Nav: Navigation, atom.Aside: SideColumn, atom.Footer: Footer}

// hintNames are the words of classes and ids by which sites name their furniture. A class is split at what is no letter.
var hintNames = names(map[Reason]string{
	Breadcrumb:    "breadcrumb breadcrumbs crumb crumbs dqwz weizhi mbx mianbaoxie curpos",
	Navigation:    "nav navi navbar navigation menu topnav mainnav daohang",
	SideColumn:    "side sidebar aside rightbar leftbar",
	Sharing:       "share shares bdshare bdsharebuttonbox social fenxiang jiathis qrcode",
	Comments:      "comment comments pinglun disqus reply replies",
	Related:       "related relate xiangguan recommend tuijian prevnext pager pagination shangxia",
	Footer:        "footer foot copyright beian",
	Advertisement: "ad ads adv advert gg guanggao banner sponsor",
	Tools:         "toolbar fontsize print dayin",
})

func names(lists map[Reason]string) map[string]Reason {
	out := map[string]Reason{}
	for why, list := range lists {
		for _, w := range strings.Fields(list) {
			out[w] = why
		}
	}
	return out
}

// hintOf returns what an element calls itself, or 0.
func hintOf(n *html.Node) Reason {
	if why, ok := hintElements[n.DataAtom]; ok {
		return why
	}
	switch strings.ToLower(attr(n, "role")) {
	case "navigation":
		return Navigation
	case "complementary":
		return SideColumn
	case "contentinfo":
		return Footer
	}
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return 0
	}
	for _, s := range []string{attr(n, "class"), attr(n, "id")} {
		for _, w := range strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return c < 'a' || c > 'z' }) {
			if why, ok := hintNames[w]; ok {
				return why
			}
		}
	}
	return 0
}

// phrase is a wording of furniture. The piece must hold it and be no longer than max characters.
type phrase struct {
	why   Reason
	max   int
	start bool // the piece must begin with it
	words string
}

// phrases are looked for in folded text, outside the middle of the article only.
var phrases = []phrase{
	{Sharing, 30, false, "扫一扫,分享|分享本页|分享到|扫码分享|微信扫一扫|转发到|分享至|扫描二维码"},
	{Related, 80, true, "上一篇|下一篇|上一条|下一条|相关阅读|相关新闻|相关文章|相关链接|推荐阅读|延伸阅读|热门文章|热点新闻|猜你喜欢|猜您喜欢|最新文章"},
	{Footer, 200, false, "版权所有|icp备|公网安备|copyright|all rights reserved|技术支持:|未经授权|免责声明|主办单位:"},
	{Tools, 30, true, "打印|关闭窗口|关闭|返回顶部|返回列表|返回|字号|字体|收藏本站|设为首页|加入收藏|【打印|[打印|【关闭|[关闭|【字体|【大|[大|纠错"},
	{Comments, 60, true, "发表评论|网友评论|我要评论|评论列表|暂无评论|最新评论|全部评论|登录后评论"},
	{Navigation, 12, true, "首页|更多|查看更多|更多>>|more"},
	{Navigation, 40, true, "欢迎进入|欢迎访问|欢迎来到|欢迎光临"},
}

// wording returns what the wording of a text says about it, or 0.
func wording(text string) Reason {
	if utf8.RuneCountInString(text) > 200 {
		return 0
	}
	t := strings.TrimLeft(string(han.Fold(text)), " ·•|-")
	n := utf8.RuneCountInString(t)
	for _, p := range phrases {
		if n > p.max {
			continue
		}
		for _, w := range strings.Split(p.words, "|") {
			if p.start && strings.HasPrefix(t, w) || !p.start && strings.Contains(t, w) {
				return p.why
			}
		}
	}
	return 0
}
