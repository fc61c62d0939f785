package preview_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"galley/app/newsroom"
	"galley/app/preview"
)

var local = netip.MustParseAddr("127.0.0.1")

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// hands is a clock that a test turns.
type hands struct {
	mu     sync.Mutex
	now    time.Time
	timers map[int]ringing
	n      int
}

type ringing struct {
	at time.Time
	f  func()
}

func (h *hands) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hands) After(d time.Duration, f func()) func() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.n++
	n := h.n
	h.timers[n] = ringing{h.now.Add(d), f}
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.timers, n)
	}
}

// turn moves the clock and rings what is due; quiet only moves it, as for a computer that slept.
func (h *hands) turn(d time.Duration, quiet bool) {
	h.mu.Lock()
	h.now = h.now.Add(d)
	var due []func()
	for n, t := range h.timers {
		if !quiet && !t.at.After(h.now) {
			due = append(due, t.f)
			delete(h.timers, n)
		}
	}
	h.mu.Unlock()
	for _, f := range due {
		f()
	}
}

// big is a file that no buffer of a system holds.
var big = bytes.Repeat([]byte("0123456789abcdef"), 4<<20)

// text is a source whose page a test changes.
type text struct {
	mu   sync.Mutex
	html string
	err  error
	made int
}

func (x *text) source(context.Context, string) (preview.Content, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.made++
	return preview.Content{HTML: []byte(x.html), Files: map[string]preview.File{
		"pictures/a-480.png": {Type: "image/png", Make: func() ([]byte, error) { return []byte("picture"), nil }},
		"pictures/big.png":   {Type: "image/png", Make: func() ([]byte, error) { return big, nil }},
		"pictures/bad.png":   {Type: "image/png", Make: func() ([]byte, error) { return nil, errors.New("damaged") }},
	}}, x.err
}

func start(t *testing.T, l preview.Limits) (*preview.Server, *text, *hands) {
	t.Helper()
	x, h := &text{html: "<h1>校样</h1>"}, &hands{now: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC), timers: map[int]ringing{}}
	s, err := preview.Start(t.Context(), preview.Options{At: local, For: 10 * time.Minute, Source: x.source, Limits: l, Now: h.Now, After: h.After})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s, x, h
}

// exchange sends a request as it stands and returns the whole answer.
func exchange(t *testing.T, s *preview.Server, request string) string {
	t.Helper()
	c, err := net.Dial("tcp", hostOf(t, s))
	must(t, err)
	defer c.Close()
	_, err = io.WriteString(c, request)
	must(t, err)
	data, err := io.ReadAll(c)
	if err != nil && len(data) == 0 {
		t.Fatal(err)
	}
	return string(data)
}

func hostOf(t *testing.T, s *preview.Server) string {
	t.Helper()
	u, err := url.Parse(s.Address())
	must(t, err)
	return u.Host
}

// split parts an answer into its first line with the headers but for the date, and what follows.
func split(answer string) (head, body string) {
	head, body, _ = strings.Cut(answer, "\r\n\r\n")
	lines := strings.Split(head, "\r\n")
	out := lines[:0]
	for _, l := range lines {
		if !strings.HasPrefix(l, "Date: ") {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n"), body
}

func get(t *testing.T, address string) (*http.Response, string) {
	t.Helper()
	r, err := http.Get(address)
	must(t, err)
	defer r.Body.Close()
	data, err := io.ReadAll(r.Body)
	must(t, err)
	return r, string(data)
}

func TestPage(t *testing.T) {
	s, x, _ := start(t, preview.Limits{})
	r, body := get(t, s.Address())
	if r.StatusCode != http.StatusOK || body != "<h1>校样</h1>" || r.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("%s %v %q", r.Status, r.Header, body)
	}
	for name, part := range map[string]string{
		"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "X-Robots-Tag": "noindex",
		"Content-Security-Policy": "default-src 'none'",
	} {
		if !strings.Contains(r.Header.Get(name), part) {
			t.Errorf("%s: %q", name, r.Header.Get(name))
		}
	}
	x.mu.Lock()
	x.html = "<h1>改过</h1>"
	x.mu.Unlock()
	if _, body = get(t, s.Address()); body != "<h1>改过</h1>" {
		t.Errorf("after a change %q", body)
	}
	if r, body = get(t, s.Address()+"pictures/a-480.png"); body != "picture" || r.Header.Get("Content-Type") != "image/png" || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("the picture: %v %q", r.Header, body)
	}
	if r, body = get(t, s.Address()+"?from=timeline"); r.StatusCode != http.StatusOK { // which chats add
		t.Errorf("with a query: %s %q", r.Status, body)
	}
	if r, err := http.Head(s.Address()); err != nil || r.StatusCode != http.StatusOK || r.ContentLength == 0 {
		t.Errorf("HEAD: %v %v", r, err)
	}
	if s.Opened() != 3 {
		t.Errorf("opened %d times", s.Opened())
	}
	if s.Code().Content() != s.Address() {
		t.Errorf("the code leads to %s", s.Code().Content())
	}
}

