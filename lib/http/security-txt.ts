const dayMs = 86_400_000
/** RFC 9116 asks for less than a year; half of it leaves room for whoever keeps a copy. */
const validDays = 180

/** Whom to tell about a leak in the software, where the gemeente that runs it names nobody. See SECURITY.md. */
const projectContact = 'mailto:security@buurtfocus.example'

/** A contact as a URI: `mailto:` is added to an e-mail address; null when it is neither. */
export function contactUri(text: string): string | null {
  const contact = text.trim()
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(contact)) return `mailto:${contact}`
  if (!/^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s]+|tel:\+?[\d-]+)$/.test(contact)) return null
  return URL.canParse(contact) ? contact : null
}

/**
 * The text of /.well-known/security.txt (RFC 9116). `Expires` moves along with the day: the setting is read anew at each start, so
 * what it says is as fresh as the server that says it.
 */
export function securityTxt({ contact, publicUrl, now }: { contact?: string; publicUrl?: string; now: Date }): string {
  const expires = new Date(Math.floor(now.getTime() / dayMs) * dayMs + validDays * dayMs)
  return [
    `Contact: ${(contact && contactUri(contact)) || projectContact}`,
    `Expires: ${expires.toISOString().replace('.000Z', 'Z')}`,
    'Preferred-Languages: nl, en',
    ...(publicUrl ? [`Canonical: ${new URL('/.well-known/security.txt', publicUrl).href}`] : []),
    '',
  ].join('\n')
}
