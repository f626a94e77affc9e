'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { ErasureFound } from '@/lib/domain/erasure'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { count, longDate } from '@/lib/ui/format'
import { postJson } from '@/lib/ui/post-json'
import { ProblemError } from '@/lib/ui/read-json'
import { PlainTable } from '@/lib/ui/table'
import { words as shared } from '@/lib/ui/words'
import { EraseForm } from './erase-form'
import { SearchForm, type Gemeente, type Search } from './search-form'
import { words } from './words'

type Stage = { at: 'search' } | { at: 'found'; search: Search; found: ErasureFound } | { at: 'done'; id: number; signals: number }

/** Find, decide, erase. The place is sent in the body and stands in no address: addresses end up in histories and logs. */
export function ErasureScreen({ gemeenten, today }: { gemeenten: readonly Gemeente[]; today: string }) {
  const router = useRouter()
  const [stage, setStage] = useState<Stage>({ at: 'search' })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const result = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (stage.at !== 'search') result.current?.focus()
  }, [stage])

  async function ask<T>(address: string, body: object, then: (answer: T) => void) {
    setBusy(true)
    setProblem(null)
    try {
      then(await postJson<T>(address, body))
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.problem.detail : shared.notSent)
    } finally {
      setBusy(false)
    }
  }

  if (stage.at === 'done')
    return (
      <section className="block" aria-live="polite">
        <h2 ref={result} tabIndex={-1}>
          {words.erase.doneTitle(stage.signals)}
        </h2>
        <p>{words.erase.done(stage.id)}</p>
        <div>
          <Button onClick={() => setStage({ at: 'search' })}>{words.erase.again}</Button>
        </div>
      </section>
    )
  return (
    <>
      <section className="block" aria-labelledby="zoeken">
        <h2 id="zoeken">{words.search.title}</h2>
        <p>{words.search.text}</p>
        <SearchForm gemeenten={gemeenten} today={today} busy={busy} onSearch={(search) => void ask<ErasureFound>('/api/v1/erasures/search', search, (found) => setStage({ at: 'found', search, found }))} />
        {problem && stage.at === 'search' && <Alert kind="error">{problem}</Alert>}
      </section>
      {stage.at === 'found' && (
        <section className="block" aria-labelledby="gevonden">
          <h2 id="gevonden" ref={result} tabIndex={-1}>
            {stage.found.total === 0 ? words.found.none : words.found.title(stage.found.total)}
          </h2>
          {stage.found.total === 0 ? (
            <p>{words.found.noneText}</p>
          ) : (
            <>
              <p>{words.found.text}</p>
              <PlainTable caption={words.found.caption} head={words.found.head} numeric={[2]} rows={stage.found.items.map((i) => [longDate(i.observedOn), i.sensitive ? words.found.sensitive : words.found.plain, count(i.n)])} />
              <EraseForm
                key={JSON.stringify(stage.search)}
                n={stage.found.total}
                busy={busy}
                problem={problem}
                onErase={(reason, confirmed) =>
                  void ask<{ id: number; signals: number }>('/api/v1/erasures', { ...stage.search, expected: stage.found.total, reason, confirmed }, (done) => {
                    setStage({ at: 'done', ...done })
                    router.refresh() // the list of earlier ones is made on the server
                  })
                }
              />
            </>
          )}
        </section>
      )}
    </>
  )
}
