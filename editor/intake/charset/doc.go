// Package charset decodes what Chinese sites send: UTF-8, UTF-16, GB18030 with GBK and GB2312 in it, Big5, and other encodings of the WHATWG
// standard where they are declared and nothing else fits. What was declared is weighed, not believed.
package charset
