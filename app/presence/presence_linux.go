package presence

import (
	"io"
	"os"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/screensaver"
	"github.com/jezek/xgb/xproto"
)

// system is a connection to the X server, made when it is first asked for.
type system struct {
	conn *xgb.Conn
	none bool // there is no server, or it does not know
}

func (s *system) idle() (time.Duration, bool) {
	if s.conn == nil && !s.open() {
		return 0, false
	}
	root := xproto.Drawable(xproto.Setup(s.conn).DefaultScreen(s.conn).Root)
	info, err := screensaver.QueryInfo(s.conn, root).Reply()
	if err != nil {
		s.close()
		return 0, false
	}
	return time.Duration(info.MsSinceUserInput) * time.Millisecond, true
}

func (s *system) open() bool {
	if s.none || os.Getenv("DISPLAY") == "" {
		return false
	}
	xgb.Logger.SetOutput(io.Discard) // it tells standard error what it returns anyway
	conn, err := xgb.NewConn()
	if err == nil {
		if err = screensaver.Init(conn); err != nil {
			conn.Close()
		}
	}
	if s.none = err != nil; !s.none {
		s.conn = conn
	}
	return !s.none
}

func (s *system) close() {
	if s.conn != nil {
		s.conn.Close()
		s.conn = nil
	}
}
