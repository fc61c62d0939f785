package export

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"galley/assets/catalogue"
)

// SignOffFormat is the number of the form of a [SignOff] in JSON. It rises when a field changes its meaning or goes.
const SignOffFormat = 1

// SignOff is the record of an article's way through a newsroom, for a sign-off sheet (审稿单, 发稿签) and for whoever has to prove later who said
// yes to what. It has no private data: neither addresses of people nor numbers of any kind but the article's own.
//
// Its JSON is canonical: the bytes of [SignOff.JSON] are the same on every machine, so that they can be hashed and signed. They are one line
// of UTF-8 with the fields in the order in which the types below name them, without spaces between, ended by a line feed. Times are RFC 3339 in
// the newsroom's zone; states, actions, roles and kinds are the words that the newsroom's commands know. New fields are added at the
// end of their object and left out where they are empty, so that records which were made before keep their bytes.
type SignOff struct {
	Format     int            `json:"format"` // SignOffFormat
	Site       string         `json:"site"`
	Language   catalogue.Lang `json:"language"` // of the article; the sheet's words are in it
	Number     string         `json:"number"`   // 2026-00017
	State      string         `json:"state"`    // at the time of the record
	Created    time.Time      `json:"created"`
	Manuscript Manuscript     `json:"manuscript"`
	Steps      []ReviewStep   `json:"steps"`     // of the policy of the last round, in order
	Decisions  []Decision     `json:"decisions"` // all of every round, in order
	Versions   []Frozen       `json:"versions"`  // in order
	Release    *Release       `json:"release,omitempty"`
	Withdrawal *Withdrawal    `json:"withdrawal,omitempty"`

	// Evidence are the signed rows of the newsroom's audit that the decisions stand in, with what it takes to verify them; JSON of the
	// newsroom's own form. The hash of a record is the same with and without it.
	Evidence json.RawMessage `json:"evidence,omitempty"`
}

// Manuscript is what an article is like: the frozen version that is reviewed or published, and the newest text of one that is being written.
type Manuscript struct {
	Version    int       `json:"version"` // that it is; 0 for a text that was not handed over
	Hash       string    `json:"hash"`    // hex SHA-256 of text and properties
	Kicker     string    `json:"kicker"`
	Headline   string    `json:"headline"`
	Subtitle   string    `json:"subtitle"`
	Kind       string    `json:"kind"`
	Column     string    `json:"column"`
	Characters int       `json:"characters"`
	Pictures   int       `json:"pictures"`
	Abstract   string    `json:"abstract"`
	Keywords   []string  `json:"keywords"`
	Authors    []string  `json:"authors"`
	Editor     string    `json:"editor"`   // credit, 编辑
	Reviewer   string    `json:"reviewer"` // credit, 审核
	Source     string    `json:"source"`
	Origin     string    `json:"origin"` // address, or name of a file, that it was taken over from; empty for an original
	Planned    time.Time `json:"planned,omitzero"`
}

// ReviewStep is one review that a policy asks for.
type ReviewStep struct {
	Name string `json:"name"`
	Role string `json:"role"` // who may take it
}

// Decision is one act on an article.
type Decision struct {
	Seq     int       `json:"seq"` // from 1
	Round   int       `json:"round"`
	Action  string    `json:"action"`
	Step    string    `json:"step"` // that was acted on; empty outside a review
	From    string    `json:"from"`
	To      string    `json:"to"`
	SentTo  string    `json:"sent_to"` // of a return: the step that it went back to; empty for the author
	Name    string    `json:"name"`    // of the person at that time
	Role    string    `json:"role"`
	Opinion string    `json:"opinion"`
	Reason  string    `json:"reason"`
	At      time.Time `json:"at"`
	Version int       `json:"version"`
	Hash    string    `json:"hash"` // of that version
}

// Frozen is a version of the manuscript that was handed over.
type Frozen struct {
	Seq        int       `json:"seq"` // from 1
	Name       string    `json:"name"`
	At         time.Time `json:"at"`
	Headline   string    `json:"headline"`
	Characters int       `json:"characters"`
	Hash       string    `json:"hash"`
}

// Release is a publication.
type Release struct {
	At      time.Time `json:"at"`
	Name    string    `json:"name"` // of the publisher
	Address string    `json:"address"`
}

