import { words } from './words'

/** The ways to look at signals, clusters and presence; each is a page of its own. */
export function SignalTabs({ here, query = '' }: { here: 'map' | 'list' | 'clusters' | 'presence'; /** what stays when one looks in another way: `?werkgebied=...` */ query?: string }) {
  const link = (id: typeof here, href: string, text: string) => (
    <a href={`${href}${query}`} aria-current={here === id ? 'page' : undefined}>
      {text}
    </a>
  )
  return (
    <nav className="tabs" aria-label={words.ways}>
      {link('map', '/kaart/signalen', words.mapOfSignals)}
      {link('list', '/signalen', words.signalList)}
      {link('clusters', '/opeenhopingen', words.clusters)}
      {link('presence', '/kaart/aanwezigheid', words.presence)}
      <a className="tabs__narrow" href={`/kaart/dekking${query}`}>{words.coverage}</a>
    </nav>
  )
}
