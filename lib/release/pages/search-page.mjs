/**
 * The page with what was found, made from the page `/zoek` of the release: the door fills in the question and the hits. Nothing of the question is ever markup.
 *
 * @typedef {import('./search.mjs').Hit} Hit
 */

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/**
 * @param {string} page the released page `/zoek`
 * @param {string} q what somebody asked
 * @param {readonly Hit[]} hits
 */
export function renderSearch(page, q, hits) {
  const asked = q.slice(0, 80)
  const filled = page.replace(' value=""', () => ` value="${escaped(asked)}"`)
  if (asked.trim() === '') return filled
  const list = hits.map((h) => `<li><a href="${escaped(h.address)}">${escaped(h.name)}</a> <span class="quiet">${escaped(h.where)}</span></li>`)
  const part = hits.length === 0 ? 'niets' : 'hits'
  return filled
    .replace(/<div id="gevonden"[^>]*>[\s\S]*?<\/div>/, () => `<div id="gevonden" role="status">${textOf(filled, part).replace('#', () => String(hits.length))}</div>`)
    .replace(/<ul id="hits"[^>]*><\/ul>/, () => (hits.length === 0 ? '' : `<ul id="hits" class="hits">${list.join('')}</ul>`))
}

/** The words stand in the page, so that they are written in one place. @param {string} page @param {string} part */
const textOf = (page, part) => new RegExp(`<template id="tekst-${part}">([\\s\\S]*?)</template>`).exec(page)?.[1] ?? ''
