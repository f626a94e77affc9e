import './publications.css'
import { releaseProblems, type LeafChange, type ReleaseRow } from '@/lib/domain/release'
import { Alert } from '@/lib/ui/alert'
import { Badge } from '@/lib/ui/badge'
import { count, longDate, longMoment } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { Figures } from './figures'
import { MakeForm } from './make-form'
import { PublishForm, WithdrawForm } from './steps'
import { words } from './words'

const done = { published: words.draft.published, discarded: words.draft.discarded, withdrawn: words.withdraw.done }
export type Done = keyof typeof done

export type Publications = {
  gemeenten: readonly { code: string; name: string }[]
  /** closed periods, the newest first */
  periods: readonly string[]
  releases: readonly ReleaseRow[]
  /** what the public reads now */
  current: string | null
  /** the newest draft with all its figures; null when there is none */
  draft: { release: ReleaseRow; leaves: readonly LeafChange[] } | null
  /** the publication that the reader wants to withdraw */
  withdraw: ReleaseRow | null
  /** what was just done */
  done: Done | null
}

/** What is public, a new draft and its figures, and every publication before. */
export function PublicationsView({ gemeenten, periods, releases, current, draft, withdraw, done: just }: Publications) {
  const now = releases.find((r) => r.id === current)
  const failed = releases[0]?.status === 'failed' ? releases[0] : null
  return (
    <>
      <nav className="crumbs small" aria-label={words.manage}><a href="/beheer">{words.manage}</a></nav>
      <h1>{words.title}</h1>
      <p className="quiet manage__lead">{words.lead}</p>
      <div role="status">{just && <Alert quiet kind="ok">{done[just]}</Alert>}</div>
      <p>{now?.madeOn ? <>{words.public(longDate(now.madeOn))} <a className="utrecht-link" href="/">{words.look}</a></> : words.nothing}</p>
      {withdraw?.madeOn && <WithdrawForm number={withdraw.number} date={longDate(withdraw.madeOn)} />}
      {draft && <Draft {...draft} />}
      <section className="block" aria-labelledby="nieuw">
        <h2 id="nieuw">{words.make.title}</h2>
        {failed && <Alert quiet kind={failed.problem === 'same' ? 'ok' : 'warning'}>{releaseProblems[failed.problem ?? 'failed']}</Alert>}
        <MakeForm gemeenten={gemeenten} first={now?.gemeente ?? null} periods={periods} busy={releases.some((r) => r.status === 'asked' || r.status === 'making')} />
      </section>
      <All releases={releases} current={current} />
    </>
  )
}

function Draft({ release, leaves }: { release: ReleaseRow; leaves: readonly LeafChange[] }) {
  const { counts } = release
  return (
    <section className="block" aria-labelledby="concept">
      <h2 id="concept">{words.draft.title(longDate(release.madeOn!))}</h2>
      <p>{words.draft.says(counts.leaves ?? 0, counts.changed ?? 0, counts.areas ?? 0, counts.wijken ?? 0)}</p>
      <p>{words.draft.text} <a className="utrecht-link" href={`/publicaties/${release.id}`}>{words.look}</a></p>
      <Figures leaves={leaves} />
      <PublishForm number={release.number} />
    </section>
  )
}

function All({ releases, current }: { releases: readonly ReleaseRow[]; current: string | null }) {
  const text = words.list
  return (
    <section className="block" aria-labelledby="alle">
      <h2 id="alle">{text.title}</h2>
      {releases.length === 0 ? <p className="quiet">{text.none}</p> : (
        <div className="publications__table">
          <PlainTable caption={text.title} hideCaption head={text.head} numeric={[3, 4]} actions rows={releases.map((r) => [
            r.madeAt ? longMoment(r.madeAt) : longMoment(r.askedAt),
            <span key="s">{r.problem === 'same' ? words.nothingNew : words.status[r.status]} {r.id !== null && r.id === current && <Badge>{words.current}</Badge>} {(r.withdrawnReason ?? (r.problem && releaseProblems[r.problem])) && <span className="quiet small publications__reason">{r.withdrawnReason ?? releaseProblems[r.problem!]}</span>}</span>,
            r.periods.length > 0 ? text.periods(r.periods[0]!, r.periods.at(-1)!) : '',
            r.counts.leaves === undefined ? '' : count(r.counts.leaves), r.counts.changed === undefined ? '' : count(r.counts.changed),
            r.status === 'published' ? <span key="a"><a className="utrecht-link" href={`/publicaties/${r.id}/`}>{words.look}</a> <a className="utrecht-link" href={`/beheer/publicaties?intrekken=${r.number}`}>{text.withdraw}</a></span> : '',
          ])} />
        </div>
      )}
    </section>
  )
}
