// Package seal keeps passwords and keys: a password as a hash that cannot be turned back, a person's signing key locked under the password.
//
// Both are made by argon2id (RFC 9106), which costs whoever guesses as much time and memory as the person who signs in. The cost stands in
// what is stored, so that it can rise with the machines: [Check] says when a hash was made at less than the cost of today. Nothing here is
// written anywhere; the strings go to a store.
package seal

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// Cost is what one hash costs.
type Cost struct {
	Memory  uint32 // KiB
	Time    uint32 // passes over the memory
	Threads uint8
}

// Today is the cost of what is made now: the second choice of RFC 9106, section 4.
func Today() Cost { return Cost{Memory: 64 << 10, Time: 3, Threads: 4} }

// most bounds what a stored string may ask for: a database that somebody altered must not take the machine's memory.
var most = Cost{Memory: 1 << 20, Time: 32, Threads: 16}

const (
	saltBytes = 16
	hashBytes = 32
)

// The bounds of a password, in characters.
const (
	MinPassword = 8   // NIST SP 800-63B, 3.1.1.2
	MaxPassword = 256 // long enough for any sentence
)

// ErrForm says that a stored string is not of the form that this package writes.
var ErrForm = errors.New("seal: not a hash or key of this program")

// ErrPassword says that the password is not the one that locked the key.
var ErrPassword = errors.New("seal: wrong password")

// Fits reports whether a password is within the bounds.
func Fits(password string) bool {
	n := utf8.RuneCountInString(password)
	return n >= MinPassword && n <= MaxPassword && utf8.ValidString(password)
}

// Hash returns the PHC string of the password under a new salt: $argon2id$v=19$m=65536,t=3,p=4$SALT$HASH.
func Hash(password string, c Cost) string {
	salt := random(saltBytes)
	return c.header() + encode(salt) + "$" + encode(derive(password, salt, c))
}

// Check reports whether the password is the one that was hashed, and whether the hash was made at less than the given cost.
// ErrForm.
func Check(phc, password string, today Cost) (right, stale bool, err error) {
	c, parts, err := parse(phc, 2)
	if err != nil || len(parts[0]) != saltBytes || len(parts[1]) != hashBytes {
		return false, false, errors.Join(ErrForm, err)
	}
	right = subtle.ConstantTimeCompare(derive(password, parts[0], c), parts[1]) == 1
	return right, c.below(today), nil
}

// below reports whether something of the cost is less than in the other.
func (c Cost) below(other Cost) bool {
	return c.Memory < other.Memory || c.Time < other.Time || c.Threads < other.Threads
}

func (c Cost) header() string {
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$", argon2.Version, c.Memory, c.Time, c.Threads)
}

// parse reads a header and the given number of base64 parts after it.
func parse(s string, parts int) (Cost, [][]byte, error) {
	fields := strings.Split(s, "$")
	if len(fields) != 4+parts {
		return Cost{}, nil, ErrForm
	}
	var c Cost
	if _, err := fmt.Sscanf(fields[3], "m=%d,t=%d,p=%d", &c.Memory, &c.Time, &c.Threads); err != nil {
		return Cost{}, nil, errors.Join(ErrForm, err)
	}
	if !strings.HasPrefix(s, c.header()) || c.Memory < 8 || c.Time < 1 || c.Threads < 1 ||
		c.Memory > most.Memory || c.Time > most.Time || c.Threads > most.Threads {
		return Cost{}, nil, ErrForm
	}
	var out [][]byte
	for _, f := range fields[4:] {
		b, err := base64.RawStdEncoding.Strict().DecodeString(f)
		if err != nil || strings.ContainsAny(f, "\r\n") { // which the decoder passes over
			return Cost{}, nil, errors.Join(ErrForm, err)
		}
		out = append(out, b)
	}
	return c, out, nil
}

// one keeps a program to one hash at a time: each takes tens of megabytes.
var one sync.Mutex

// derive returns 32 bytes of the password. It is normalised first, so that the same word typed on another keyboard is the same
// password (NIST SP 800-63B, 3.1.1.2).
func derive(password string, salt []byte, c Cost) []byte {
	one.Lock()
	defer one.Unlock()
	return argon2.IDKey([]byte(norm.NFKC.String(password)), salt, c.Time, c.Memory, c.Threads, hashBytes)
}

func encode(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }

func random(n int) []byte {
	b := make([]byte, n)
	rand.Read(b) // never fails; see crypto/rand.Read
	return b
}
