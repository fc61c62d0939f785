package preview

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"time"

	"galley/app/newsroom"
	"galley/export/qr"
)

// How long a preview may be asked for.
const (
	DefaultFor = 15 * time.Minute
	LongestFor = 8 * time.Hour
)

// Content is a page with the files that it shows.
type Content struct {
	HTML  []byte
	Files map[string]File // by name below the page's address
}

// File is a picture of the page, made when it is asked for.
type File struct {
	Type string // media type
	Make func() ([]byte, error)
}

// Source makes the page as it is now, to be shown at an address that ends with a slash. ctx lives as long as the server does, and so may the files.
type Source func(ctx context.Context, address string) (Content, error)

// Limits bounds what a request may cost. What is zero is as in [Usual].
type Limits struct {
	Header      int           // bytes of a request
	Connections int           // at a time
	Each        int           // of them from one computer
	Read        time.Duration // until a request is there
	Write       time.Duration // from there until its answer has gone
	Idle        time.Duration // between two requests of a connection
}

// Usual are enough for a handful of phones; a browser opens six connections.
var Usual = Limits{Header: 8 << 10, Connections: 48, Each: 12, Read: 5 * time.Second, Write: 30 * time.Second, Idle: 15 * time.Second}

// Options says what is shown, where and for how long.
type Options struct {
	At     netip.Addr // of this computer
	For    time.Duration
	Source Source
	Limits Limits
	Now    func() time.Time
	After  func(d time.Duration, f func()) (stop func()) // calls f once, unless stopped before
}

// Server shows one article until its time is over or it is closed.
type Server struct {
	source  Source
	now     func() time.Time
	after   func(time.Duration, func()) func()
	host    string // as requests name it
	token   string
	code    qr.Code
	http    *http.Server
	base    context.Context // of everything that is made
	stop    context.CancelFunc
	done    chan struct{}
	closing sync.Once

	mu     sync.Mutex
	until  time.Time
	cancel func() // of the timer
	opened int
	err    error // why it stopped by itself

	making sync.Mutex // one page or picture at a time
	shown  map[string]File
	made   map[string][]byte // of shown, what was made already
}

// Start makes the page once, to be sure that there is one, and serves it at a new address. Invalid: no such address or time, or the article may
// not be shown; Internal: nothing can listen there; what Source refuses.
func Start(ctx context.Context, o Options) (*Server, error) {
	if !o.At.IsValid() || o.At.IsUnspecified() || o.At.IsMulticast() || o.At.Zone() != "" {
		return nil, newsroom.Errorf(newsroom.Invalid, nil, "preview.address", "Address", o.At.String())
	}
	if err := check(o.For); err != nil {
		return nil, err
	}
	token := make([]byte, 16)
	if _, err := rand.Read(token); err != nil {
		return nil, newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	s := &Server{source: o.Source, now: o.Now, after: o.After, done: make(chan struct{}), made: map[string][]byte{},
		token: strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(token))}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", netip.AddrPortFrom(o.At, 0).String())
	if err != nil {
		return nil, newsroom.Errorf(newsroom.Internal, err, "preview.listen", "Address", o.At.String(), "Cause", err.Error())
	}
	s.host = listener.Addr().String()
	s.base, s.stop = context.WithCancel(context.WithoutCancel(ctx))
	if s.code, err = qr.New(s.Address(), qr.M); err == nil {
		_, err = s.page()
	}
	if err != nil {
		s.stop()
		return nil, errors.Join(err, listener.Close())
	}
	l := o.Limits.or(Usual)
	s.http = &http.Server{
		Handler: s, ReadHeaderTimeout: l.Read, ReadTimeout: l.Read, WriteTimeout: l.Write, IdleTimeout: l.Idle,
		MaxHeaderBytes: max(1, l.Header-slack), DisableGeneralOptionsHandler: true, // which would answer OPTIONS *
		ErrorLog: log.New(io.Discard, "", 0), // it only ever tells what strangers sent
	}
	s.Extend(o.For)
	go s.serve(&door{Listener: listener, most: l.Connections, each: l.Each, from: map[netip.Addr]int{}})
	return s, nil
}

// slack is what net/http lets a request have beside MaxHeaderBytes.
const slack = 4096

func (l Limits) or(u Limits) Limits {
	for _, n := range []struct{ of, usual *int }{{&l.Header, &u.Header}, {&l.Connections, &u.Connections}, {&l.Each, &u.Each}} {
		if *n.of == 0 {
			*n.of = *n.usual
		}
	}
	for _, d := range []struct{ of, usual *time.Duration }{{&l.Read, &u.Read}, {&l.Write, &u.Write}, {&l.Idle, &u.Idle}} {
		if *d.of == 0 {
			*d.of = *d.usual
		}
	}
	return l
}

