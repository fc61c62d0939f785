package seal

import (
	"crypto/ed25519"
	"errors"

	"golang.org/x/crypto/chacha20poly1305"
)

// NewKey returns a new signing key (RFC 8032).
func NewKey() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(random(ed25519.SeedSize)) }

// Lock returns the key encrypted with XChaCha20-Poly1305 under a key derived from the password with a salt of its own:
// $argon2id$v=19$m=…,t=…,p=…$SALT$NONCE$BOX.
func Lock(key ed25519.PrivateKey, password string, c Cost) string {
	salt, nonce := random(saltBytes), random(chacha20poly1305.NonceSizeX)
	box, err := chacha20poly1305.NewX(derive(password, salt, c))
	if err != nil {
		panic(err) // the key has 32 bytes
	}
	return c.header() + encode(salt) + "$" + encode(nonce) + "$" + encode(box.Seal(nil, nonce, key.Seed(), []byte(c.header())))
}

// Unlock returns the key that Lock locked. ErrPassword: the password is another one, or the string was changed. ErrForm.
func Unlock(locked, password string) (ed25519.PrivateKey, error) {
	c, parts, err := parse(locked, 3)
	if err != nil || len(parts[0]) != saltBytes || len(parts[1]) != chacha20poly1305.NonceSizeX {
		return nil, errors.Join(ErrForm, err)
	}
	box, err := chacha20poly1305.NewX(derive(password, parts[0], c))
	if err != nil {
		return nil, err
	}
	seed, err := box.Open(nil, parts[1], parts[2], []byte(c.header()))
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, ErrPassword
	}
	return ed25519.NewKeyFromSeed(seed), nil
}