// Withdrawal is what took a published article back.
type Withdrawal struct {
	At     time.Time `json:"at"`
	Name   string    `json:"name"`
	Reason string    `json:"reason"`
}

// JSON returns the canonical bytes of the record. Text that is not valid UTF-8 and years outside 0 to 9999 are errors: they have no one form.
func (s SignOff) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return nil, fmt.Errorf("export: a sign-off record: %w", err)
	}
	if replaced(b.Bytes()) {
		return nil, errors.New("export: a sign-off record: text that is not valid UTF-8")
	}
	return b.Bytes(), nil
}

// replaced reports whether the encoder has put U+FFFD for bytes that are no text: it writes that one as an escape, and a real one as it is.
func replaced(line []byte) bool {
	for i := 0; i < len(line); i++ {
		if line[i] != '\\' {
			continue
		}
		if bytes.HasPrefix(line[i+1:], []byte("ufffd")) {
			return true
		}
		i++
	}
	return false
}

// Hash returns the hex SHA-256 of the canonical bytes without the evidence.
func (s SignOff) Hash() (string, error) {
	s.Evidence = nil
	data, err := s.JSON()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

// CodeText is what the code on the sheet says, in ASCII: the address of an article that is out, and otherwise a text to check the sheet by, with
// the form, the number, the version and the first 16 digits of the hashes of manuscript and record between colons:
//
//	galley:1:2026-00017:2:3f9c3f9c3f9c3f9c:b5d4045c3f466fa9
func (s SignOff) CodeText() (string, error) {
	if s.Public() {
		return s.Release.Address, nil
	}
	hash, err := s.Hash()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("galley:%d:%s:%d:%.16s:%.16s", s.Format, s.Number, s.Manuscript.Version, s.Manuscript.Hash, hash), nil
}

// Public reports whether the article can be read by its address.
func (s SignOff) Public() bool {
	return s.Release != nil && s.Withdrawal == nil && s.Release.Address != ""
}

// ParseSignOff reads a record. It is an error when the format is another, when a field is unknown, and when the bytes are not the canonical ones
// of what they say: a record is what was written, or it is none.
func ParseSignOff(data []byte) (SignOff, error) {
	var form struct {
		Format int `json:"format"`
	}
	if err := json.Unmarshal(data, &form); err != nil {
		return SignOff{}, fmt.Errorf("export: a sign-off record: %w", err)
	}
	if form.Format != SignOffFormat {
		return SignOff{}, fmt.Errorf("export: a sign-off record of format %d, not %d", form.Format, SignOffFormat)
	}
	var s SignOff
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&s); err != nil {
		return SignOff{}, fmt.Errorf("export: a sign-off record: %w", err)
	}
	again, err := s.JSON()
	if err != nil {
		return SignOff{}, err
	}
	if !bytes.Equal(again, data) {
		return SignOff{}, errors.New("export: a sign-off record that is not in its canonical form")
	}
	return s, nil
}

// stepIDs are the steps of 三审制, whose names are known in every language. Other names are shown as the newsroom wrote them.
var stepIDs = map[string]string{"初审": "step.first", "复审": "step.second", "终审": "step.final"}

// StepText names a step of a review for a person.
func StepText(name string) catalogue.Text {
	if id, ok := stepIDs[name]; ok {
		return catalogue.T(id)
	}
	return catalogue.T("step.named", "Name", name)
}

// Standing is a step of the policy with the decision that stands for it.
type Standing struct {
	ReviewStep
	Decision *Decision // nil while the step waits
}

// Standing returns the steps of the policy with the decision of the last round that stands for each: one that a return has sent the article
// back before no longer does.
func (s SignOff) Standing() []Standing {
	out := make([]Standing, len(s.Steps))
	for i, step := range s.Steps {
		out[i].ReviewStep = step
	}
	clearFrom := func(name string) {
		found := false
		for i := range out {
			if found = found || out[i].Name == name; found {
				out[i].Decision = nil
			}
		}
	}
	for i := range s.Decisions {
		d := &s.Decisions[i]
		if d.Action == "submit" {
			for j := range out {
				out[j].Decision = nil
			}
			continue
		}
		for j := range out {
			if d.Step != "" && out[j].Name == d.Step {
				out[j].Decision = d
			}
		}
		if d.SentTo != "" {
			clearFrom(d.SentTo)
		}
	}
	return out
}
