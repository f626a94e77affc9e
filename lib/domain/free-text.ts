import { findPersonalData, kindLabel, type Finding, type PersonalDataKind } from './personal-data'

/** The longest free text that is kept with a signal: it is no dossier. */
export const maxFreeText = 280

type FreeTextProblem = { code: 'text_too_long' | 'personal_data' | 'confirm_needed'; message: string; kinds: PersonalDataKind[] }
/** `confirmed`: what the writer said is no personal data; whoever keeps the text writes that to the audit log. */
export type FreeTextAnswer = { ok: true; text: string; confirmed: PersonalDataKind[] } | { ok: false; problem: FreeTextProblem }

const kindsOf = (findings: readonly Finding[]): PersonalDataKind[] => [...new Set(findings.map((f) => f.kind))]

/** "een naam en een telefoonnummer" */
export function listKinds(kinds: readonly PersonalDataKind[]): string {
  const labels = kinds.map((kind) => kindLabel[kind])
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} en ${labels.at(-1)}`
}

/**
 * Whether free text may be kept: not too long, nothing in it that is certainly about a person, and what may be about a person only
 * when the writer confirmed that it is not. The message names the kind, never the value.
 */
export function checkFreeText(text: string, confirmed: boolean, max = maxFreeText): FreeTextAnswer {
  const given = text.trim()
  if (given.length > max) return { ok: false, problem: { code: 'text_too_long', message: `De tekst is ${given.length} tekens lang; verwacht: hoogstens ${max}.`, kinds: [] } }
  const findings = findPersonalData(given)
  const blocking = kindsOf(findings.filter((f) => f.severity === 'block'))
  if (blocking.length > 0) return { ok: false, problem: { code: 'personal_data', message: `In de tekst staat ${listKinds(blocking)}. Haal dat weg.`, kinds: blocking } }
  const asking = kindsOf(findings)
  if (asking.length > 0 && !confirmed)
    return { ok: false, problem: { code: 'confirm_needed', message: `In de tekst staat misschien ${listKinds(asking)}. Haal dat weg, of bevestig dat het niet over een persoon gaat.`, kinds: asking } }
  return { ok: true, text: given, confirmed: asking }
}
