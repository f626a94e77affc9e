import { redirect } from 'next/navigation'
import { registers } from '@/lib/domain/registers'

/** The network of a buurt begins with its wijkplatforms. */
export default function NetworkPage(): never {
  redirect(`/${registers.wijkplatforms.slug}`)
}