// check holds a time to what may be asked for.
func check(d time.Duration) error {
	if d < time.Second || d > LongestFor {
		return newsroom.Errorf(newsroom.Invalid, nil, "preview.for", "Hours", int(LongestFor/time.Hour))
	}
	return nil
}

func (s *Server) serve(l net.Listener) {
	err := s.http.Serve(l)
	s.mu.Lock()
	if !errors.Is(err, http.ErrServerClosed) {
		s.err = newsroom.Errorf(newsroom.Internal, err, "preview.listen", "Address", s.host, "Cause", err.Error())
	}
	s.cancel()
	s.mu.Unlock()
	s.stop()
	close(s.done)
}

// Address is where the page is; it ends with a slash.
func (s *Server) Address() string { return "http://" + s.host + "/" + s.token + "/" }

// Code is the address as a code.
func (s *Server) Code() qr.Code { return s.code }

// Until is when the server stops.
func (s *Server) Until() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.until
}

// Opened counts how often the page was read.
func (s *Server) Opened() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.opened
}

// Extend has the server stop so long from now, at the same address; d is at most [LongestFor]. One that has stopped stays stopped.
func (s *Server) Extend(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.cancel != nil {
		s.cancel()
	}
	d = min(d, LongestFor)
	s.until = s.now().Add(d)
	s.cancel = s.after(d, s.shut)
}

// Done is closed when the server has stopped.
func (s *Server) Done() <-chan struct{} { return s.done }

// Stopped reports whether the server has stopped, and why where that was neither its time nor Close.
func (s *Server) Stopped() (bool, error) {
	select {
	case <-s.done:
		s.mu.Lock()
		defer s.mu.Unlock()
		return true, s.err
	default:
		return !s.now().Before(s.Until()), nil
	}
}

// shut ends everything that is open at once.
func (s *Server) shut() {
	s.closing.Do(func() {
		if err := s.http.Close(); err != nil {
			s.mu.Lock()
			s.err = newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
			s.mu.Unlock()
		}
	})
}

// Close stops the server and returns when it has stopped, with what went wrong meanwhile.
func (s *Server) Close() error {
	s.shut()
	<-s.done
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// headers are those of every answer, whatever it is.
var headers = [][2]string{
	{"Cache-Control", "no-store"},
	{"Content-Security-Policy", "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
	{"Referrer-Policy", "no-referrer"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"},
	{"X-Robots-Tag", "noindex, nofollow, noarchive"},
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, h := range headers {
		w.Header().Set(h[0], h[1])
	}
	name, ok := s.asked(r)
	if !ok {
		nothing(w)
		return
	}
	kind, data, err := "text/html; charset=utf-8", []byte(nil), error(nil)
	if name == "" {
		data, err = s.page()
	} else {
		kind, data, err = s.file(name)
	}
	if err != nil {
		nothing(w)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	if r.Method == http.MethodHead {
		return
	}
	if name == "" {
		s.mu.Lock()
		s.opened++
		s.mu.Unlock()
	}
	_, _ = w.Write(data) // who has gone away is not told
}

// asked returns the name below the address that a request is for, empty for the page; false where it is none of this server's.
func (s *Server) asked(r *http.Request) (string, bool) {
	path := r.URL.EscapedPath()
	token, name, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	right := subtle.ConstantTimeCompare([]byte(token), []byte(s.token)) == 1 && strings.HasPrefix(path, "/"+token+"/")
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	return name, right && reads && r.Host == s.host && r.ContentLength == 0 && s.now().Before(s.Until())
}

// nothing is the answer to everything that is not there.
func nothing(w http.ResponseWriter) {
	w.Header().Set("Connection", "close")
	w.Header().Set("Content-Length", "0")
	w.WriteHeader(http.StatusNotFound)
}

// page makes the page as it is now, and knows its pictures from here on.
func (s *Server) page() ([]byte, error) {
	s.making.Lock()
	defer s.making.Unlock()
	c, err := s.source(s.base, s.Address())
	if err != nil {
		return nil, err
	}
	for name := range s.made {
		if _, ok := c.Files[name]; !ok {
			delete(s.made, name)
		}
	}
	s.shown = c.Files
	return c.HTML, nil
}

// errNoFile says that the page has no such picture.
var errNoFile = errors.New("preview: no such file")

// file returns a picture of the page that was made last.
func (s *Server) file(name string) (kind string, data []byte, err error) {
	s.making.Lock()
	defer s.making.Unlock()
	f, ok := s.shown[name]
	if !ok {
		return "", nil, errNoFile
	}
	if data, ok = s.made[name]; !ok {
		if data, err = f.Make(); err != nil {
			return "", nil, err
		}
		s.made[name] = data
	}
	return f.Type, data, nil
}
