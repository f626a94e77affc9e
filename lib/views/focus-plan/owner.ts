/** `team:zorg` or `organisation:3` as the fields of a measure; all of the kind, so that another choice takes the former away. */
export function ownerFields(prefix: 'owner' | 'handedTo', chosen: string): Record<string, string | number | null> {
  const [kind, value] = chosen.split(':') as [string, string | undefined]
  const rest: Record<string, null> = prefix === 'owner' ? { ownerUser: null } : { handedToOther: null }
  return { ...rest, [`${prefix}Team`]: kind === 'team' ? value! : null, [`${prefix}Organisation`]: kind === 'organisation' ? Number(value) : null }
}
