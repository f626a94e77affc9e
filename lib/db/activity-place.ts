import { sql, type SQL } from 'drizzle-orm'

/** Activities (v) with their service (s), organisation (o) and venue (n), and the buurt (ar) in which that lies in a boundary set. */
export const placedActivities = (set: { id: number }): SQL => sql`
    from activity v
    join service s on s.id = v.service
    join organisation o on o.id = s.organisation
    left join venue n on n.id = v.venue
    left join venue_area va on va.venue = v.venue and va.boundary_set = ${set.id}
    left join area ar on ar.id = va.area`