// TestNothing sends what an attacker would: each gets the same answer to the letter, and the article is not even made.
func TestNothing(t *testing.T) {
	s, x, h := start(t, preview.Limits{})
	host := hostOf(t, s)
	path := strings.TrimPrefix(s.Address(), "http://"+host)
	token := strings.Trim(path, "/")
	before := x.made
	ask := func(method, target, host, more string) string {
		return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n"
	}
	other, _, _ := start(t, preview.Limits{})
	foreign := strings.TrimPrefix(other.Address(), "http://"+hostOf(t, other))
	flip := []byte(token)
	flip[len(flip)-3] ^= 1
	cases := map[string]string{
		"the root":               ask("GET", "/", host, ""),
		"no slash":               ask("GET", "/"+token, host, ""),
		"upper case":             ask("GET", "/"+strings.ToUpper(token)+"/", host, ""),
		"one letter wrong":       ask("GET", "/"+string(flip)+"/", host, ""),
		"its beginning":          ask("GET", "/"+token[:20]+"/", host, ""),
		"longer":                 ask("GET", "/"+token+"a/", host, ""),
		"nothing for it":         ask("GET", "//", host, ""),
		"another's":              ask("GET", foreign, host, ""),
		"double slash":           ask("GET", "/"+path, host, ""),
		"slash at the end":       ask("GET", path+"/", host, ""),
		"encoded":                ask("GET", "/%"+fmt.Sprintf("%02x", token[0])+token[1:]+"/", host, ""),
		"climbing":               ask("GET", path+"../../../../etc/passwd", host, ""),
		"climbing, encoded":      ask("GET", path+"..%2f..%2fetc%2fpasswd", host, ""),
		"climbing, twice":        ask("GET", path+"%252e%252e%252fetc/passwd", host, ""),
		"climbing, backslash":    ask("GET", path+`..\..\etc\passwd`, host, ""),
		"to and fro":             ask("GET", path+"pictures/../", host, ""),
		"a dot":                  ask("GET", path+"./", host, ""),
		"the folder":             ask("GET", path+"pictures/", host, ""),
		"a picture of nobody":    ask("GET", path+"pictures/b-480.png", host, ""),
		"a damaged picture":      ask("GET", path+"pictures/bad.png", host, ""),
		"index":                  ask("GET", path+"index.html", host, ""),
		"robots":                 ask("GET", "/robots.txt", host, ""),
		"a null":                 ask("GET", path+"%00", host, ""),
		"POST":                   ask("POST", path, host, "Content-Length: 0\r\n"),
		"PUT":                    ask("PUT", path, host, "Content-Length: 1\r\n") + "x",
		"DELETE":                 ask("DELETE", path, host, ""),
		"OPTIONS":                ask("OPTIONS", path, host, ""),
		"OPTIONS of all":         ask("OPTIONS", "*", host, ""),
		"TRACE":                  ask("TRACE", path, host, ""),
		"CONNECT":                ask("CONNECT", "example.org:80", host, ""),
		"a method of its own":    ask("BREW", path, host, ""),
		"a body":                 ask("GET", path, host, "Content-Length: 3\r\n") + "abc",
		"a chunked body":         ask("GET", path, host, "Transfer-Encoding: chunked\r\n") + "0\r\n\r\n",
		"a name that leads here": ask("GET", path, "evil.example", ""),
		"the name with its port": ask("GET", path, "evil.example:"+host[strings.LastIndexByte(host, ':')+1:], ""),
		"another port":           ask("GET", path, "127.0.0.1:1", ""),
		"no port":                ask("GET", path, "127.0.0.1", ""),
		"localhost":              ask("GET", path, "localhost"+host[strings.LastIndexByte(host, ':'):], ""),
		"as a proxy":             ask("GET", "http://example.org"+path, host, ""),
	}
	want, body := split(exchange(t, s, cases["the root"]))
	if !strings.HasPrefix(want, "HTTP/1.1 404 ") || body != "" || !strings.Contains(want, "no-store") {
		t.Fatalf("the answer is %q %q", want, body)
	}
	for name, request := range cases {
		if head, body := split(exchange(t, s, request)); head != want || body != "" {
			t.Errorf("%s is answered with\n%s\n%q", name, head, body)
		}
	}
	if x.made != before || s.Opened() != 0 {
		t.Errorf("the page was made %d times and opened %d times", x.made-before, s.Opened())
	}
	x.mu.Lock()
	x.err = newsroom.Errorf(newsroom.Invalid, nil, "preview.secret")
	x.mu.Unlock()
	if head, body := split(exchange(t, s, ask("GET", path, host, ""))); head != want || body != "" {
		t.Errorf("a page that cannot be made is answered with\n%s\n%q", head, body)
	}
	x.mu.Lock()
	x.err = nil
	x.mu.Unlock()
	h.turn(10*time.Minute, true) // the computer slept, and no timer rang
	if head, body := split(exchange(t, s, ask("GET", path, host, ""))); head != want || body != "" {
		t.Errorf("after its time it is answered with\n%s\n%q", head, body)
	}
}

