/** The next number of a stream: uniform in [0, 1), a multiple of 2^-53. */
export type Random = () => number

/**
 * A stream of random numbers that depends on its seeds alone: the same seeds give the same stream on every machine, and streams whose seeds differ in one
 * place have nothing to do with each other. A calculation gives every repeat a stream of its own (its seed, what it is for, the number of the repeat), so
 * that the answer does not depend on how the repeats were shared out.
 *
 * Any finite numbers may be seeds, and their order matters.
 * @throws {RangeError} when a seed is not finite
 * Source: sfc32 (Doty-Humphrey, PractRand); seeds mixed by MurmurHash3's finaliser (Appleby)
 */
export function seededRandom(...seeds: number[]): Random {
  const state = new Int32Array([0x9e3779b9, 0x243f6a88, 0xb7e15162])
  for (const seed of seeds) {
    if (!Number.isFinite(seed)) throw new RangeError(`expected a finite seed, got ${seed}`)
    for (const word of wordsOf(seed)) for (let i = 0; i < 3; i++) state[i] = mix(Math.imul(state[i]! ^ word, 0x01000193 + 2 * i) + state[(i + 1) % 3]!)
  }
  const s = new Int32Array([state[0]!, state[1]!, state[2]!, 1])
  const next = (): number => {
    const t = (s[0]! + s[1]! + s[3]!) | 0
    s[3] = s[3]! + 1
    s[0] = s[1]! ^ (s[1]! >>> 9)
    s[1] = s[2]! + (s[2]! << 3)
    s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + t
    return t
  }
  for (let i = 0; i < 12; i++) next()
  return () => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992
}

const bits = new DataView(new ArrayBuffer(8))
function wordsOf(seed: number): [number, number] {
  bits.setFloat64(0, seed + 0) // -0 and 0 are the same seed
  return [bits.getUint32(0), bits.getUint32(4)]
}

function mix(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
