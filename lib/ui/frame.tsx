import type { ReactNode } from 'react'
import { IconBuildingCommunity, IconBulb, IconCirclePlus, IconFileImport, IconHeartHandshake, IconHome, IconListCheck, IconLogout, IconMapPins, IconStack2, IconTargetArrow, IconUsers } from './icons'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { focusRegisters } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import { BrandMark } from './brand'
import { OutboxCount, SignOutForm } from './outbox/watch'
import { RailLink } from './rail-link'
import { words } from './words'
import { youSee } from './you-see'

/** The other registers stand on the same place of the menu as the organisations. */
const registerSlugs = Object.values(registers).filter((r) => r.id !== 'initiatives' && !focusRegisters.includes(r.id)).map((r) => `/${r.slug}`)
const focusSlugs = Object.values(registers).filter((r) => focusRegisters.includes(r.id)).map((r) => `/${r.slug}`)
/** Who may record a signal; the database decides (drizzle/0012), this only shows the way. */
const records: readonly Role[] = ['wijkmanager', 'planner', 'adviser', 'organisation']

/** The frame of staff pages: rail at the left (at the bottom on a phone), who is signed in, and the page. */
export function StaffFrame({ me, mapQuery, signOut, children }: { me: { account: string; name: string; role: Role; team: string | null; sensitive: boolean; scopes: readonly { name: string }[] }; /** what the map opens with: `?werkgebied=...` for who has one */ mapQuery: string; /** server action */ signOut: () => Promise<void>; children: ReactNode }) {
  return (
    <div className="frame">
      <a className="skip-link" href="#inhoud">
        {words.skipToContent}
      </a>
      <nav className="rail" aria-label={words.rail}>
        <a className="rail__brand" href="/" aria-label={words.appName}>
          <BrandMark />
        </a>
        {me.role === 'wijkmanager' ? (
          <RailLink href="/mijn-wijk" icon={<IconHome size={24} stroke={1.75} aria-hidden="true" />}>
            {words.myArea}
          </RailLink>
        ) : (
          me.role !== 'college' && me.role !== 'admin' && (
            <RailLink href="/mijn-werk" icon={<IconListCheck size={24} stroke={1.75} aria-hidden="true" />}>
              {words.myWork}
            </RailLink>
          )
        )}
        <RailLink href={`/kaart/signalen${mapQuery}`} also={['/signalen', '/opeenhopingen', '/kaart/aanwezigheid']} icon={<IconMapPins size={24} stroke={1.75} aria-hidden="true" />}>
          {words.signals}
        </RailLink>
        {me.role !== 'admin' && (
          <RailLink href={`/kaart/dekking${mapQuery}`} also={['/verzoeken']} wide icon={<IconHeartHandshake size={24} stroke={1.75} aria-hidden="true" />}>
            {words.coverage}
          </RailLink>
        )}
        {me.role !== 'admin' && (
          <RailLink href={`/kaart/stapeling${mapQuery}`} wide icon={<IconStack2 size={24} stroke={1.75} aria-hidden="true" />}>
            {words.overlap}
          </RailLink>
        )}
        <RailLink href="/focus" also={['/kaart/focus', ...focusSlugs]} wide icon={<IconTargetArrow size={24} stroke={1.75} aria-hidden="true" />}>
          {words.focus}
        </RailLink>
        {records.includes(me.role) && (
          <RailLink href="/opnemen" whole icon={<IconCirclePlus size={24} stroke={1.75} aria-hidden="true" />} count={<OutboxCount account={me.account} />}>
            {words.record}
          </RailLink>
        )}
        <RailLink href="/organisaties" also={registerSlugs} icon={<IconBuildingCommunity size={24} stroke={1.75} aria-hidden="true" />}>
          {words.organisations}
        </RailLink>
        {me.role !== 'admin' && (
          <RailLink href="/initiatieven" icon={<IconBulb size={24} stroke={1.75} aria-hidden="true" />}>
            {words.initiatives}
          </RailLink>
        )}
        {me.role === 'admin' && (
          <div className="rail__group" role="group" aria-label={words.manage}>
            <span className="rail__heading" aria-hidden="true">
              {words.manage}
            </span>
            <RailLink href="/beheer/import" icon={<IconFileImport size={24} stroke={1.75} aria-hidden="true" />}>
              {words.import}
            </RailLink>
            <RailLink href="/beheer/gebruikers" icon={<IconUsers size={24} stroke={1.75} aria-hidden="true" />}>
              {words.users}
            </RailLink>
          </div>
        )}
      </nav>
      <header className="who">
        <a className="who__name" href="/mijn-account">
          {me.name}
        </a>
        {roleLabel[me.role] !== me.name && <span className="quiet who__role">{roleLabel[me.role]}</span>}
        <span className="quiet who__scope">{youSee({ ...me, werkgebieden: me.scopes.map((s) => s.name) })}</span>
        <SignOutForm action={signOut}>
          <button className="utrecht-button utrecht-button--subtle who__out" type="submit">
            <IconLogout size={18} aria-hidden="true" />
            <span>{words.signOut}</span>
          </button>
        </SignOutForm>
      </header>
      <main className="frame__main" id="inhoud" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
