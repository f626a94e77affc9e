/** A signal as a list shows it; `lon`,`lat` (CRS84) only where the reader may see points, moved within the stated accuracy. */
export type SignalItem = {
  id: number
  theme: string
  kind: 'knelpunt' | 'kans'
  evidence: 'cijfer' | 'waarneming' | 'beleving'
  source: string
  observedOn: string
  accuracy: 'punt' | 'straat' | 'buurt'
  status: 'open' | 'in_progress' | 'closed' | 'cancelled'
  buurtCode: string | null
  lon: number | null
  lat: number | null
}

/** One signal opened: with its note, and whether its theme is sensitive (then reading it is recorded). */
export type SignalDetail = SignalItem & { note: string | null; sensitive: boolean }
