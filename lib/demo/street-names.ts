import { makeRandom } from './random'

const stems = (
  'Kuiper Zeilmaker Touw Anker Boei Baken Loods Mast Roer Kiel Want Fok Takel Lier Sloep Vlet Schokker Botter Aak Tjalk Kof Hoeker Buis Snik ' +
  'Helm Zanddoorn Lamsoor Zeekraal Blauwdistel Duinviool Wolfsklauw Kruipwilg Berk Vlier Meidoorn Liguster Hazelaar Esdoorn Iep Linde Populier ' +
  'Wulp Kievit Grutto Tureluur Scholekster Plevier Stern Meeuw Alk Zeekoet Jan-van-gent Aalscholver Lepelaar Roerdomp Karekiet Baardman ' +
  'Hyacint Krokus Narcis Tulp Iris Gladiool Anemoon Dahlia Fresia Lelie Lisdodde Riet Bies Zegge Kalmoes Dotter Pinksterbloem ' +
  'Molen Kerk Bron Put Smid Bakker Wever Leidekker Mandenmaker Reeder Visser Garnaal Haring Schol Tong Bot Rog Kabeljauw Wijting ' +
  'Cello Altviool Fagot Hobo Klarinet Cimbaal Spinet Lier Trompet Hoorn Sein Wissel Perron Tender Koppeling Spoor Remise ' +
  'Redoute Bastion Lunet Ravelijn Schans Wal Bolwerk Poterne Kazemat Schelp Kokkel Mossel Wadslak Zeester Krab Kwal Noordster Kompas Sextant'
).split(' ')

const endings: Record<string, readonly string[]> = {
  oldtown: ['straat', 'steeg', 'gracht', 'hof', 'dwarsstraat', 'gang'],
  centre: ['straat', 'plein', 'dwarsstraat', 'passage', 'steeg', 'hof'],
  prewar: ['straat', 'dwarsstraat', 'plein', 'kade', 'plantsoen', 'singel'],
  postwar: ['laan', 'straat', 'hof', 'pad', 'dreef', 'plantsoen'],
  highrise: ['laan', 'dreef', 'flat', 'pad', 'plein', 'weg'],
  suburb: ['hof', 'weide', 'pad', 'laan', 'erf', 'veld', 'zoom'],
  newbuild: ['kade', 'laan', 'hof', 'zoom', 'steiger', 'weg'],
  other: ['weg', 'kade', 'dijk', 'pad', 'laan', 'hoek'],
}

/** A maker of street names that never gives the same name twice; the ending fits the kind of buurt. */
export function makeStreetNames(): (type: string) => string {
  const random = makeRandom(1, 'street names')
  const used = new Set<string>()
  return (type) => {
    for (let attempt = 0; ; attempt++) {
      const ending = random.pick(endings[type] ?? endings.other!)
      const before = attempt < 6 ? '' : random.pick(['Korte ', 'Lange ', 'Kleine ', 'Nieuwe ', 'Oude ', 'Eerste ', 'Tweede ', 'Derde '])
      const name = `${before}${random.pick(stems)}${ending}`
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}