// TestTokens makes many: none comes twice, and each has 128 bits.
func TestTokens(t *testing.T) {
	seen := map[string]bool{}
	for range 50 {
		x, h := &text{}, &hands{timers: map[int]ringing{}}
		s, err := preview.Start(t.Context(), preview.Options{At: local, For: time.Minute, Source: x.source, Now: h.Now, After: h.After})
		must(t, err)
		u, err := url.Parse(s.Address())
		must(t, err)
		if token := strings.Trim(u.Path, "/"); seen[token] || len(token) < 26 { // 5 bits a letter
			t.Errorf("the token %s comes twice or is short", token)
		} else {
			seen[token] = true
		}
		must(t, s.Close())
		if len(h.timers) != 0 {
			t.Error("a timer outlives its server")
		}
	}
}

func TestTime(t *testing.T) {
	s, _, h := start(t, preview.Limits{})
	h.turn(9*time.Minute, false)
	s.Extend(15 * time.Minute)
	if got := s.Until().Sub(h.Now()); got != 15*time.Minute {
		t.Errorf("extended, it has %v", got)
	}
	h.turn(10*time.Minute, false)
	if r, _ := get(t, s.Address()); r.StatusCode != http.StatusOK {
		t.Errorf("within its time: %s", r.Status)
	}
	if stopped, err := s.Stopped(); stopped || err != nil {
		t.Errorf("stopped: %v %v", stopped, err)
	}
	s.Extend(100 * time.Hour)
	if got := s.Until().Sub(h.Now()); got != preview.LongestFor {
		t.Errorf("extended by days, it has %v", got)
	}
	h.turn(preview.LongestFor, false)
	<-s.Done()
	if stopped, err := s.Stopped(); !stopped || err != nil {
		t.Errorf("after its time, stopped: %v %v", stopped, err)
	}
	if r, err := http.Get(s.Address()); err == nil {
		t.Errorf("after its time somebody answers: %s", r.Status)
		must(t, r.Body.Close())
	}
	s.Extend(time.Hour)
	if stopped, _ := s.Stopped(); !stopped {
		t.Error("extending wakes one that has stopped")
	}
}

// TestCloseEndsEverything closes while a phone is reading: the connection ends.
func TestCloseEndsEverything(t *testing.T) {
	s, _, _ := start(t, preview.Limits{})
	r, err := http.Get(s.Address() + "pictures/big.png")
	must(t, err)
	defer r.Body.Close()
	must(t, s.Close())
	if n, err := io.Copy(io.Discard, r.Body); err == nil {
		t.Errorf("%d bytes are read to the end", n)
	}
}

// TestSlow holds connections open the ways that attackers do: each is cut, whether it sends slowly, nothing, or does not read.
func TestSlow(t *testing.T) {
	s, _, _ := start(t, preview.Limits{Each: 1, Read: 200 * time.Millisecond, Write: 200 * time.Millisecond, Idle: 200 * time.Millisecond})
	host := hostOf(t, s)
	path := strings.TrimPrefix(s.Address(), "http://"+host)
	for name, attack := range map[string]func(net.Conn){
		"nothing": func(net.Conn) {},
		"half a request": func(c net.Conn) {
			fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\n", path, host)
		},
		"a body that never comes": func(c net.Conn) {
			fmt.Fprintf(c, "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 100\r\n\r\n", path, host)
		},
		"nothing after an answer": func(c net.Conn) {
			fmt.Fprintf(c, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, host)
		},
	} {
		c, err := net.Dial("tcp", host)
		must(t, err)
		attack(c)
		if _, err := io.Copy(io.Discard, c); err != nil && !strings.Contains(err.Error(), "reset") { // ends when the server has cut it
			t.Errorf("%s: %v", name, err)
		}
		must(t, c.Close())
	}
	c, err := net.Dial("tcp", host)
	must(t, err)
	defer c.Close()
	fmt.Fprintf(c, "GET %spictures/big.png HTTP/1.1\r\nHost: %s\r\n\r\n", path, host)
	in := bufio.NewReader(c)
	_, err = in.ReadString('\n')
	must(t, err)
	// The others of this computer are let in again only when this one has been cut: Each is 1 here.
	for again := false; !again; {
		r, err := http.Get(s.Address())
		if again = err == nil; again {
			must(t, r.Body.Close())
		}
	}
	n, err := io.Copy(io.Discard, in)
	if n >= int64(len(big)) {
		t.Errorf("a reader that waited got all of it: %d bytes, %v", n, err)
	}
}

