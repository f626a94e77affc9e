/** For whom a service or activity is; value -> Dutch. `iedereen` overlaps with every other. */
export const targetGroups = {
  iedereen: 'Iedereen',
  kinderen: 'Kinderen (0-11)',
  jongeren: 'Jongeren (12-23)',
  gezinnen: 'Gezinnen',
  volwassenen: 'Volwassenen',
  ouderen: 'Ouderen (65+)',
  mantelzorgers: 'Mantelzorgers',
  nieuwkomers: 'Nieuwkomers',
  werkzoekenden: 'Werkzoekenden',
  'mensen-met-beperking': 'Mensen met een beperking',
} as const
