package export

import (
	"testing"

	"galley/assets/catalogue"
	"galley/editor/model"
)

func TestCredit(t *testing.T) {
	for _, c := range []struct {
		lang                 catalogue.Lang
		credit, rights, want string
	}{
		{catalogue.ZhHans, "", "", ""},
		{catalogue.ZhHans, "张三", "", "图／张三"},
		{catalogue.ZhHans, " 张三 \n", "", "图／张三"},
		{catalogue.ZhHans, "摄影：张三", "", "摄影：张三"},
		{catalogue.ZhHans, "张三 摄", "", "张三 摄"},
		{catalogue.ZhHans, "图源：校史馆", "版权归校史馆所有", "图源：校史馆　版权归校史馆所有"},
		{catalogue.ZhHans, "", "© 2026 校报", "© 2026 校报"},
		{catalogue.ZhHans, "© 校报", "© 校报", "© 校报"},
		{catalogue.En, "A. Smith", "© 2026 The Paper", "Picture: A. Smith. © 2026 The Paper"},
		{catalogue.En, "Photo: A. Smith", "", "Photo: A. Smith"},
	} {
		if got := Credit(catalogue.For(c.lang), model.Attrs{Credit: c.credit, Rights: c.rights}); got != c.want {
			t.Errorf("%s %q, %q: %q, want %q", c.lang, c.credit, c.rights, got, c.want)
		}
	}
}
