// Package furnish fills an empty newsroom with the sample: its site, columns, people and articles, each article taken to where the sample
// says it stands by the people who would do it.
package furnish

import (
	"context"
	"fmt"

	"galley/app/newsroom"
	"galley/assets/sample"
)

// House saves the sample's settings and adds its people. Conflict: somebody of that name is there already.
func House(ctx context.Context, room *newsroom.Newsroom) error {
	data, err := sample.Load()
	if err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	s := newsroom.NewSettings()
	s.Site, s.Pattern = data.Site, data.Pattern
	for _, c := range data.Columns {
		s.Columns = append(s.Columns, newsroom.Column{Name: c.Name, Aliases: c.Aliases, Slug: c.Slug})
	}
	if err := room.SaveSettings(ctx, newsroom.Staff{}, s); err != nil {
		return err
	}
	for _, p := range data.Staff {
		roles := make([]newsroom.Role, len(p.Roles))
		for i, r := range p.Roles {
			roles[i] = newsroom.Role(r)
		}
		if _, err := room.AddStaff(ctx, newsroom.Staff{}, p.Name, roles...); err != nil {
			return err
		}
	}
	return nil
}

// Sample furnishes the house and adds the sample's articles. progress, which may be nil, is called with how many of how many are done.
func Sample(ctx context.Context, room *newsroom.Newsroom, progress func(done, of int)) error {
	if err := House(ctx, room); err != nil {
		return err
	}
	data, err := sample.Load()
	if err != nil {
		return newsroom.Errorf(newsroom.Internal, err, "error.internal", "Cause", err.Error())
	}
	people, err := room.Staff(ctx)
	if err != nil {
		return err
	}
	s, err := room.Settings(ctx)
	if err != nil {
		return err
	}
	cast := CastOf(people)
	for i, article := range data.Articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := add(ctx, room, s, cast, article); err != nil {
			return fmt.Errorf("furnish: article %q: %w", article.Title, err)
		}
		if progress != nil {
			progress(i+1, len(data.Articles))
		}
	}
	return nil
}

// Cast is who plays which part in the sample: one person for each step of the default policy.
type Cast struct {
	Writer, First, Second, Chief, Publisher newsroom.Staff
}

// CastOf picks the cast from the people of the sample.
func CastOf(people []newsroom.Staff) Cast {
	var c Cast
	take := func(part *newsroom.Staff, p newsroom.Staff, role newsroom.Role) bool {
		if part.ID == "" && p.Has(role) {
			*part = p
			return true
		}
		return false
	}
	for _, p := range people {
		_ = take(&c.Writer, p, newsroom.Writer) || take(&c.First, p, newsroom.Reviewer) || take(&c.Second, p, newsroom.Reviewer) ||
			take(&c.Chief, p, newsroom.Chief) || take(&c.Publisher, p, newsroom.Publisher)
	}
	return c
}
