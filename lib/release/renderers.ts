import type { PublicFile, PublicModel } from '@/lib/domain/public-model'

/** Everything that a release is made of: each gives the files of its part, from the model and nothing else. No two may give the same address. */
export const renderers: readonly ((model: PublicModel) => PublicFile[])[] = [
  ({ gemeente, madeOn, leaves }) => [{ address: '/', type: 'text/html; charset=utf-8', body: `<!doctype html><html lang="nl"><head><title>${gemeente.code}</title></head><body><p>${madeOn}: ${leaves.reduce((n, l) => n + l.p, 0)}</p></body></html>` }],
]
