import type { XY } from './plan-lines'

/** oldtown: before 1900; prewar: 1900-1940; postwar: 1945-1975; highrise: flats of 1960-1980; suburb: 1980-2010; newbuild: after 2010 */
export type BuurtType = 'oldtown' | 'centre' | 'prewar' | 'postwar' | 'highrise' | 'suburb' | 'newbuild' | 'hamlet' | 'harbour' | 'business' | 'park' | 'dunes' | 'polder'

export type PlanBuurt = {
  name: string
  type: BuurtType
  /** a point inside the face, local metres */
  seed: XY
  /** inhabitants aimed at in the newest year */
  inhabitants: number
  /** direction of the streets, degrees against the local x axis */
  angle: number
  /** how often professionals come, 1 = average; 0 = nobody */
  presence: number
  /** werkgebied 1..4 */
  werkgebied: 1 | 2 | 3 | 4
  /** stress of the buurt against its type, standard deviations; above 0 = poorer */
  stress: number
}
export type PlanWijk = { name: string; buurten: readonly PlanBuurt[] }

const b = (name: string, type: BuurtType, x: number, y: number, inhabitants: number, angle: number, presence: number, werkgebied: 1 | 2 | 3 | 4, stress = 0): PlanBuurt => ({ name, type, seed: [x, y], inhabitants, angle, presence, werkgebied, stress })

