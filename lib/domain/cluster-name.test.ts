import { describe, expect, it } from 'vitest'
import { clusterName } from './cluster-name'

describe('the name of a cluster', () => {
  it('names one or two buurten, and counts the others', () => {
    expect(clusterName(['Lijnbaan'])).toBe('Lijnbaan')
    expect(clusterName(['Dukdalf', 'Meerpaal'])).toBe('Dukdalf en Meerpaal')
    expect(clusterName(['Lamsoor', 'Sterneiland', 'Zeekraal'])).toBe('Lamsoor en 2 andere buurten')
  })
})
