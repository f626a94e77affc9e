'use client'
import { useMemo } from 'react'
import { IconExternalLink } from '@/lib/ui/icons'
import type { RegisterRecord } from '@/lib/domain/register'
import { Alert } from '@/lib/ui/alert'
import { RegisterForm, type FormLayout } from './form'
import { words } from './initiative-words'
import type { FormAnswer } from './load'
import { fieldsOf, OwnerChoice, ownerOf, problemOf, type Owner } from './owner-choice'

const text = words.intake
/** The owner that was pointed at stands in the form under this name; what is saved are the three fields. */
const pointed = 'owner'

/** Taking in an initiative: first the residents' own plan, then the place, then who goes on with it. The same form as every register, in this order. */
export function InitiativeIntake({ answer, given, mor }: { answer: FormAnswer; given: RegisterRecord; /** form of the gemeente for reports about the street */ mor: string | null }) {
  const start = useMemo(() => ({ receivedOn: answer.today, ...given }), [answer.today, given])
  const layout = useMemo((): FormLayout => ({
    parts: [
      { title: text.what, names: ['title', 'whatResidentsDo', 'whatTheyAsk', 'byWhom', 'receivedOn', 'theme'] },
      { title: text.where, names: ['buurt', 'point'], before: mor && <Alert quiet>{text.mor} <MorLink href={mor} /></Alert> },
      { title: text.who, names: ['route', 'handOverRef', pointed, 'due', 'publicConsent'] },
    ],
    render: (name, { raw, set, error }) => {
      if (name === 'handOverRef' && raw.route !== 'wijkbeheer') return null
      if (name !== pointed) return undefined
      const owner = (raw[pointed] as Owner | undefined) ?? ownerOf(raw)
      return (
        <>
          {raw.route === 'zorg' && <Alert quiet>{text.care}</Alert>}
          {raw.route === 'wijkbeheer' && <Alert quiet>{text.ref} {mor && <MorLink href={mor} />}</Alert>}
          <OwnerChoice
            owner={owner}
            choices={answer.choices}
            error={error('ownerUser') ?? error('ownerTeam')}
            mayBeNobody
            onChange={(now) => set({ [pointed]: now, ...fieldsOf(now.kind === 'wijkmanager' ? { kind: 'none', value: null } : now), status: now.value === null ? 'received' : 'assigned' })}
          />
        </>
      )
    },
    check: (raw) => {
      const why = problemOf((raw[pointed] as Owner | undefined) ?? ownerOf(raw))
      return why ? [{ field: 'ownerUser', message: why }] : []
    },
  }), [answer.choices, mor])
  return <RegisterForm id="initiatives" answer={answer} given={start} layout={layout} />
}

function MorLink({ href }: { href: string }) {
  return (
    <a className="utrecht-link" href={href} rel="noreferrer">
      {text.morLink} <IconExternalLink size={16} aria-hidden="true" />
    </a>
  )
}
