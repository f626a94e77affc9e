/* What a script adds to the public pages; without it everything is there. The search of search.mjs stands before this. */
const $ = (selector, within = document) => within.querySelector(selector)
const all = (selector, within = document) => [...within.querySelectorAll(selector)]

/* Names appear while somebody types. Of a draft or an earlier publication everything stands under its own address. */
const inside = location.pathname.match(/^\/publicaties\/\w+(?=\/|$)/)?.[0] ?? ''
let index
const loadIndex = () => (index ??= fetch(`${inside}/zoek/index.json`).then((r) => (r.ok ? r.json() : Promise.reject(new Error(r.status)))).catch(() => (index = undefined)))
for (const form of all('[data-search]')) {
  const input = $('input', form)
  const list = $('datalist', form)
  input.addEventListener('focus', loadIndex, { once: true })
  input.addEventListener('input', async () => {
    const typed = input.value
    const names = await loadIndex()
    if (typed !== input.value) return
    const hits = names && typed.trim().length >= 2 ? searchRelease(names, typed, 8) : []
    list.replaceChildren(...hits.map((h) => Object.assign(document.createElement('option'), { value: h.name, label: h.where === h.name ? h.name : `${h.name}, ${h.where}` })))
  })
}

/* The list of desks: by kind, word, buurt and distance. What was chosen stands in the address. */
const filters = $('[data-filters]')
if (filters) {
  const { soort, woord, buurt } = filters.elements
  const shown = $('[data-shown]')
  const items = all('.desk').map((li) => ({ li, home: li.parentElement, x: Number(li.dataset.x), y: Number(li.dataset.y), placed: 'x' in li.dataset, text: plainText(li.textContent) }))
  const make = (tag, is) => Object.assign(document.createElement(tag), is)
  /* From a place: the nearest, and the others behind a summary. */
  const [nearList, fartherList, farther, fartherSays] = [make('ul', { className: 'desks', hidden: true }), make('ul', { className: 'desks' }), make('details', { hidden: true }), make('summary', {})]
  farther.append(fartherSays, fartherList)
  $('[data-list]').prepend(nearList, farther)
  const [mostNear, mostOpen] = [20, 40]
  let here = null
  const words = { total: shown.textContent, part: shown.dataset.shown, away: shown.dataset.away, farther: shown.dataset.farther }

  const show = () => {
    const chosen = buurt.selectedOptions[0]
    const from = here ?? (buurt.value && 'x' in chosen.dataset ? { x: Number(chosen.dataset.x), y: Number(chosen.dataset.y) } : null)
    let count = 0
    for (const item of items) {
      const comes = !buurt.value || item.placed || item.li.dataset.overal !== undefined || (item.li.dataset.buurten ?? '').split(' ').includes(buurt.value)
      item.li.hidden = !((!soort.value || item.li.dataset.soort === soort.value) && item.text.includes(plainText(woord.value)) && comes)
      count += item.li.hidden ? 0 : 1
      item.metres = from && item.placed ? Math.hypot(item.x - from.x, item.y - from.y) : Infinity
      $('.away', item.li)?.remove()
      if (item.metres < Infinity) $('.where', item.li).append(make('span', { className: 'away', textContent: ` ${inWords(item.metres)} ${words.away}` }))
    }
    /* Without a place: back in the groups, which open when few are left. */
    const near = from ? items.filter((i) => !i.li.hidden).sort((a, b) => a.metres - b.metres) : []
    for (const { li, home } of items) home.append(li)
    nearList.append(...near.slice(0, mostNear).map(({ li }) => li))
    fartherList.append(...near.slice(mostNear).map(({ li }) => li))
    nearList.hidden = !from
    farther.hidden = near.length <= mostNear
    farther.open = false
    fartherSays.textContent = words.farther.replace('#', near.length - mostNear)
    for (const group of all('[data-group]')) {
      group.hidden = !$('.desk:not([hidden])', group)
      group.open = Boolean(soort.value || woord.value) && count <= mostOpen
    }
    shown.textContent = count === items.length ? words.total : words.part.replace('#', count)
    $('[data-none]').hidden = count > 0
    const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value))
    history.replaceState(null, '', `${location.pathname}${query.size ? `?${query}` : ''}${location.hash}`)
  }

  const asked = new URLSearchParams(location.search)
  for (const field of [soort, woord, buurt]) if (asked.has(field.name)) field.value = asked.get(field.name)
  for (const field of [soort, buurt]) if (field.selectedIndex < 0) field.value = ''
  filters.hidden = false
  filters.addEventListener('change', () => { if (buurt.value) here = null; show() })
  woord.addEventListener('input', show)
  filters.addEventListener('submit', (event) => event.preventDefault())
  filters.addEventListener('reset', () => { here = null; setTimeout(show) })
  const near = $('[data-near]', filters)
  const failed = () => { shown.textContent = near.dataset.failed }
  if (!navigator.geolocation) near.hidden = true
  near.addEventListener('click', () => navigator.geolocation.getCurrentPosition(({ coords }) => { buurt.value = ''; here = toRd(coords.longitude, coords.latitude); show() }, failed, { timeout: 15000, maximumAge: 300000 }))
  if ([soort, woord, buurt].some((field) => field.value)) show()
}

/* Meetings that have been since the release are no longer to come. */
for (const platform of all('[data-meetings]')) {
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' })
  const days = all('[data-day]', platform)
  for (const li of days) li.hidden = li.dataset.day < today
  $('[data-no-meetings]', platform).hidden = days.some((li) => !li.hidden)
}

/* What the map leads to may stand in a part that is closed. */
const reveal = () => {
  const wanted = location.hash && document.getElementById(location.hash.slice(1))
  const part = wanted && wanted.closest('details:not([open])')
  if (!part) return
  part.open = true
  wanted.scrollIntoView()
}
addEventListener('hashchange', reveal)
reveal()

/* As in format.ts. */
function inWords(metres) {
  const near = Math.max(50, Math.round(metres / 50) * 50)
  return near < 1000 ? `${near} m` : `${(Math.round(metres / 100) / 10).toLocaleString('nl-NL')} km`
}

/* Degrees to metres in RD, within a metre: Schreutelkamp and Strang van Hees 2001, "Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoördinaten". */
function toRd(lon, lat) {
  const [p, l] = [0.36 * (lat - 52.1551744), 0.36 * (lon - 5.38720621)]
  const sum = (start, terms) => terms.reduce((total, [k, i, j]) => total + k * p ** i * l ** j, start)
  return {
    x: sum(155000, [[190094.945, 0, 1], [-11832.228, 1, 1], [-114.221, 2, 1], [-32.391, 0, 3], [-0.705, 1, 0], [-2.34, 3, 1], [-0.608, 1, 3], [-0.008, 0, 2], [0.148, 2, 3]]),
    y: sum(463000, [[309056.544, 1, 0], [3638.893, 0, 2], [73.077, 2, 0], [-157.984, 1, 2], [59.788, 3, 0], [0.433, 0, 1], [-6.439, 2, 2], [-0.032, 1, 1], [0.092, 0, 4], [-0.054, 1, 4]]),
  }
}

/* The large map: its engine is loaded only when somebody asks for it. */
const open = $('[data-map]')
if (open) {
  open.hidden = false
  open.addEventListener('click', async () => {
    open.disabled = true
    const problem = $('[data-map-failed]')
    try {
      const { openMap } = await import(open.dataset.map)
      problem.hidden = true
      await openMap(open)
    } catch {
      problem.hidden = false
    }
    open.disabled = false
  })
}
