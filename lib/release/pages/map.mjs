/**
 * The large map of the public pages, in a dialog: loaded when somebody opens it, and the engine and the shapes with it. Everything on it is in the tables too.
 */

const engineAddress = '/maplibre/maplibre-gl.mjs'
const engineStyle = '/maplibre/maplibre-gl.css'
const looks = {
  light: { water: '#dbe7ec', land: '#fafaf8', edge: '#7b8785', rail: '#b3bab9', text: '#1d2624', halo: '#ffffff', place: '#0b5468', fill: { execution: '#2b7f75', plan: '#d6e8e4', decided: '#f0e3ba', aftercare: '#c8d2d0', regular: '#e4e7e5' }, ink: '#2f5f59' },
  dark: { water: '#16262e', land: '#1b2122', edge: '#7f8e90', rail: '#4c5658', text: '#f2f6f5', halo: '#10181a', place: '#8fd0df', fill: { execution: '#58b3a8', plan: '#22423e', decided: '#574a22', aftercare: '#46565a', regular: '#343b3a' }, ink: '#a5d6cd' },
}
const none = 'rgba(0, 0, 0, 0)'
const font = ['Buurtfocus Semibold', 'sans-serif']

/** @param {HTMLButtonElement} button carries the addresses and the words */
export async function openMap(button) {
  const { shapes, words: text } = button.dataset
  const words = JSON.parse(text)
  if (!document.createElement('canvas').getContext('webgl2')) throw new Error('WebGL 2')
  const [engine, data] = await Promise.all([import(engineAddress), fetch(shapes).then((r) => (r.ok ? r.json() : Promise.reject(new Error(String(r.status)))))])
  if (!document.querySelector(`link[href="${engineStyle}"]`)) document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: engineStyle }))
  await document.fonts.load('16px "Buurtfocus Semibold"')

  const dialog = Object.assign(document.createElement('dialog'), { className: 'large-map' })
  dialog.setAttribute('aria-label', words.title)
  const close = Object.assign(document.createElement('button'), { type: 'button', textContent: words.close })
  const holder = Object.assign(document.createElement('div'), { className: 'large-map-canvas' })
  dialog.append(close, holder)
  document.body.append(dialog)
  dialog.showModal()
  const legend = document.querySelector('.legend')?.cloneNode(true)
  if (legend) dialog.append(legend)
  close.addEventListener('click', () => dialog.close())
  const map = makeMap(engine, holder, data, words, shapes.replace(/\/publiek\/.*/, ''))
  // A test (or a curious visitor) can ask the map itself what it paints.
  Object.assign(holder, { map })
  dialog.addEventListener('close', () => { map.remove(); dialog.remove(); button.focus() })
}

