/** One way of doing the work; it prepares what it needs and returns what it measured. */
export type Contender<V> = () => Promise<V>

/**
 * Runs the contenders in turn, round after round (A B A B ...), never two at a time, so that a slow minute of the machine hits
 * all of them.
 *
 * @param options.rounds how often each of them is measured
 * @param options.warmUp runs every contender once before, and forgets what it measured
 * @returns what each contender measured, in the order of the rounds
 */
export async function interleave<V, N extends string>(
  contenders: Record<N, Contender<V>>,
  options: { rounds: number; warmUp?: boolean; onRound?: (round: number) => void },
): Promise<Record<N, V[]>> {
  const names = Object.keys(contenders) as N[]
  const found = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<N, V[]>
  if (options.warmUp) for (const name of names) await contenders[name]()
  for (let round = 1; round <= options.rounds; round++) {
    options.onRound?.(round)
    for (const name of names) found[name].push(await contenders[name]())
  }
  return found
}

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
