/**
 * The drawing board: the lines of the invented gemeente in local metres (origin south-west, y to the north).
 * A line may overshoot the line it ends on: loose ends fall off when the faces are made.
 */
export type XY = readonly [x: number, y: number]

/** natural: coast, dune, creek; smooth: canal, railway, ring road; street: nearly straight with small bends; straight: as drawn; ditch: straight with parcel jogs */
type Shape = 'natural' | 'smooth' | 'street' | 'straight' | 'ditch'

export type LineKind = 'coast' | 'quay' | 'dike' | 'edge' | 'canal' | 'railway' | 'main_road' | 'road' | 'path' | 'ditch'

export type PlanLine = {
  kind: LineKind
  name: string
  shape: Shape
  points: readonly XY[]
  /** drawn only, no border of buurten */
  backdropOnly?: boolean
}

const line = (kind: LineKind, name: string, shape: Shape, ...points: XY[]): PlanLine => ({ kind, name, shape, points })
const drawn = (kind: LineKind, name: string, shape: Shape, ...points: XY[]): PlanLine => ({ kind, name, shape, points, backdropOnly: true })

export const planLines: readonly PlanLine[] = [
  // the outside: sea in the west and north, harbour, the lake De Wijde Kolk in the east, a straight polder border in the south
  line('coast', 'Zeekust', 'natural', [700, 0], [820, 1500], [980, 3000], [1080, 4500], [1250, 6000], [1480, 7500], [1700, 9000], [1900, 10400], [2050, 11400], [2350, 12150], [2950, 12600]),
  line('dike', 'Zeedijk', 'smooth', [2950, 12600], [3400, 12720], [3800, 12750], [4300, 12710], [4700, 12640], [5250, 12420]),
  line('quay', 'Havenkaai', 'straight', [5250, 12420], [5230, 11900], [5050, 11560], [4780, 11420], [4700, 11180], [4930, 11060], [5160, 11240], [5330, 11150], [5420, 10720], [5640, 10690], [5720, 11180], [6080, 11330], [6140, 11080], [6380, 11100], [6420, 11420], [6900, 11560], [6980, 11240], [7250, 11260], [7300, 11650], [7650, 11700]),
  line('dike', 'Kolkdijk', 'natural', [7650, 11700], [7900, 11300], [7960, 10700], [7820, 10000], [7560, 9300], [7420, 8600], [7520, 7900], [7850, 7200], [8250, 6400], [8480, 5500], [8700, 4500], [8900, 3300], [8950, 2100], [8800, 1000], [8850, 120]),
  line('edge', 'Gemeentegrens', 'straight', [5250, 12420], [6500, 13300], [9300, 13000], [10600, 10500], [10700, 6000], [10400, 2000], [9900, 150], [8850, 120], [5650, 40], [5600, 230], [3030, 150], [3000, -60], [1530, -120], [1500, 60], [700, 0]),
  // dunes
  line('edge', 'Duinrand', 'natural', [1850, -220], [1750, 900], [1950, 2000], [1900, 3200], [2150, 4400], [2150, 5600], [2350, 6800], [2420, 7800], [2550, 8800], [2750, 9800], [2850, 10700], [3000, 11500], [3250, 12100], [3420, 12820]),
  line('path', 'Strandslag Heemduin', 'natural', [880, 3260], [1400, 3350], [2010, 3290]),
  line('path', 'Strandslag Noord', 'natural', [1440, 8020], [1950, 8180], [2580, 8060]),
  // the canal, the railway and the wide roads
  line('canal', 'Wierkanaal', 'smooth', [5535, 10760], [5530, 10300], [5500, 9800], [5400, 9000], [5410, 8200], [5640, 6800], [5800, 5500], [5900, 4000], [5950, 2500], [5900, 1000], [5880, -80]),
  line('railway', 'Spoorlijn', 'smooth', [4550, 80], [4500, 2000], [4450, 4000], [4380, 6000], [4310, 7600], [4350, 8900], [4480, 9700], [4600, 10150]),
  line('main_road', 'Randweg', 'smooth', [2400, 8370], [3300, 8250], [4320, 8340], [5400, 8290], [6100, 8330], [7000, 8300], [7560, 8290]),
  line('main_road', 'Oosterweg', 'street', [5330, 9260], [6200, 9200], [7000, 9350], [7650, 9330]),
  line('main_road', 'Havenweg', 'smooth', [5460, 10340], [6100, 10650], [6800, 10800], [8030, 10720]),
  line('main_road', 'Parkweg', 'street', [2720, 10340], [3500, 10250], [4080, 10330], [4340, 10400]),
  line('main_road', 'Zeeweg', 'street', [2850, 11340], [3480, 11240], [3990, 11300]),
  // the old town: singel, gracht, quays
  line('road', 'Noordersingel', 'street', [3960, 12800], [3910, 12400], [3900, 12000]),
  line('canal', 'Westersingel', 'smooth', [3900, 12000], [3930, 11640], [3990, 11300], [4140, 10800], [4340, 10400], [4600, 10150]),
  line('main_road', 'Stationsweg', 'street', [4600, 10150], [5050, 10080], [5580, 10050]),
  line('road', 'Hoofdstraat', 'street', [3900, 12000], [4300, 11850], [4700, 11800], [5300, 11910]),
  line('road', 'Zeestraat', 'street', [4560, 12780], [4510, 12300], [4570, 11750]),
  line('road', 'Kerkstraat', 'street', [4320, 11920], [4385, 11560], [4440, 11170]),
  line('canal', 'Oudegracht', 'smooth', [4700, 11180], [4420, 11250], [4170, 11400], [3890, 11570]),
  line('road', 'Molenstraat', 'street', [3990, 11030], [4500, 10900], [4830, 11000], [4930, 11060]),
  line('road', 'Marktstraat', 'street', [4460, 10980], [4560, 10500], [4600, 10150]),
  line('road', 'Kaaiweg', 'street', [4930, 11060], [4990, 10600], [5050, 10080]),
  // harbour and east
  line('road', 'Werfweg', 'street', [6140, 11080], [6100, 10580]),
  line('road', 'Jachthavenweg', 'street', [6380, 11100], [6440, 10660]),
  line('road', 'Middenweg', 'street', [5430, 9950], [6250, 9980], [7100, 10050], [7900, 10010]),
  line('road', 'Lange Lijn', 'street', [6290, 10790], [6240, 9980], [6200, 9130]),
  line('road', 'Bakenlaan', 'street', [7060, 10900], [7090, 10040], [7010, 9270]),
  // pre-war west
  line('road', 'Vuurtorenlaan', 'street', [3500, 11170], [3470, 11700], [3520, 12150], [3640, 12820]),
  line('road', 'Lantaarnstraat', 'street', [3430, 11800], [3700, 11760], [3990, 11790]),
  line('road', 'Duinstraat', 'street', [3300, 11350], [3260, 10900], [3300, 10200]),
  line('road', 'Plantsoenlaan', 'street', [3720, 11340], [3690, 10800], [3770, 10220]),
  line('road', 'Schelpenpad', 'street', [3200, 10810], [3690, 10800], [4230, 10770]),
  // post-war west, between railway and canal, and the Schans
  line('main_road', 'Helmlaan', 'street', [3500, 10250], [3470, 9300], [3420, 8180]),
  line('main_road', 'Dwarsweg', 'street', [2640, 9630], [3480, 9680], [4485, 9715], [4900, 9720], [5570, 9700]),
  line('road', 'Zuiderlaan', 'street', [2500, 8980], [3460, 9020], [4360, 9000], [4900, 8960], [5480, 8930]),
  line('road', 'Parklaan', 'street', [4060, 10400], [4010, 9990], [4000, 9630]),
  line('road', 'Wilgenlaan', 'street', [3920, 9770], [3930, 9350], [3900, 8940]),
  line('road', 'Spoorlaan', 'street', [4880, 10160], [4900, 9720], [4890, 8960], [4870, 8230]),
  line('road', 'Meerpaallaan', 'street', [4830, 9340], [5150, 9320], [5520, 9310]),
  line('road', 'Schanslaan', 'street', [6190, 9270], [6150, 8800], [6130, 8260]),
  line('road', 'Redoutestraat', 'street', [5330, 8790], [5800, 8770], [6220, 8800]),
  line('road', 'Bastionweg', 'street', [6800, 9390], [6780, 8800], [6830, 8230]),
  line('ditch', 'Kolksloot', 'ditch', [5480, 7260], [6600, 7230], [7920, 7280]),
  line('road', 'Handelsweg', 'straight', [6580, 8400], [6585, 7800], [6590, 7160]),
  // Heemduin, the second core
  line('ditch', 'Noorderwetering', 'ditch', [2060, 5280], [2500, 5330], [2900, 5560], [3500, 5610], [4000, 5420], [4470, 5340]),
  line('ditch', 'Zuiderwetering', 'ditch', [1820, 3060], [2300, 2960], [2800, 2750], [3400, 2690], [3950, 2870], [4560, 3040]),
  line('road', 'Dorpsring', 'smooth', [3720, 4180], [3640, 4420], [3390, 4580], [3060, 4520], [2900, 4280], [2960, 4010], [3180, 3800], [3470, 3850], [3650, 3990], [3720, 4180]),
  line('road', 'Heemlaan', 'smooth', [3240, 4480], [3300, 5000], [3260, 5680]),
  line('main_road', 'Zandweg', 'smooth', [3620, 4240], [4050, 4300], [4520, 4270]),
  line('road', 'Zuidlaan', 'smooth', [3330, 3900], [3420, 3350], [3370, 2600]),
  line('main_road', 'Strandweg', 'smooth', [2960, 4150], [2500, 4060], [1980, 4090]),
  line('road', 'Hyacintweg', 'smooth', [3300, 5000], [3800, 4900], [4500, 4990]),
  line('road', 'Rietlaan', 'smooth', [3360, 3360], [3900, 3440], [4560, 3380]),
  line('road', 'Wulplaan', 'smooth', [3470, 3320], [2700, 3400], [1830, 3470]),
  line('road', 'Lislaan', 'smooth', [3300, 5000], [2720, 4880], [2060, 4930]),
  // polder
  line('ditch', 'Middensloot', 'ditch', [4420, 2600], [5200, 2560], [6010, 2600]),
  line('road', 'Kolkweg', 'ditch', [5760, 4800], [6700, 4760], [7700, 4800], [8760, 4780]),
  line('road', 'Terpweg', 'straight', [6860, 4700], [6900, 5180], [7380, 5150], [7410, 4730]),
  // drawn on the map, no borders
  drawn('main_road', 'Provincialeweg', 'smooth', [5700, -60], [5730, 1000], [5780, 2500], [5700, 4000], [5620, 5400], [5470, 6700], [5270, 7700], [5210, 8290]),
  drawn('main_road', 'Duinweg', 'smooth', [2150, -60], [2080, 900], [2250, 2000], [2230, 3200], [2450, 4060], [2450, 5400], [2640, 6800], [2720, 7800], [2850, 8300]),
  drawn('road', 'Polderweg', 'straight', [5735, 1385], [7400, 1430], [8700, 1380]),
  drawn('road', 'Achterweg', 'straight', [5560, 6060], [6000, 6050], [7000, 6020], [8300, 6060]),
  drawn('road', 'Bollenweg', 'straight', [2640, 6750], [3600, 6700], [5440, 6720]),
  drawn('road', 'Ringsloterweg', 'straight', [2180, 1300], [3300, 1260], [5700, 1300]),
  drawn('path', 'Zeereep', 'natural', [1250, 300], [1330, 1700], [1450, 3300], [1560, 4600], [1720, 6000], [1950, 7500], [2150, 8900], [2350, 10300], [2500, 11200], [2850, 12000], [3150, 12450]),
]
