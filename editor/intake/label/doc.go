// Package label reads the lines by which Chinese sites say what they know of an article: labels with values (来源：… 发布时间：… 编辑：…),
// breadcrumbs (当前位置：首页 > 新闻 > …) and times. It is tables of words and a matcher; where such lines stand, and what becomes of their
// values, is the caller's.
package label
