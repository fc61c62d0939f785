package ledger

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
)

// Ed25519 is the one algorithm so far (RFC 8032).
const Ed25519 = "ed25519"

// Signature is a signature over a row or a head.
type Signature struct {
	Algorithm string `json:"algorithm"`
	Off       bool   `json:"accounts_off"` // the newsroom signed: accounts were off, nobody had to show who he is
	Key       string `json:"key"`          // public, hex
	Value     string `json:"value"`        // hex
}

// ErrForm says that a text is not a signature of this package's form.
var ErrForm = errors.New("ledger: not a signature")

const (
	signaturePrefix = "galley signature 1\n"
	on, off         = "accounts-on", "accounts-off"
)

// String returns the form in which a store keeps a signature: ALGORITHM accounts-on|accounts-off KEY VALUE, and nothing for none.
func (s Signature) String() string {
	if s == (Signature{}) {
		return ""
	}
	return strings.Join([]string{s.Algorithm, s.mode(), s.Key, s.Value}, " ")
}

func (s Signature) mode() string {
	if s.Off {
		return off
	}
	return on
}

// ParseSignature reads what String wrote. ErrForm.
func ParseSignature(text string) (Signature, error) {
	if text == "" {
		return Signature{}, nil
	}
	f := strings.Split(text, " ")
	if len(f) != 4 || f[1] != on && f[1] != off {
		return Signature{}, fmt.Errorf("%w: %q", ErrForm, text)
	}
	s := Signature{Algorithm: f[0], Off: f[1] == off, Key: f[2], Value: f[3]}
	for _, part := range []string{s.Key, s.Value} {
		if b, err := hex.DecodeString(part); err != nil || hex.EncodeToString(b) != part {
			return Signature{}, fmt.Errorf("%w: %q", ErrForm, text)
		}
	}
	return s, nil
}

// Sign signs a digest: the signature covers the algorithm, the key, whether accounts were off, and the digest.
func Sign(digest string, key ed25519.PrivateKey, off bool) Signature {
	s := Signature{Algorithm: Ed25519, Off: off, Key: Public(key)}
	s.Value = hex.EncodeToString(ed25519.Sign(key, s.message(digest)))
	return s
}

// Public returns the hex of a key's public half.
func Public(key ed25519.PrivateKey) string {
	return hex.EncodeToString(key[ed25519.SeedSize:]) // its second half is the public key
}

// Signs reports whether the signature is one over the digest by the key that it names.
func (s Signature) Signs(digest string) bool {
	key, err := hex.DecodeString(s.Key)
	value, err2 := hex.DecodeString(s.Value)
	return err == nil && err2 == nil && s.Algorithm == Ed25519 && len(key) == ed25519.PublicKeySize &&
		ed25519.Verify(key, s.message(digest), value)
}

func (s Signature) message(digest string) []byte {
	return []byte(signaturePrefix + s.Algorithm + " " + s.mode() + " " + s.Key + "\n" + digest)
}

// Fingerprint is the public key as people compare it: its first 16 hex digits in groups of four.
func Fingerprint(key string) string {
	key = key[:min(16, len(key))]
	var groups []string
	for ; len(key) > 4; key = key[4:] {
		groups = append(groups, key[:4])
	}
	return strings.Join(append(groups, key), " ")
}
