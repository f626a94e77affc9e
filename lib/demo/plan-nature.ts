import type { XY } from './plan-lines'

type PlanArea = { kind: 'park' | 'wood' | 'pond'; name?: string; points: readonly XY[]; straight?: boolean }
type PlanBuilding = { name: string; at: XY; size: XY; angle: number }

/** Green and ponds, drawn by hand in local metres; smooth outlines unless `straight`. Streets keep out of them. */
export const planGreen: readonly PlanArea[] = [
  { kind: 'park', name: 'Helmpark', points: [[3560, 10180], [3780, 10210], [3970, 10210], [3950, 9980], [3930, 9760], [3740, 9740], [3560, 9760], [3590, 9980]] },
  { kind: 'pond', name: 'Helmvijver', points: [[3680, 10060], [3790, 10090], [3850, 9990], [3790, 9900], [3720, 9860], [3660, 9930]] },
  { kind: 'park', name: 'Plantsoen', points: [[3440, 10980], [3590, 10990], [3610, 11090], [3530, 11140], [3420, 11090]] },
  { kind: 'park', name: 'Kerkhof', points: [[3980, 11620], [4110, 11620], [4110, 11720], [3980, 11730]], straight: true },
  { kind: 'park', name: 'Stationspark', points: [[4650, 10230], [4900, 10190], [4880, 10340], [4720, 10380]] },
  { kind: 'park', name: 'Schansveld', points: [[6030, 9130], [6330, 9120], [6350, 8960], [6190, 8880], [6020, 8960]] },
  { kind: 'park', name: 'Oosterpark', points: [[6420, 10010], [6950, 10060], [6930, 10180], [6640, 10230], [6440, 10160]] },
  { kind: 'pond', points: [[6560, 10080], [6760, 10110], [6740, 10150], [6580, 10140]] },
  { kind: 'park', name: 'Spoorzoom', points: [[4420, 9150], [4520, 9150], [4560, 9600], [4490, 9640], [4440, 9400]] },
  { kind: 'park', name: 'Meerpaalveld', points: [[4990, 9000], [5200, 9000], [5220, 9140], [5080, 9190], [4980, 9120]] },
  { kind: 'park', name: 'Sportpark De Helm', points: [[2700, 8450], [3250, 8400], [3280, 8520], [2720, 8590]], straight: true },
  { kind: 'park', name: 'Sportpark Kolkzicht', points: [[6750, 8380], [7200, 8360], [7240, 8560], [6770, 8590]], straight: true },
  { kind: 'park', name: 'Heempark', points: [[2960, 4640], [3230, 4680], [3240, 4900], [3060, 4870], [2880, 4780]] },
  { kind: 'pond', name: 'Heemvijver', points: [[3040, 4730], [3160, 4750], [3170, 4830], [3080, 4820]] },
  { kind: 'park', name: 'Wulpenpark', points: [[2820, 3480], [3200, 3440], [3230, 3620], [3010, 3700], [2840, 3620]] },
  { kind: 'park', name: 'Sportpark Heemduin', points: [[3560, 2950], [3900, 2960], [3890, 3130], [3560, 3140]], straight: true },
  { kind: 'wood', name: 'Duinbos', points: [[1750, 5100], [2000, 5200], [2090, 5700], [2150, 6200], [2020, 6500], [1850, 6100], [1720, 5600]] },
  { kind: 'wood', name: 'Noorderbos', points: [[2350, 8700], [2470, 9000], [2600, 9700], [2560, 9900], [2400, 9500], [2280, 9000]] },
  { kind: 'wood', name: 'Zuiderbos', points: [[1500, 900], [1640, 1000], [1750, 1600], [1690, 1900], [1560, 1500]] },
  { kind: 'pond', name: 'Duinmeer', points: [[1720, 7050], [1880, 7120], [1930, 7330], [1800, 7420], [1690, 7260]] },
  { kind: 'pond', name: 'Achterplas', points: [[1500, 3700], [1640, 3740], [1660, 3960], [1540, 3930]] },
  { kind: 'wood', name: 'Kolkbos', points: [[7500, 6150], [7900, 6100], [8050, 6400], [7700, 6700], [7480, 6500]] },
  { kind: 'pond', name: 'Wiel', points: [[8300, 4880], [8450, 4900], [8480, 5060], [8340, 5080]] },
]

/** Some large buildings that people know; centre, size (metres) and angle against the local x axis. */
export const planBuildings: readonly PlanBuilding[] = [
  { name: 'Stadhuis', at: [4215, 10770], size: [62, 38], angle: -24 },
  { name: 'Station Wierhaven', at: [4620, 10060], size: [24, 70], angle: 14 },
  { name: 'Station Heemduin', at: [4425, 4180], size: [18, 60], angle: 2 },
  { name: 'Grote Kerk', at: [4045, 11675], size: [46, 22], angle: 4 },
  { name: 'Vuurtoren', at: [2960, 12330], size: [22, 22], angle: 45 },
  { name: 'Visafslag', at: [4990, 11680], size: [150, 28], angle: 62 },
  { name: 'Werfhal', at: [5900, 11120], size: [120, 60], angle: 82 },
  { name: 'Droogdok', at: [5830, 10880], size: [160, 36], angle: 82 },
  { name: 'Ziekenhuis Kolkzicht', at: [7120, 8050], size: [150, 70], angle: 6 },
  { name: 'Winkelcentrum Dorpshart', at: [3300, 4200], size: [110, 60], angle: 20 },
  { name: 'Bibliotheek', at: [4320, 10600], size: [44, 30], angle: -24 },
]

/** Harbour moles and jetties, local metres. */
export const planPiers: readonly { name: string; points: readonly XY[] }[] = [
  { name: 'Westerhoofd', points: [[5250, 12420], [5420, 12610], [5480, 12900], [5700, 13050]] },
  { name: 'Oosterhoofd', points: [[7650, 11700], [7500, 12050], [7150, 12420], [6700, 12600]] },
  { name: 'Steiger A', points: [[6175, 11090], [6180, 11300]] },
  { name: 'Steiger B', points: [[6230, 11090], [6240, 11330]] },
  { name: 'Steiger C', points: [[6290, 11095], [6300, 11350]] },
  { name: 'Steiger D', points: [[6345, 11100], [6355, 11360]] },
]
export const stadhuis: XY = [4215, 10770]