/** `inside`: what stands before the addresses of a draft or an earlier publication */
function makeMap({ Map: MapLibreMap, NavigationControl, Popup, setWorkerUrl }, container, data, words, inside) {
  setWorkerUrl('/maplibre/maplibre-gl-worker.mjs')
  const look = looks[matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light']
  const map = new MapLibreMap({
    container, style: styleOf(look, data), bounds: data.bounds, fitBoundsOptions: { padding: 24 }, minZoom: 7, maxZoom: 17, dragRotate: false, maxPitch: 0, attributionControl: false,
    locale: { 'Map.Title': words.map, 'NavigationControl.ZoomIn': words.zoomIn, 'NavigationControl.ZoomOut': words.zoomOut, 'Popup.Close': words.closePopup },
    fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.addControl(new NavigationControl({ showCompass: false }), 'top-right')
  map.on('mousemove', ({ point }) => { map.getCanvas().style.cursor = map.queryRenderedFeatures(point, { layers: ['place', 'area'] }).length > 0 ? 'pointer' : '' })
  map.on('click', ({ point, lngLat }) => {
    const [found] = map.queryRenderedFeatures(point, { layers: ['place', 'area'] })
    if (!found) return
    const { name, line, href } = found.properties
    const node = document.createElement('div')
    node.append(Object.assign(document.createElement('a'), { href: inside + href, textContent: name }), Object.assign(document.createElement('div'), { textContent: line }))
    new Popup({ maxWidth: '260px', className: 'map-popup' }).setLngLat(lngLat).setDOMContent(node).addTo(map)
  })
  map.setMissingStyleImageResolver((id) => { const image = patternOf(id, look.ink); if (image) map.addImage(id, image, { pixelRatio: 2 }) })
  map.once('load', () => { container.dataset.ready = '' })
  return map
}

function styleOf(look, { areas, lines, places }) {
  const source = (features) => ({ type: 'geojson', data: { type: 'FeatureCollection', features } })
  const fills = Object.entries(look.fill).flat()
  const label = (field, size) => ({ 'text-field': ['get', field], 'text-font': font, 'text-size': size, 'text-padding': 4 })
  const halo = { 'text-color': look.text, 'text-halo-color': look.halo, 'text-halo-width': 1.5 }
  return {
    version: 8,
    sources: { areas: source(areas), lines: source(lines), places: source(places), names: source(areas.map((f) => ({ type: 'Feature', properties: f.properties, geometry: { type: 'Point', coordinates: f.properties.middle } }))) },
    layers: [
      { id: 'background', type: 'background', paint: { 'background-color': look.water } },
      { id: 'land', type: 'fill', source: 'areas', filter: ['!=', ['get', 'water'], true], paint: { 'fill-color': look.land } },
      { id: 'area', type: 'fill', source: 'areas', paint: { 'fill-color': ['match', ['get', 'phase'], ...fills, none] } },
      { id: 'pattern', type: 'fill', source: 'areas', filter: ['in', ['get', 'phase'], ['literal', ['plan', 'decided', 'aftercare']]], paint: { 'fill-pattern': ['get', 'phase'], 'fill-opacity': 0.7 } },
      { id: 'lines', type: 'line', source: 'lines', paint: { 'line-color': ['match', ['get', 'kind'], 'canal', look.water, look.rail], 'line-width': ['match', ['get', 'kind'], 'canal', 5, 1.5] } },
      { id: 'edge', type: 'line', source: 'areas', paint: { 'line-color': look.edge, 'line-width': 0.8 } },
      { id: 'focus-edge', type: 'line', source: 'areas', filter: ['in', ['get', 'phase'], ['literal', ['plan', 'execution']]], paint: { 'line-color': look.ink, 'line-width': 2.5 } },
      { id: 'place', type: 'circle', source: 'places', minzoom: 12, paint: { 'circle-radius': 6, 'circle-color': look.place, 'circle-stroke-color': look.halo, 'circle-stroke-width': 1.5 } },
      { id: 'place-name', type: 'symbol', source: 'places', minzoom: 14.5, layout: { ...label('name', 12), 'text-anchor': 'top', 'text-offset': [0, 0.8] }, paint: halo },
      { id: 'name', type: 'symbol', source: 'names', layout: { ...label('label', 13), 'symbol-sort-key': ['case', ['==', ['get', 'phase'], 'none'], 1, 0] }, paint: halo },
    ],
  }
}

/** Without colour the phases can still be told apart: wide stripes, close stripes the other way, dots. A tile of 16 pixels that joins without seams. */
function patternOf(phase, ink) {
  const size = 16
  const inked = { plan: (x, y) => (x + y) % 16 < 2, decided: (x, y) => (x - y + size) % 8 < 3, aftercare: (x, y) => (x - 8) ** 2 + (y - 8) ** 2 <= 7 }[phase]
  if (!inked) return null
  const colour = [1, 3, 5].map((i) => parseInt(ink.slice(i, i + 2), 16))
  const data = new Uint8ClampedArray(size * size * 4)
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) if (inked(x, y)) data.set([...colour, 255], (y * size + x) * 4)
  return { width: size, height: size, data }
}
