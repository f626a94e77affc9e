import { many } from '@/lib/domain/many'
import type { Skipped } from './kinds/kind'

const named = 3

/** Counts records that are left out although nothing is wrong with them, and says which: whoever took the wrong file sees it. */
export function countSkipped() {
  const gemeenten = new Map<string, number>()
  let levels = 0
  return {
    add(what: Skipped): void {
      if (what === 'level') levels++
      else if (what !== 'told') gemeenten.set(what.gemeente, (gemeenten.get(what.gemeente) ?? 0) + 1)
    },
    /** Dutch; `chosen` is the gemeente of the import */
    remarks(chosen: string | undefined): string[] {
      const rows = [...gemeenten.values()].reduce((sum, n) => sum + n, 0)
      const codes = [...gemeenten].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([code]) => code)
      return [
        ...(rows > 0 ? [`${many(rows, 'rij is', 'rijen zijn')} overgeslagen, want ${rows === 1 ? 'die hoort' : 'die horen'} niet bij ${chosen ?? 'deze gemeente'} maar bij ${codes.slice(0, named).join(', ')}${codes.length > named ? ` en ${many(codes.length - named, 'andere gemeente', 'andere gemeenten')}` : ''}.`] : []),
        ...(levels > 0 ? [`${many(levels, 'rij is', 'rijen zijn')} overgeslagen, want ${levels === 1 ? 'die gaat' : 'die gaan'} over een ander niveau dan u vroeg, of over heel Nederland.`] : []),
      ]
    },
  }
}
