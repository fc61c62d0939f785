package han_test

import (
	"testing"

	"galley/editor/intake/han"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"審核：ＡＢＣ　甲\u00a0": "审核:abc 甲 ", "發佈時間": "发布时间", "閱讀量": "阅读量", "𠮷": "𠮷"} {
		if got := string(han.Fold(in)); got != want {
			t.Errorf("%q folds to %q", in, got)
		}
		if len(han.Fold(in)) != len([]rune(in)) {
			t.Errorf("%q changes its length", in)
		}
	}
}

func TestScore(t *testing.T) {
	for _, s := range []string{"会议要求，要进一步提高认识，落实责任。", "會議要求，要進一步提高認識，落實責任。"} {
		if got := han.Score(s); got < 0.7 {
			t.Errorf("%s scores %v", s, got)
		}
	}
	// The same two texts in GB18030 and Big5, read as the other.
	for _, s := range []string{"颇祜猁ワㄛ猁輛珨祭枑詢庛妎ㄛ邈妗孮肮﹝", "穦癳璶―璶秈˙矗蔼粄醚辅龟砫ヴ"} {
		if got := han.Score(s); got > 0.2 {
			t.Errorf("%s scores %v", s, got)
		}
	}
}

func TestLanguage(t *testing.T) {
	for in, want := range map[string]string{"后来，他们还会来。": "zh-Hans", "後來，他們還會來。": "zh-Hant", "皇后在此": "zh-Hans", "Tomorrow": "en", "2022": ""} {
		if got := han.Language(in); got != want {
			t.Errorf("%s is %q", in, got)
		}
	}
}

func TestBlanks(t *testing.T) {
	if got := han.Squeeze("\u3000融媒體中心\u00a0 李婉婷\n"); got != "融媒體中心 李婉婷" {
		t.Errorf("squeezed to %q", got)
	}
	if got := han.Bare(" 甲\u3000乙 "); got != "甲乙" {
		t.Errorf("bare is %q", got)
	}
	if !han.IsWide('甲') || !han.IsWide('，') || han.IsWide('a') || han.IsWide('한') {
		t.Error("wide characters")
	}
}
