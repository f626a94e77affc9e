/** Where one goes on from a finding; map, desk and work item lead to the same addresses. */
export type Place = { gemeente: string; theme: string; /** code of the buurt that counts most */ buurt: string | undefined }

const address = (path: string, query: Record<string, string | undefined>): string => {
  const given = new URLSearchParams(Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined))
  given.sort()
  return `${path}?${given}`
}

/** Is there help for this theme, here? */
export const coverageHref = ({ gemeente, theme, buurt }: Place): string => address('/kaart/dekking', { gemeente, theme, selected: buurt })
/** A new initiative about this theme, here. */
export const actionHref = ({ gemeente, theme, buurt }: Place): string => address('/initiatieven/nieuw', { gemeente, theme, buurt })
/** The signals themselves, for who sees them one by one. */
export const signalsHref = ({ gemeente, theme, buurt }: Place, period?: { from: string; to: string }): string => address('/signalen', { gemeente, theme, selected: buurt, from: period?.from, to: period?.to })
/** The map with this finding open; with its work item, so that the link goes on to what is found there later. */
export const mapHref = ({ gemeente, theme }: Place, finding?: { id: number; cluster: number | null } | null): string => address('/kaart/signalen', { gemeente, theme, finding: finding?.id.toString(), cluster: finding?.cluster?.toString() })

/** The buurt to go on with: the first of the core, else the first. */
export const mainBuurt = (buurten: readonly { code: string; part: 'core' | 'edge' }[]): string | undefined => (buurten.find((b) => b.part === 'core') ?? buurten[0])?.code
