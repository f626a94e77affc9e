/** Plain data of the invented gemeente. Coordinates are RD (EPSG:28992) metres; dates are ISO `yyyy-mm-dd`; intervals are half-open. */
export type Position = [x: number, y: number]
export type Ring = Position[]
type LineString = { type: 'LineString'; coordinates: Position[] }
type MultiLineString = { type: 'MultiLineString'; coordinates: Position[][] }
type Polygon = { type: 'Polygon'; coordinates: Ring[] }
/** rings closed, outer counter-clockwise, holes clockwise (RFC 7946 order) */
export type MultiPolygon = { type: 'MultiPolygon'; coordinates: Ring[][] }

export type DemoArea = {
  level: 'gemeente' | 'wijk' | 'buurt'
  code: string
  name: string
  /** wijk for a buurt, gemeente for a wijk, null for the gemeente */
  parentCode: string | null
  /** true for the one water area; land and water of the gemeente are separate features */
  water: boolean
  /** land area (or water area) in square metres */
  areaM2: number
  /** newest year, as published (rounded to 5 for wijk and buurt); null for water */
  inhabitants: number | null
  /** newest year, as published */
  households: number | null
  geometry: MultiPolygon
}

export type DemoWerkgebied = { slug: string; name: string; buurtCodes: string[] }

export type BackdropKind =
  | 'sea' | 'lake' | 'land' | 'beach' | 'dunes' | 'farmland' | 'builtup' | 'business' | 'park' | 'wood' | 'pond' | 'canal' | 'ditch' | 'railway'
  | 'main_road' | 'road' | 'street' | 'path' | 'dike' | 'pier' | 'building'

/** One backdrop feature; the list is in painting order. `widthM` is the real width of a line in metres. */
export type BackdropFeature = { kind: BackdropKind; name?: string; widthM?: number; geometry: LineString | MultiLineString | Polygon | MultiPolygon }

/** A point beside a street, inside its buurt and never in water. Not a real address: no number, no person. */
export type DemoAddress = { x: number; y: number; buurtCode: string; street: string; /** middle of the street, RD metres */ streetPoint: Position }

/** Which buurt an address lies in, as the CBS tells of every address. Postcodes begin with 0, as no real one does. */
export type DemoPostcode = { postcode: string; houseNumber: number; buurtCode: string }

export type FigureReason = 'geheim' | 'later' | 'vervallen'
export type DemoIndicator = {
  slug: string
  label: string
  unit: 'personen' | 'huishoudens' | 'percentage' | 'x 1.000 euro' | 'per km2'
  /** which way is worse; null when neither is */
  higherIsWorse: boolean | null
  evidence: 'cijfer'
  /** true when the figure is estimated by a model instead of counted */
  modelled: boolean
  source: string
  licence: string
}
/** exactly one of value and reason is null */
export type DemoFigure = { level: DemoArea['level']; code: string; year: number; indicator: string; value: number | null; reason: FigureReason | null }

export type DemoTheme = {
  slug: string
  label: string
  domain: 'sociaal' | 'fysiek' | 'veiligheid' | 'zorg'
  /** sensitive themes never become public; their signals have no free text, and no point when they follow the care route */
  sensitive: boolean
  public: boolean
  /** public figures per wijk and in tens only; its signals have no free text either */
  delicate: boolean
  windowWeeks: number
  minSignals: number
  minSources: number
  reachM: number
  /** least frequency that counts as supply, times a month */
  minFrequency: number
}

export type DemoSource = { slug: string; label: string; /** prefix of sourceId */ prefix: string }

export type DemoSignal = {
  source: string
  /** unique within the source */
  sourceId: string
  kind: 'knelpunt' | 'kans'
  theme: string
  evidence: 'waarneming' | 'beleving' | 'cijfer'
  channel: 'gesprek' | 'huisbezoek' | 'telefoon' | 'formulier' | 'overleg' | 'registratie'
  observedOn: string
  accuracy: 'punt' | 'straat' | 'buurt'
  /** null exactly when accuracy is `buurt` */
  point: Position | null
  /** the buurt that holds the point, or the buurt that was named */
  buurtCode: string
  status: 'open' | 'in_progress' | 'closed' | 'cancelled'
  audience: 'internal' | 'coordination_team' | 'organisation' | 'public_aggregate'
  /** number of the reporter, to be hashed by the importer; null when unknown */
  reporter: number | null
  /** an earlier signal that tells the same thing; the pair counts once */
  duplicateOf: { source: string; sourceId: string } | null
  note: string | null
}

export type DemoVisit = {
  werkgebied: string
  buurtCode: string
  /** role, never a person */
  by: 'wijkmanager' | 'wijkagent' | 'wijkverpleegkundige' | 'opbouwwerker'
  kind: 'ronde' | 'spreekuur' | 'huisbezoek' | 'bijeenkomst'
  date: string
}

/** A planted truth: what the analysis should (or should not) find. Numbers hold for 20,000 signals and grow with their number. */
export type PlantedTruth = {
  id: string
  label: string
  /** null: all themes */
  theme: string | null
  /** what the cluster map should say; `none` is a trap that must not be called a cluster */
  expect: 'new' | 'growing' | 'persistent' | 'fading' | 'seasonal' | 'none'
  buurtCodes: string[]
  /** circle of a street-level truth, RD metres */
  circle: { x: number; y: number; radiusM: number } | null
  /** period in which it holds, [from, to) */
  from: string
  to: string
  /** signals of the theme in the place and period when spread evenly over the inhabitants */
  expected: number
  /** signals really put there (all base signals of the theme in that place and period are taken out) */
  planted: number
}

type QuietBuurt = { buurtCode: string; reason: string }

/** Everything but the signals. */
export type DemoBase = {
  fictional: true
  notice: string
  seed: number
  asOf: string
  /** first day of the three years, [since, asOf] */
  since: string
  boundaryYear: number
  gemeente: { code: string; name: string }
  areas: DemoArea[]
  werkgebieden: DemoWerkgebied[]
  backdrop: BackdropFeature[]
  addresses: DemoAddress[]
  indicators: DemoIndicator[]
  figures: DemoFigure[]
  themes: DemoTheme[]
  sources: DemoSource[]
  visits: DemoVisit[]
  planted: PlantedTruth[]
  quiet: QuietBuurt[]
  /** signals without a place were put here (the stadhuis) by one source */
  defaultPoint: { point: Position; buurtCode: string; source: string; share: number }
}
export type DemoGemeente = DemoBase & { signals: DemoSignal[] }
export type DemoOptions = { seed?: number; asOf: string; signals?: number }
