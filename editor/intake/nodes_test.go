package intake_test

import (
	"fmt"
	"strings"

	"galley/editor/model"
)

var none model.Attrs

func text(s string, marks ...model.Mark) *model.Node { return model.NewText(s, marks...) }
func para(content ...*model.Node) *model.Node        { return model.New(model.Paragraph, none, content...) }
func heading(level uint8, content ...*model.Node) *model.Node {
	return model.New(model.Heading, model.Attrs{Level: level}, content...)
}

func show(blocks []*model.Node) string {
	var b strings.Builder
	for _, n := range blocks {
		data, err := n.MarshalJSON()
		if err != nil {
			return err.Error()
		}
		fmt.Fprintf(&b, "%s\n", data)
	}
	return b.String()
}

func equal(a, b []*model.Node) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !a[i].Equal(b[i]) {
			return false
		}
	}
	return true
}