/** Wijken in the order of their codes WK900101..08; buurten in the order of BU9001ww01.. */
export const planWijken: readonly PlanWijk[] = [
  { name: 'Binnenstad', buurten: [
    b('Loodsenbuurt', 'oldtown', 4200, 12300, 760, 4, 1.1, 1),
    b('Kuipershoek', 'oldtown', 4900, 12250, 620, -14, 0.9, 1, 0.4),
    b('Kerkbuurt', 'oldtown', 4150, 11700, 700, 12, 1.3, 1),
    b('Vismarkt', 'oldtown', 4650, 11600, 690, -8, 1.8, 1, 0.3),
    b('Lijnbaan', 'oldtown', 4400, 11080, 385, -12, 1, 1, 0.2),
    b('Winkelhart', 'centre', 4330, 10700, 980, -24, 2.4, 1, 0.3),
    b('Stationsbuurt', 'centre', 4770, 10600, 1120, -8, 2.2, 1, 0.8),
    b('Kaaikwartier', 'newbuild', 5200, 10500, 840, -4, 0.7, 1, -0.6),
  ] },
  { name: 'Havens en Oostwijk', buurten: [
    b('Werfeiland', 'harbour', 5900, 10800, 35, 10, 0.3, 1),
    b('Jachthaven', 'newbuild', 6270, 10900, 380, 4, 0.4, 1, -1),
    b('Buitenhaven', 'harbour', 7200, 11000, 20, 4, 0.2, 1),
    b('Sluisbuurt', 'prewar', 5850, 10200, 1390, 3, 1.2, 3, 0.5),
    b('Touwslagersbuurt', 'prewar', 6650, 10350, 1420, 6, 1.5, 3, 0.7),
    b('Zeilmakersbuurt', 'postwar', 7450, 10400, 1120, -4, 0.6, 3, 0.2),
    b('Ankerbuurt', 'postwar', 5850, 9600, 1500, 2, 1.4, 3, 0.9),
    b('Bakenbuurt', 'postwar', 6650, 9650, 1440, 3, 0.8, 3, 0.3),
    b('Oosterdijk', 'postwar', 7350, 9700, 980, -8, 0.03, 3, 1),
  ] },
  { name: 'Nieuwstad', buurten: [
    b('Vuurtorenbuurt', 'prewar', 3320, 11700, 820, 80, 0.8, 2, -0.4),
    b('Zeedijkbuurt', 'prewar', 3720, 12250, 1110, 4, 1, 2),
    b('Admiraalsbuurt', 'prewar', 3720, 11500, 1240, 3, 1.3, 2, 0.3),
    b('Duinrandbuurt', 'prewar', 3060, 10900, 1010, 84, 0.7, 2, -0.8),
    b('Plantsoenbuurt', 'prewar', 3500, 11050, 1180, -4, 0.9, 2, -0.3),
    b('Schelpenbuurt', 'prewar', 3500, 10500, 1230, 2, 1, 2),
    b('Notarisbuurt', 'prewar', 3870, 11050, 1050, 70, 0.6, 2, -1.1),
    b('Meestersbuurt', 'prewar', 3950, 10550, 960, -12, 0.8, 2, -0.2),
  ] },
  { name: 'De Helm', buurten: [
    b('Zanddoorn', 'postwar', 3050, 9950, 1280, -4, 1, 2, 0.1),
    b('Helmpark', 'park', 3750, 9950, 90, 0, 0.5, 2),
    b('Cellobuurt', 'postwar', 4220, 9950, 1240, -6, 1.1, 2, 0.2),
    b('Kruipwilg', 'postwar', 3000, 9350, 1350, 3, 0.7, 2, -0.2),
    b('Lamsoor', 'postwar', 3700, 9400, 1150, 1, 1.2, 2, 0.4),
    b('Zeekraal', 'postwar', 4150, 9350, 1060, -3, 0.9, 2, 0.3),
    b('Meeuwenlaan', 'suburb', 2950, 8650, 1310, 6, 0.5, 2, -0.5),
    b('Sterneiland', 'highrise', 3900, 8650, 1900, 8, 1.9, 2, 0.6),
  ] },
  { name: 'Spoor en Kanaal', buurten: [
    b('Seinhuis', 'centre', 4720, 9920, 760, -4, 1.6, 3, 0.2),
    b('Kanaaloever', 'newbuild', 5200, 9900, 900, -3, 0.6, 3, -0.7),
    b('Wisselbuurt', 'highrise', 4620, 9350, 1760, 8, 1.7, 3, 0.8),
    b('Dukdalf', 'highrise', 5150, 9520, 1040, 5, 1.3, 3, 0.5),
    b('Meerpaal', 'highrise', 5150, 9130, 1080, 6, 1.2, 3, 1),
    b('Remise', 'postwar', 4600, 8650, 1200, 2, 0.05, 3, 0.9),
    b('Sluiswachter', 'postwar', 5130, 8600, 1150, -2, 1, 3, 0.1),
  ] },
  { name: 'De Schans', buurten: [
    b('Schanspoort', 'suburb', 5750, 9030, 1130, -4, 0.9, 3, 0.1),
    b('Redoute', 'suburb', 5750, 8550, 1080, 2, 0.8, 3, -0.2),
    b('Bastion', 'suburb', 6470, 8800, 1420, 6, 1, 3, 0.2),
    b('Lunet', 'suburb', 7100, 8800, 1050, -10, 0.6, 3, -0.6),
    b('Kolkpoort', 'business', 6000, 7750, 25, 1, 0.3, 3),
    b('Meerzijde', 'business', 7200, 7750, 0, -6, 0.2, 3),
  ] },
  { name: 'Heemduin', buurten: [
    b('Dorpshart', 'centre', 3300, 4200, 980, 20, 1.6, 4, 0.3),
    b('Hyacintenhof', 'suburb', 3850, 5200, 1310, 5, 0.7, 4, -0.2),
    b('Krokusveld', 'suburb', 3900, 4650, 1360, -10, 0.9, 4, 0.1),
    b('Lisdodde', 'suburb', 2700, 5150, 1220, 12, 0.6, 4, -0.5),
    b('Rietkraag', 'suburb', 2600, 4500, 1350, 0, 0.9, 4),
    b('Wulpenweide', 'suburb', 2500, 3750, 1290, -8, 0.8, 4, 0.1),
    b('Zandhagedis', 'suburb', 2700, 3100, 1150, 4, 0.4, 4, -0.6),
    b('Kievitsveld', 'suburb', 3900, 3850, 1380, 12, 1.1, 4, 0.6),
    b('Grutto', 'newbuild', 3900, 3150, 1120, -4, 0.5, 4, -0.4),
  ] },
  { name: 'Buitengebied', buurten: [
    b('Zuiderduinen', 'dunes', 1400, 1500, 15, 0, 0.1, 4),
    b('Middelduinen', 'dunes', 1700, 5500, 45, 0, 0.3, 4),
    b('Noorderduinen', 'dunes', 2300, 10000, 5, 0, 0.4, 2),
    b('Noorderpolder', 'polder', 3300, 7000, 310, 88, 0.4, 4),
    b('Kanaalpolder', 'polder', 5000, 5000, 250, 4, 0.3, 4),
    b('Zuiderpolder', 'polder', 3200, 1000, 200, 86, 0.3, 4),
    b('Ringpolder', 'polder', 5200, 1000, 150, 2, 0.2, 4),
    b('Wijde Polder', 'polder', 6800, 6300, 220, 3, 0.2, 4),
    b('Kolkpolder', 'polder', 7200, 2500, 210, 91, 0.2, 4),
    b('Oosterkolk', 'hamlet', 7130, 5000, 430, 4, 0.02, 4, 0.4),
  ] },
]

/** Policy areas, which cut across the CBS wijken on purpose. */
export const planWerkgebieden = ['Binnenstad en Haven', 'West', 'Oost en Spoorzone', 'Heemduin en Buitengebied'] as const

/** A point in the lake De Wijde Kolk, the one water area. */
export const waterSeed: XY = [9500, 8000]
