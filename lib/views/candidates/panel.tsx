'use client'
import { Alert } from '@/lib/ui/alert'
import { AnswerHead, Download } from '@/lib/ui/answer-head'
import { ButtonLink } from '@/lib/ui/button'
import { CopyLink } from '@/lib/ui/copy-link'
import { longDate, longMoment } from '@/lib/ui/format'
import { Method } from '@/lib/ui/method'
import { words as shared } from '@/lib/ui/words'
import { Buurt } from './buurt'
import { method, sources, type Answer, type AreaRow, type Params } from './definition'
import { proposeHref } from './propose'
import { Limits } from './tables'
import { Weights } from './weights'
import { words } from './words'

/** The answer in plain Dutch: of the buurt, or of all that is shown. */
export function sentence({ meta, areas, choices, params }: Answer, row: AreaRow | undefined): string {
  if (!meta.visible) return words.notForRole
  if (!row) {
    const n = (id: AreaRow['class']): number => areas.filter((a) => a.class === id).length
    return words.summary(choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name, n('core') + n('varies') + n('seldom'), n('core'), n('varies'), meta.top)
  }
  if (row.class === 'below') return words.sentence.below(row.name, row.passed ?? 0, meta.atLeast)
  if (row.class === 'running') return words.sentence.running(row.name)
  if (row.class === 'not_applicable') return words.sentence.not_applicable(row.name)
  return words.sentence.candidate(row.name, row.share ?? 0, meta.top)
}

export function CandidatesPanel({ answer, params, csv, hrefOf, go, onClose, focus }: { answer: Answer; params: Params; csv: string; hrefOf: (change: { selected: string | undefined }) => string; go: (change: { w: Params['w'] }, how?: 'push' | 'replace') => void; onClose: () => void; focus: boolean }) {
  const { meta } = answer
  const row = answer.areas.find((a) => a.code === params.selected)
  const detail = row && answer.buurt?.code === row.code ? answer.buurt : null
  return (
    <>
      <AnswerHead
        over={row ? words.buurtIn(meta.gemeente.name) : words.overview} badge={meta.gemeente.fictional && shared.fictional} title={row?.name ?? answer.choices.werkgebieden.find((w) => w.slug === params.werkgebied)?.name ?? meta.gemeente.name}
        close={row ? { href: hrefOf({ selected: undefined }), onClose } : null} focusOn={focus && params.selected}
      >
        <p className="answer__sentence" aria-live="polite">{sentence(answer, row)}</p>
        {meta.visible && <p className="quiet small">{words.notAGrade}</p>}
        <p className="quiet small">{words.asOfDay(longDate(meta.on))}</p>
      </AnswerHead>
      {params.selected && !row && <Alert quiet>{words.unknownSelected}</Alert>}
      {answer.change && <Alert quiet kind="warning">{words.changed(meta.thresholds!, meta.newest!, answer.change.joins, answer.change.leaves)}</Alert>}
      {meta.visible && row && detail && <Buurt answer={answer} row={row} detail={detail} hrefOf={(code) => hrefOf({ selected: code })} />}
      {meta.visible && <Weights meta={meta} w={params.w} go={go} />}
      {meta.visible && (
        <section aria-labelledby="drempels">
          <h3 id="drempels">{words.limitsTitle}</h3>
          <Limits answer={answer} />
          <p><a className="utrecht-link" href={`/beheer/drempels?gemeente=${meta.gemeente.code}&year=${meta.year}`}>{words.toThresholds}</a></p>
        </section>
      )}
      <div className="actions">
        {meta.proposes && row && detail && row.class !== 'not_applicable' && <ButtonLink look="primary" href={proposeHref(meta, params, row.code)}>{words.propose}</ButtonLink>}
        {meta.visible && <Download href={csv} />}
        <CopyLink />
      </div>
      <Method question={words.question} method={method} sources={sources} />
      <ul className="footnotes quiet small">
        <li>{shared.boundary(meta.boundaryYear)}</li>
        {meta.visible && <li>{words.anchors(meta.anchorsFrom, meta.frozen)}</li>}
        <li>{words.asOf(longMoment(meta.asOf))}</li>
      </ul>
    </>
  )
}