// TestLongHeaders sends more than a request may have.
func TestLongHeaders(t *testing.T) {
	s, _, _ := start(t, preview.Limits{})
	host := hostOf(t, s)
	path := strings.TrimPrefix(s.Address(), "http://"+host)
	for _, request := range []string{
		"GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + strings.Repeat("x", preview.Usual.Header) + "\r\n\r\n",
		"GET /" + strings.Repeat("x", preview.Usual.Header) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
	} {
		if head, _ := split(exchange(t, s, request)); !strings.HasPrefix(head, "HTTP/1.1 431 ") {
			t.Errorf("%d bytes are answered with\n%s", len(request), head)
		}
	}
}

// TestMany holds as many connections as one computer may: one more is closed at once, and after one has left there is room again.
func TestMany(t *testing.T) {
	s, _, _ := start(t, preview.Limits{Each: 3})
	host := hostOf(t, s)
	request := strings.Replace(fmt.Sprintf("GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", s.Address(), host), "http://"+host, "", 1)
	answers := func(c net.Conn) bool {
		if _, err := io.WriteString(c, request); err != nil {
			return false
		}
		r, err := http.ReadResponse(bufio.NewReader(c), nil)
		return err == nil && r.StatusCode == http.StatusOK
	}
	var held []net.Conn
	for i := range 3 {
		c, err := net.Dial("tcp", host)
		must(t, err)
		defer c.Close()
		if !answers(c) {
			t.Fatalf("connection %d is refused", i+1)
		}
		held = append(held, c)
	}
	c, err := net.Dial("tcp", host)
	must(t, err)
	if answers(c) {
		t.Error("a fourth connection is answered")
	}
	must(t, c.Close())
	must(t, held[0].Close())
	for again := false; !again; { // until the server has seen that it has gone
		c, err := net.Dial("tcp", host)
		must(t, err)
		again = answers(c)
		must(t, c.Close())
	}
}

// TestFlood guesses from six connections while a phone asks for the page: the phone gets it, and no guess has it made.
func TestFlood(t *testing.T) {
	s, x, _ := start(t, preview.Limits{})
	before := x.made
	var wg sync.WaitGroup
	wg.Add(6)
	for i := range 6 {
		go func() {
			defer wg.Done()
			client := &http.Client{Transport: &http.Transport{}}
			for j := range 200 {
				r, err := client.Get("http://" + hostOf(t, s) + fmt.Sprintf("/%026d/", i*1000+j))
				if err != nil {
					continue // turned away at the door
				}
				if r.StatusCode != http.StatusNotFound {
					t.Errorf("a guess is answered with %s", r.Status)
				}
				r.Body.Close()
			}
		}()
	}
	for range 20 {
		if r, _ := get(t, s.Address()); r.StatusCode != http.StatusOK {
			t.Errorf("meanwhile the page is answered with %s", r.Status)
		}
	}
	wg.Wait()
	if n := x.made - before; n != 20 {
		t.Errorf("the page was made %d times", n)
	}
}

func TestRefused(t *testing.T) {
	x, h := &text{}, &hands{timers: map[int]ringing{}}
	secret := newsroom.Errorf(newsroom.Invalid, nil, "preview.secret")
	for name, c := range map[string]struct {
		at   netip.Addr
		d    time.Duration
		err  error
		code newsroom.Code
	}{
		"everywhere":             {netip.IPv4Unspecified(), time.Minute, nil, newsroom.Invalid},
		"everywhere, version 6":  {netip.IPv6Unspecified(), time.Minute, nil, newsroom.Invalid},
		"no address":             {netip.Addr{}, time.Minute, nil, newsroom.Invalid},
		"a group":                {netip.MustParseAddr("224.0.0.1"), time.Minute, nil, newsroom.Invalid},
		"another computer's":     {netip.MustParseAddr("192.0.2.1"), time.Minute, nil, newsroom.Internal},
		"no time":                {local, 0, nil, newsroom.Invalid},
		"for days":               {local, 48 * time.Hour, nil, newsroom.Invalid},
		"a page that may not be": {local, time.Minute, secret, newsroom.Invalid},
	} {
		x.err = c.err
		s, err := preview.Start(t.Context(), preview.Options{At: c.at, For: c.d, Source: x.source, Now: h.Now, After: h.After})
		if s != nil || newsroom.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(h.timers) != 0 {
		t.Error("a refusal leaves a timer")
	}
}
