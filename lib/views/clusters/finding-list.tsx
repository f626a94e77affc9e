import type { Finding } from '@/lib/domain/cluster'
import { Badge } from '@/lib/ui/badge'
import { labelText, scoreText } from '@/lib/ui/finding-text'
import { count } from '@/lib/ui/format'
import { periodLength } from '@/lib/ui/spoken'
import type { Answer } from './definition'
import { words } from './finding-words'
import { isCluster } from './outlines'
import { RunNote } from './run-note'
import type { useRun } from './use-run'

export type Opening = { href: (id: number) => string; onOpen: (id: number) => void }

/** Findings as rows to open; links, so that they also work before the scripts have come. */
export function FindingRows({ findings, theme, href, onOpen }: Opening & { findings: readonly Finding[]; /** whether to name the theme */ theme: boolean }) {
  return (
    <ul className="findings">
      {findings.map((f) => (
        <li key={f.id}>
          <a
            className="finding"
            href={href(f.id)}
            data-finding={f.id}
            onClick={(e) => {
              if (e.metaKey || e.ctrlKey || e.shiftKey) return
              e.preventDefault()
              onOpen(f.id)
            }}
          >
            <span className="finding__name">{f.name}</span>
            {isCluster(f) && <Badge>{labelText(f)}</Badge>}
            <span className="finding__numbers">
              {theme && `${f.theme.label}: `}
              {scoreText(f)}
              <span className="quiet"> · {periodLength(f)}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

/** The list that the overview begins with, and how sure "none" is. What is no cluster is told apart below. */
export function FindingList({ answer, run, ...opening }: Opening & { answer: Answer; run: ReturnType<typeof useRun> }) {
  const { findings, meta, params } = answer
  const clusters = findings.filter(isCluster)
  const apart = findings.filter((f) => !isCluster(f))
  const theme = params.theme === undefined
  const searched = meta.run?.status === 'done'
  return (
    <section className="found" aria-labelledby="opeenhopingen">
      <h3 id="opeenhopingen">{words.title(clusters.length)}</h3>
      <RunNote answer={answer} run={run} />
      {clusters.length > 0 ? <FindingRows findings={clusters} theme={theme} {...opening} /> : searched && <p>{noneText(answer)}</p>}
      {searched && meta.facts.length === 1 && meta.facts[0]!.indicative && <p className="quiet small">{words.indicative}</p>}
      {searched && meta.facts.length === 1 && (meta.facts[0]!.dispersion ?? 0) > 1.5 && <p className="quiet small">{words.dispersed}</p>}
      {meta.may.follow && <p className="small"><a className="utrecht-link" href={`/opeenhopingen?gemeente=${meta.gemeente.code}${params.theme ? `&theme=${params.theme}` : ''}`}>{words.all}</a></p>}
      {apart.length > 0 && (
        <>
          <h4>{words.presenceTitle}</h4>
          <p className="quiet small">{words.presence}</p>
          <FindingRows findings={apart} theme={theme} {...opening} />
        </>
      )}
      {meta.piles.length > 0 && (
        <>
          <h4>{words.pilesTitle}</h4>
          {meta.piles.map((p) => <p key={p.code} className="small">{words.pile(count(p.n), p.share === null ? null : count(p.share * 100), p.name)}</p>)}
        </>
      )}
      {meta.withoutInhabitants.length > 0 && (
        <>
          <h4>{words.emptyTitle}</h4>
          <p className="small">{words.empty(count(meta.withoutInhabitants.reduce((sum, b) => sum + b.n, 0)), meta.withoutInhabitants.map((b) => b.name).join(', '))}</p>
        </>
      )}
    </section>
  )
}

/** "Nothing found" says how sure that is; "too few reports" is another answer. */
export function noneText({ meta }: Pick<Answer, 'meta'>): string {
  const { facts } = meta
  const [only] = facts
  if (facts.length > 1) return [facts.every((f) => f.state === 'too_few') ? words.tooFew(null) : words.none, words.allThemes(facts.length), words.noneMeans].join(' ')
  if (only?.state === 'too_few') return `${words.tooFew(only.total === null ? null : count(only.total))} ${words.noneMeans}`
  if (only?.state === 'no_people') return words.noPeople
  if (only?.state === 'one_buurt') return words.oneBuurt
  return [words.none, ...(only?.power == null ? [] : [words.power(words.powerShare(Math.round(only.power * 10)))]), words.noneMeans].join(' ')
}
