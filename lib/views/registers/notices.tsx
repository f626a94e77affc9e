import type { Role } from '@/lib/domain/identity'
import type { ParamProblem } from '@/lib/domain/params'
import type { Register } from '@/lib/domain/register'
import { Alert } from '@/lib/ui/alert'
import { ButtonLink } from '@/lib/ui/button'
import { ParamProblems } from '@/lib/ui/param-problems'
import { words as shared } from '@/lib/ui/words'
import { RegisterNav } from './subnav'
import { plural, words } from './words'

/** The address holds something that this list does not understand: what, and the way out. */
export function WrongAddress({ register, problems }: { register: Register; problems: readonly ParamProblem[] }) {
  return (
    <div className="page">
      <h1>{words.list.wrongTitle}</h1>
      <p className="lead">{words.list.wrong}</p>
      <ParamProblems problems={problems} />
      <p>
        <ButtonLink look="primary" href={`/${register.slug}`}>
          {words.list.restart}
        </ButtonLink>
      </p>
    </div>
  )
}

/** Without boundaries nothing lies anywhere. */
export function NoBoundaries({ register, asked, admin }: { register: Register; /** the address named a gemeente */ asked: boolean; admin: boolean }) {
  const { noBoundaries } = shared.pages
  return (
    <div className="page">
      <h1>{noBoundaries.title}</h1>
      <p className="lead">{asked ? noBoundaries.other : noBoundaries.text}</p>
      {asked ? (
        <ButtonLink look="primary" href={`/${register.slug}`}>
          {words.list.restart}
        </ButtonLink>
      ) : (
        admin && (
          <ButtonLink look="primary" href="/beheer/import">
            {shared.import}
          </ButtonLink>
        )
      )}
    </div>
  )
}

/** This role does not read this register: said, not hidden. */
export function NotForYou({ register, role }: { register: Register; role: Role }) {
  return (
    <div className="register">
      <RegisterNav here={register.id} role={role} />
      <h1>{register.title}</h1>
      <Alert kind="warning" quiet>
        {words.list.notForYou(plural[register.id])}
      </Alert>
    </div>
  )
}
