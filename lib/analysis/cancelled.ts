/** Somebody asked a calculation to stop; what it had found so far is lost on purpose: half a calculation is no answer. */
export class Cancelled extends Error {
  constructor() {
    super('the calculation was cancelled')
    this.name = 'Cancelled'
  }
}

/** What a long calculation tells and asks while it works. Both are called often: they must be cheap, and must not throw. */
export type Watch = {
  /** share of this calculation that is done, 0..1 */
  onProgress?(share: number): void
  /** true: throw Cancelled at the next step */
  shouldStop?(): boolean
}

/** @throws {Cancelled} when the watch says so */
export function checkpoint(watch: Watch, share: number): void {
  if (watch.shouldStop?.()) throw new Cancelled()
  watch.onProgress?.(share)
}
