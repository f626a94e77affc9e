import { expect, test } from 'vitest'
import { countSkipped } from './skipped'

test('says of what is left out how much it is and of which gemeenten, the most first', () => {
  const skipped = countSkipped()
  expect(skipped.remarks('GM0400')).toEqual([])
  skipped.add({ gemeente: 'GM0363' })
  skipped.add('told')
  expect(skipped.remarks('GM0400')).toEqual(['1 rij is overgeslagen, want die hoort niet bij GM0400 maar bij GM0363.'])
  for (const gemeente of ['GM0599', 'GM0599', 'GM0014', 'GM0034', 'GM0035']) skipped.add({ gemeente })
  skipped.add('level')
  expect(skipped.remarks('GM0400')).toEqual([
    '6 rijen zijn overgeslagen, want die horen niet bij GM0400 maar bij GM0599, GM0014, GM0034 en 2 andere gemeenten.',
    '1 rij is overgeslagen, want die gaat over een ander niveau dan u vroeg, of over heel Nederland.',
  ])
})
