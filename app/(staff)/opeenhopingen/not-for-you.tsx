import { ButtonLink } from '@/lib/ui/button'
import { words } from '@/lib/views/cluster/words'

/** For roles that see no clusters one by one. */
export function NotForYou() {
  return (
    <div className="page">
      <h1>{words.title}</h1>
      <p className="lead">{words.notForYou}</p>
      <ButtonLink look="primary" href="/kaart/signalen">{words.toMap}</ButtonLink>
    </div>
  )
}
