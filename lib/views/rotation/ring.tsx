'use client'
import { useState } from 'react'
import type { RotationAnswer } from '@/lib/domain/rotation'
import { Button } from '@/lib/ui/button'
import { Select } from '@/lib/ui/select'
import { words } from './words'

const text = words.answer

/** Years of the schedule, and the one after it: what starts in the last year is carried out in the next. */
const yearsShown = ({ input, question }: Pick<RotationAnswer, 'input' | 'question'>): number[] => Array.from({ length: question.years + 1 }, (_, i) => input.from + i)

/** What a buurt is in a year: the year of its plan, of its execution, or neither. */
function stateIn({ input, result }: Pick<RotationAnswer, 'input' | 'result'>, code: string, year: number): 'plan' | 'execution' | null {
  const years = [...(input.buurten.find((b) => b.code === code)?.past ?? []), ...result.starts.filter((s) => s.code === code).map((s) => s.year)]
  return years.includes(year) ? 'plan' : years.includes(year - 1) ? 'execution' : null
}

/** The ring as a table: buurt by year. With `onMove` the year of every buurt that is not decided can be changed with a list of choices, which is also the way without a mouse. */
export function Ring({ answer, onMove, onWhy }: { answer: RotationAnswer; onMove: ((code: string, year: number | null) => void) | null; onWhy: (code: string) => void }) {
  const [all, setAll] = useState(false)
  const { input, question, result } = answer
  const years = yearsShown(answer)
  const startOf = (code: string) => result.starts.find((s) => s.code === code)
  const busy = (code: string): boolean => years.some((y) => stateIn(answer, code, y) !== null)
  const rows = [...input.buurten].filter((b) => all || busy(b.code)).sort((a, b) => (startOf(a.code)?.year ?? 9999) - (startOf(b.code)?.year ?? 9999) || a.name.localeCompare(b.name, 'nl'))
  return (
    <>
      <label className="check"><input type="checkbox" checked={!all} onChange={(e) => setAll(!e.target.checked)} /> {text.onlyBusy}</label>
      <div className="utrecht-table-container rooster__ring" tabIndex={0} role="group" aria-label={text.ring}>
        <table className="utrecht-table utrecht-table--html-table">
          <caption className="visually-hidden">{text.ring}</caption>
          <thead className="utrecht-table__header">
            <tr className="utrecht-table__row">
              {[text.column.buurt, ...(onMove ? [text.column.start] : []), text.column.why, ...years.map(String), text.column.before, text.column.wijk].map((h) => <th key={h} scope="col" className="utrecht-table__header-cell">{h}</th>)}
            </tr>
          </thead>
          <tbody className="utrecht-table__body">
            {rows.map((b) => {
              const start = startOf(b.code)
              return (
                <tr key={b.code} className="utrecht-table__row">
                  <th scope="row" className="utrecht-table__cell">{b.name}</th>
                  {onMove && (
                    <td className="utrecht-table__cell">
                      {start?.fixed ? text.fixed : (
                        <Select aria-label={text.startOf(b.name)} value={start ? String(start.year) : ''} onChange={(e) => onMove(b.code, e.target.value === '' ? null : Number(e.target.value))} options={[{ value: '', label: text.notInYears }, ...years.slice(0, question.years).map((y) => ({ value: String(y), label: String(y) }))]} />
                      )}
                    </td>
                  )}
                  <td className="utrecht-table__cell"><Button look="subtle" aria-label={text.whyOf(b.name)} onClick={() => onWhy(b.code)}>{text.why}</Button></td>
                  {years.map((y) => {
                    const state = stateIn(answer, b.code, y)
                    const fixed = state !== null && (y < input.from || (start?.fixed ?? false) || b.past.includes(y) || b.past.includes(y - 1))
                    return <td key={y} className={`utrecht-table__cell rooster__cell${state ? ` rooster__cell--${state}` : ''}`}>{state && <span>{text[state]}{fixed && <><br /><span className="small">{text.fixed}</span></>}</span>}</td>
                  })}
                  <td className="utrecht-table__cell">{b.past.length === 0 ? text.neverBefore : b.past.join(', ')}</td>
                  <td className="utrecht-table__cell">{b.wijk ?? '–'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}
