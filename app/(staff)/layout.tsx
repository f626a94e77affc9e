import type { ReactNode } from 'react'
import '@/lib/ui/frame.css'
import { StaffFrame } from '@/lib/ui/frame'
import { MapSettingsProvider } from '@/lib/ui/map/settings'
import { signOutAction } from '@/app/inloggen/actions'
import { me } from './me'

/** The frame. It hides nothing by itself: every page asks who is signed in and sends others to the sign-in page. */
export default async function StaffLayout({ children }: { children: ReactNode }) {
  const who = await me()
  if (!who) return children
  const [own] = who.role === 'wijkmanager' ? who.scopes : []
  return (
    <MapSettingsProvider value={{ basemap: process.env.BASEMAP === 'pdok' ? 'pdok' : 'none' }}>
      <StaffFrame me={{ account: who.account, name: who.name, role: who.role, team: who.team, sensitive: who.sensitive, scopes: who.scopes.map(({ name }) => ({ name })) }} mapQuery={own ? `?gemeente=${own.gemeente}&werkgebied=${own.slug}` : ''} signOut={signOutAction}>
        {children}
      </StaffFrame>
    </MapSettingsProvider>
  )
}
