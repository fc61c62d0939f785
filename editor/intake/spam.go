package intake

import (
	"strings"
	"unicode/utf8"

	"galley/editor/intake/han"
)

// spamWords are what injected links say, in folded text. A strong word stands in no honest link; a weak one may stand in any news and counts
// only beside others. A paragraph with a sentence in it is never spam, whatever its words.
var spamWords = []struct {
	why          Reason
	strong, weak string
}{
	{SpamGambling,
		"娱乐城 博彩 赌场 真人荷官 百家乐 老虎机 送彩金 彩金 棋牌游戏 澳门新葡京 葡京 威尼斯人 太阳城 皇冠体育 万金体育 体育投注 投注网 体育下注 电子游艺 捕鱼达人 金沙娱乐 必赢 bet365 ag真人 bob体育 开云体育 华体会 亚博 云顶 牛牛 炸金花 德州扑克 赌博网 赌球 押注 注册送 真钱游戏 时时彩计划 外围网",
		"棋牌 赌博 欧冠 投注 盘口 娱乐平台 官方网址 注册 下注 赔率 体育平台"},
	{SpamLottery,
		"时时彩 北京赛车 pk10 六合彩 香港马会 快三 快3 幸运飞艇 一肖 特码 开奖直播 开奖结果直播 彩票平台 彩票网 福彩3d 双色球预测 重庆彩 计划软件 必中",
		"彩票 开奖 双色球 大乐透 福彩 体彩 开奖结果 走势图"},
	{SpamPornography,
		"在线看片 成人视频 成人电影 无码 三级片 黄色网站 黄片 裸聊 约炮 激情视频 情色 色情 一夜情 av在线 av女优 番号 国产精品视频 亚洲av 久久精品 毛片 伦理片 偷拍 自拍偷 性爱 援交 包夜 做爱 av片",
		"成人 看片 激情 诱惑 福利视频 美女直播"},
	{SpamPiracy,
		"影视剧全集 高清影视 影视大全 免费观看网 全集免费 在线观看免费 高清在线视频 电影天堂 免费在线观看 在线播放免费 迅雷下载 bt下载 视频网站导航 最新影视 韩剧网 追剧 免费看电影 影院在线",
		"免费观看 在线观看 在线播放 全集 高清 影视 影院 大片 在线视频 电视剧"},
	{SpamInvoices,
		"代开发票 开发票 办证 刻章 假证 毕业证办理 办理毕业证 代办文凭 文凭办理 代写论文 论文代写 论文代发 代考 枪手 替考 刻公章",
		"发票 文凭 代办 代写 增值税"},
	{SpamLoans,
		"小额贷款 无抵押贷款 贷款公司 信用卡套现 信用卡代还 网贷 套现 高利贷 空放 黑户贷款 极速放款 秒批",
		"贷款 放款 抵押 借款 信用卡"},
	{SpamGames,
		"传奇私服 私服 新开传奇 外挂 代练 传奇发布网 sf发布网 奇迹私服 游戏外挂 变态传奇 魔域私服",
		"传奇 辅助 开服 刷枪"},
}

type spamWord struct {
	why    Reason
	text   string
	runes  int
	strong bool
}

var spamTable = func() (out []spamWord) {
	for _, row := range spamWords {
		for _, w := range strings.Fields(row.strong) {
			out = append(out, spamWord{row.why, w, utf8.RuneCountInString(w), true})
		}
		for _, w := range strings.Fields(row.weak) {
			out = append(out, spamWord{row.why, w, utf8.RuneCountInString(w), false})
		}
	}
	return out
}()

// spamScore is what the word table finds in a text.
type spamScore struct {
	reason       Reason // of the kind with the most characters, 0 if no word was found
	strong, weak int    // different words found
	share        float64
}

// certain reports whether words of a link are spam by themselves.
func (s spamScore) certain() bool { return s.strong > 0 || s.weak > 1 }

// weighSpam weighs a text. The share is that of characters in words of the table, words inside other words counted again.
func weighSpam(text string) spamScore {
	t := string(han.Fold(text))
	var s spamScore
	byKind := map[Reason]int{}
	hit := 0
	for _, w := range spamTable {
		n := strings.Count(t, w.text)
		if n == 0 {
			continue
		}
		if w.strong {
			s.strong++
		} else {
			s.weak++
		}
		hit += n * w.runes
		byKind[w.why] += n * w.runes
	}
	for why := SpamGambling; why <= SpamLinks; why++ {
		if byKind[why] > byKind[s.reason] {
			s.reason = why
		}
	}
	if n := utf8.RuneCountInString(t); n > 0 {
		s.share = float64(hit) / float64(n)
	}
	return s
}

// judgeSpam returns the reason to drop a piece as spam, or 0. The words that were already cut out of it are judged with it.
func judgeSpam(p *piece) Reason {
	var cut strings.Builder
	var cutWhy Reason
	for _, d := range p.cut {
		if d.Why.IsSpam() {
			cut.WriteString(" " + d.Text)
			cutWhy = d.Why
		}
	}
	text := p.text()
	if cutWhy != 0 && !strings.ContainsAny(text, "。！？") && (wordless(text) || utf8.RuneCountInString(cut.String()) > p.runes) {
		return cutWhy
	}
	if text == "" || strings.ContainsAny(text, "。！？") || p.runes > 400 {
		return 0
	}
	s := weighSpam(text + cut.String())
	switch {
	case p.away == 0 && s.strong > 1 && s.share >= 0.3 && p.heads == 0, p.away > 0 && s.strong > 0 && s.share >= 0.25:
		return s.reason
	case s.strong+s.weak > 0 && p.away > 0 && p.linkDense():
		return s.reason
	case p.away >= 3 && p.away == p.links && p.linkDense():
		return SpamLinks
	}
	return 0
}
