import type { Field } from '@/lib/domain/register'
import type { Choices, Option } from './shapes'

/** What may be chosen for a field. */
export const optionsOf = (field: Field, choices: Choices): readonly Option[] =>
  field.choices ? Object.entries(field.choices).map(([value, label]) => ({ value, label })) : (choices[field.type === 'buurt' || field.type === 'buurten' ? 'buurten' : field.to!] ?? [])
