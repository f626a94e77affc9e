/**
 * JSON that PostgreSQL accepts as jsonb: a NUL and half of a surrogate pair (an emoji that was cut) are valid in JSON text but
 * refused by jsonb, and would make a whole batch fail. They become the replacement character.
 */
export function jsonText(value: unknown): string {
  return JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, '$1\\ufffd')
}
