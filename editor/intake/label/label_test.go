package label_test

import (
	"testing"
	"time"

	"galley/editor/intake/label"
)

func TestMoment(t *testing.T) {
	zone := time.FixedZone("", 8*3600)
	for in, want := range map[string]string{
		"2022-03-21 16:32:00": "2022-03-21T16:32:00+08:00", "2022-3-1": "2022-03-01T00:00:00+08:00", "2022/03/21 6:05": "2022-03-21T06:05:00+08:00",
		"2022.03.21": "2022-03-21T00:00:00+08:00", "2022年3月21日 16:32": "2022-03-21T16:32:00+08:00", "2022年3月21日16时32分": "2022-03-21T16:32:00+08:00",
		"２０２２年３月２１日": "2022-03-21T00:00:00+08:00", "2022年3月21日 星期一 下午4:32": "2022-03-21T16:32:00+08:00", "2022-03-21T16:32:00Z": "2022-03-21T16:32:00Z",
		"2022-03-21T16:32:00.123+09:00": "2022-03-21T16:32:00+09:00", "2022-03-21 16:32 -0500": "2022-03-21T16:32:00-05:00", "于 2022-03-21 发布": "2022-03-21T00:00:00+08:00",
	} {
		got, _, _, ok := label.Moment(in, zone)
		if !ok || got.Format(time.RFC3339) != want {
			t.Errorf("%s is %v, %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "3月21日", "2022-02-30", "2022-13-01", "0022-01-01", "2022-03-21 25:00", "12345"} {
		if got, _, _, ok := label.Moment(in, zone); ok {
			t.Errorf("%q is %v", in, got)
		}
	}
}

func TestLine(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []label.Label
	}{
		{"信息來自:彭城教育網\u00a0\u00a0閱讀量:16768次", []label.Label{{Field: label.Source, Word: "信息来自", Value: "彭城教育網"}, {Field: label.Reads, Word: "阅读量", Value: "16768次"}}},
		{"编　　辑：融媒体中心 李婉婷", []label.Label{{Field: label.Editor, Word: "编辑", Value: "融媒体中心 李婉婷"}}},
		{"【摘要】来源：甲", []label.Label{{Field: label.Abstract, Word: "摘要", Value: "来源：甲"}}},
		{"(责编:甲 审核:乙)", []label.Label{{Field: label.Editor, Word: "责编", Value: "甲"}, {Field: label.Reviewer, Word: "审核", Value: "乙"}}},
	} {
		got := label.Line(c.in, false)
		if len(got) != len(c.want) {
			t.Errorf("%s gave %+v", c.in, got)
			continue
		}
		for i := range got {
			if got[i].Field != c.want[i].Field || got[i].Word != c.want[i].Word || got[i].Value != c.want[i].Value {
				t.Errorf("%s gave %+v", c.in, got[i])
			}
		}
	}
	for _, in := range []string{"", "编辑部召开会议", "来源于生活", "时间：上午", "据新华社报道：来源：甲", "作者：他说这件事很重要。大家都同意。", "编辑说：好", "审核通过"} {
		if got := label.Line(in, false); got != nil {
			t.Errorf("%s gave %+v", in, got)
		}
	}
}

func TestBreadcrumb(t *testing.T) {
	for _, c := range []struct{ in, site, column string }{
		{"您現在的位置是:彭城教育網 > 校聞速遞 > 标题标题标题", "彭城教育網", "校聞速遞"},
		{"首页 » 新闻 » 校园新闻 » 正文", "", "校园新闻"},
		{"当前位置：某校/通知公告", "某校", "通知公告"},
		{"首页 > 通知", "", "通知"},
		{"首页 > 新闻 > 标题标题…", "", "新闻"},
	} {
		crumbs, ok := label.Breadcrumb(c.in, false)
		site, column := crumbs.Place("标题标题标题")
		if !ok || site != c.site || column != c.column {
			t.Errorf("%s: %q, %q, %v", c.in, site, column, ok)
		}
	}
	for _, in := range []string{"甲 > 乙", "5 > 3", "首页", "位置很好", "当前位置很好。"} {
		if got, ok := label.Breadcrumb(in, false); ok {
			t.Errorf("%s gave %+v", in, got)
		}
	}
}
