import { words } from './words'

/** The maps beside each other: on a phone the menu has no room for each. */
export function MapTabs({ here, query = '' }: { here: 'signals' | 'coverage' | 'focus'; /** what stays when one looks at another map: `?werkgebied=...` */ query?: string }) {
  return (
    <nav className="tabs" aria-label={words.maps}>
      <a href={`/kaart/signalen${query}`} aria-current={here === 'signals' ? 'page' : undefined}>{words.signals}</a>
      <a href={`/kaart/dekking${query}`} aria-current={here === 'coverage' ? 'page' : undefined}>{words.coverage}</a>
      <a href={`/kaart/focus${query}`} aria-current={here === 'focus' ? 'page' : undefined}>{words.focus}</a>
      {here === 'coverage' && <a href="/verzoeken">{words.requests}</a>}
      {here === 'focus' && <a href={`/kaart/focus/kandidaten${query}`}>{words.focusCandidates}</a>}
      {here === 'focus' && <a href={`/focus${query}`}>{words.focusPlans}</a>}
    </nav>
  )
}
