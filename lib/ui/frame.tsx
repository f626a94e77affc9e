import type { ReactNode } from 'react'
import { IconFileImport, IconLogout, IconMapPins } from '@tabler/icons-react'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { BrandMark } from './brand'
import { RailLink } from './rail-link'
import { words } from './words'

/** The frame of staff pages: rail at the left (at the bottom on a phone), who is signed in, and the page. */
export function StaffFrame({ me, signOut, children }: { me: { name: string; role: Role; scopes: readonly { name: string }[] }; /** server action */ signOut: () => Promise<void>; children: ReactNode }) {
  const scope = me.role === 'wijkmanager' && me.scopes.length ? words.ownPoints(me.scopes.map((s) => s.name).join(', ')) : words.everything
  return (
    <div className="frame">
      <a className="skip-link" href="#inhoud">
        {words.skipToContent}
      </a>
      <nav className="rail" aria-label={words.rail}>
        <a className="rail__brand" href="/" aria-label={words.appName}>
          <BrandMark />
        </a>
        <RailLink href="/kaart/signalen" icon={<IconMapPins size={24} stroke={1.75} aria-hidden="true" />}>
          {words.signals}
        </RailLink>
        {me.role === 'admin' && (
          <div className="rail__group" role="group" aria-label={words.manage}>
            <span className="rail__heading" aria-hidden="true">
              {words.manage}
            </span>
            <RailLink href="/beheer/import" icon={<IconFileImport size={24} stroke={1.75} aria-hidden="true" />}>
              {words.import}
            </RailLink>
          </div>
        )}
      </nav>
      <header className="who">
        <span className="who__name">{me.name}</span>
        {roleLabel[me.role] !== me.name && <span className="quiet who__role">{roleLabel[me.role]}</span>}
        <span className="quiet who__scope">{words.youSee(scope)}</span>
        <form action={signOut}>
          <button className="utrecht-button utrecht-button--subtle who__out" type="submit">
            <IconLogout size={18} aria-hidden="true" />
            <span>{words.signOut}</span>
          </button>
        </form>
      </header>
      <main className="frame__main" id="inhoud" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
