/**
 * How many there are with their word: "1 rij", "2.000 rijen". The word may be more than a noun: "1 rij is", "2 rijen zijn".
 *
 * @param n a number, or one that is written already
 */
export const many = (n: number | string, one: string, more: string): string => `${typeof n === 'number' ? n.toLocaleString('nl-NL') : n} ${n === 1 || n === '1' ? one : more}`
