import type { ViewDefinition } from './definition'

type Source = ViewDefinition['sources'][number]

/** What the gemeente itself keeps. @param date in Dutch: until when it counts */
export const ownSource = (name: string, date = 'tot en met de laatste invoer'): Source => ({ name, date, licence: 'alleen voor gebruik binnen de gemeente' })
const ofCbs = (name: string): Source => ({ name: `CBS / Kadaster, ${name}`, date: 'het getoonde jaar', licence: 'CC BY 4.0' })
export const boundaries = ofCbs('Wijk- en Buurtkaart')
export const boundariesAndFigures = ofCbs('Wijk- en Buurtkaart en Kerncijfers wijken en buurten')
