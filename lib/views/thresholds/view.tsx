import './thresholds.css'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { longMoment } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { words as shared } from '@/lib/ui/words'
import { EditThresholds } from './edit'
import type { Answer, Subject } from './load'
import { words } from './words'

/** Versioned thresholds: what holds, every version, and for who may a form that first shows what changes. */
export function ThresholdsView({ answer, subjects, limitText }: { answer: Answer; /** criteria and figures */ subjects: readonly Subject[]; limitText: (limit: { direction: 'from' | 'to'; value: number }, unit: string) => string }) {
  const { gemeente, versions, shown, year } = answer
  const of = (key: string): Subject => subjects.find((s) => s.key === key) ?? { key, label: key, unit: '', direction: 'from' }
  const href = (version: number): string => `/beheer/drempels?gemeente=${gemeente.code}&version=${version}&year=${year}`
  const newest = versions[0]
  return (
    <div className="manage thresholds">
      <p className="crumbs small"><a href={`/kaart/focus/kandidaten?gemeente=${gemeente.code}&year=${year}`}>{words.back}</a></p>
      <h1>{words.title} {gemeente.fictional && <Badge>{shared.fictional}</Badge>}</h1>
      {!answer.visible ? <Alert quiet>{words.notForRole}</Alert> : (
        <>
          <p className="manage__lead">{words.lead}</p>
          <p>{newest ? words.current(newest.version, newest.year) : words.none}</p>
          {shown && newest && shown.version !== newest.version && <Alert quiet kind="warning">{words.shown(shown.version)}</Alert>}
          {shown && <PlainTable caption={words.limitsCaption(shown.version, shown.atLeast)} head={words.limitsHead} rows={shown.limits.map((l) => [of(l.key).label, limitText(l, of(l.key).unit)])} />}
          {answer.may ? (
            <section className="block" aria-labelledby="wijzigen">
              <h2 id="wijzigen">{words.edit}</h2>
              <EditThresholds key={`${gemeente.code} ${shown?.version} ${newest?.version}`} answer={answer} subjects={subjects} />
            </section>
          ) : <p className="quiet">{words.notYours}</p>}
          {versions.length > 0 && (
            <section className="block" aria-labelledby="versies">
              <h2 id="versies">{words.versions}</h2>
              <PlainTable caption={words.versions} hideCaption head={words.versionsHead} rows={versions.map((v) => [
                <a key="v" className="utrecht-link" href={href(v.version)} aria-current={v.version === shown?.version || undefined}>{words.look(v.version)}</a>, longMoment(v.at), words.by(v.by && roleLabel[v.by as Role]),
                <span key="r">{v.reason}{v.restores !== null && <span className="quiet small"> ({words.restores(v.restores)})</span>}</span>, String(v.year), v.limits.map((l) => `${of(l.key).label} ${limitText(l, of(l.key).unit)}`).join('; '),
              ])} />
            </section>
          )}
        </>
      )}
    </div>
  )
}
