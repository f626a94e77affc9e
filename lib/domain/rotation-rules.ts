/** A rule that can be bent when there is no other way, the one that is bent first at the front. The rest of a buurt, what is decided and "never" are not bent. */
export const bendable = ['each_group', 'least', 'per_group', 'choice', 'load', 'most'] as const
export type Bendable = (typeof bendable)[number]
export type RotationFault = 'no_years' | 'no_buurten' | 'unknown_buurt' | 'twice' | 'bad_number' | 'outside_years' | 'must_and_never' | 'fixed_and_never' | 'least_above_most' | 'pair_of_one'
/** A rule that a schedule does not keep, with where and by how much: `is` instead of `limit`. */
export type Broken = { rule: 'rest' | 'never' | 'fixed' | Exclude<Bendable, 'choice'> | 'must' | 'together' | 'apart'; code?: string; other?: string; year?: number; /** group or manager */ of?: string; is: number; limit: number }
