import { IconDownload } from '@/lib/ui/icons'
import { Alert } from '@/lib/ui/alert'
import { ButtonLink } from '@/lib/ui/button'
import { PlainTable } from '@/lib/ui/table'
import { LadderKey, LadderLine } from './bar'
import { ConfirmLine } from './confirm-line'
import type { LadderAnswer } from './definition'
import { ago, hoursText, words } from './words'

const text = words.ladder

/** The ladder of a year: every line with its bar and sentence, the same numbers as tables, per line and per buurt. */
export function Ladder({ answer, mayConfirm, only, hideTotal }: { answer: LadderAnswer; mayConfirm: boolean; /** of one agreement */ only?: number; hideTotal?: boolean }) {
  const { meta } = answer
  const lines = answer.lines.filter((l) => only === undefined || l.agreement === only)
  const confirmed = (day: string | null): string => (day === null ? text.never : ago(day, meta.on))
  const query = new URLSearchParams({ ...(meta.organisation && { organisation: String(meta.organisation.id) }), year: String(meta.year) })
  const several = lines.length > 1
  return (
    <>
      {meta.concepts > 0 && only === undefined && <Alert quiet>{text.concepts(meta.concepts)}</Alert>}
      {lines.length === 0 ? (
        <p className="quiet">{text.none(meta.year)}</p>
      ) : (
        <>
          <LadderKey />
          <div className="ladder">
            {several && !hideTotal && only === undefined && <LadderLine name={text.total} told={answer.total} on={meta.on} />}
            {lines.map((l) => (
              <LadderLine key={l.id} name={l.description} note={`${l.themeLabel}, ${l.place}`} told={l} on={meta.on}>
                {mayConfirm && <ConfirmLine id={l.id} name={l.description} />}
              </LadderLine>
            ))}
          </div>
          <details>
            <summary>{text.lines}</summary>
            <PlainTable
              caption={text.lines}
              hideCaption
              head={text.head}
              numeric={[3, 4, 5, 6]}
              rows={lines.map((l) => [<a key="a" className="utrecht-link" href={`/afspraakregels/${l.id}`}>{l.description}</a>, l.themeLabel, l.place, hoursText(l.agreed), hoursText(l.planned), hoursText(l.delivered), hoursText(l.seen), confirmed(l.lastConfirmed)])}
            />
          </details>
        </>
      )}
      {only === undefined && answer.cells.length > 0 && (
        <details>
          <summary>{text.cells}</summary>
          <p className="quiet small">{text.apportionedNote}</p>
          <PlainTable
            caption={text.cells}
            hideCaption
            head={text.cellsHead}
            numeric={[2, 3, 4, 5]}
            rows={answer.cells.map((c) => [c.buurtName, c.themeLabel, hoursText(c.agreed), hoursText(c.planned), hoursText(c.delivered), hoursText(c.seen), confirmed(c.lastConfirmed), c.apportioned ? text.apportioned : ''])}
          />
        </details>
      )}
      {only === undefined && (
        <>
          <p className="quiet small">
            {text.onceNote} {answer.withoutLine.delivered > 0 && text.withoutLine(hoursText(answer.withoutLine.delivered))} {answer.elsewhere.planned + answer.elsewhere.agreed > 0 && text.elsewhere(hoursText(Math.max(answer.elsewhere.planned, answer.elsewhere.agreed)))}
          </p>
          <div className="actions">
            <ButtonLink href={`/api/v1/ladder?${query}&format=csv`} download>
              <IconDownload size={18} aria-hidden="true" /> {text.csv}
            </ButtonLink>
            <ButtonLink href={`/api/v1/ladder?${query}&per=buurt&format=csv`} download>
              <IconDownload size={18} aria-hidden="true" /> {text.csvBuurt}
            </ButtonLink>
          </div>
        </>
      )}
    </>
  )
}
