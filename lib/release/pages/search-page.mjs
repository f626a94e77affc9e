/**
 * The page with what was found, made from the page `/zoek` of the release: the door fills in the question and the hits. Nothing of the question is ever markup.
 *
 * @typedef {import('./search-address.mjs').Found} Found
 */

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

/**
 * @param {string} page the released page `/zoek`
 * @param {string} q what somebody asked
 * @param {Pick<Found, 'hits' | 'says' | 'about'>} found
 */
export function renderSearch(page, q, { hits, says, about }) {
  const asked = q.slice(0, 80)
  const filled = page.replace(' value=""', () => ` value="${escaped(asked)}"`)
  if (asked.trim() === '') return filled
  const list = hits.map((h) => `<li><a href="${escaped(h.address)}">${escaped(h.name)}</a> <span class="quiet">${escaped(h.where)}</span></li>`)
  // A page of an earlier version of the program has fewer sentences.
  const text = textOf(filled, says) ?? textOf(filled, hits.length === 0 ? 'niets' : 'hits')?.replaceAll('#', () => String(hits.length)) ?? ''
  return filled
    .replace(/<div id="gevonden"[^>]*>[\s\S]*?<\/div>/, () => `<div id="gevonden" role="status">${text.replaceAll('#', () => escaped(about))}</div>`)
    .replace(/<ul id="hits"[^>]*><\/ul>/, () => (hits.length === 0 ? '' : `<ul id="hits" class="hits">${list.join('')}</ul>`))
}

/** The words stand in the page, so that they are written in one place. @param {string} page @param {string} part @returns {string | undefined} */
const textOf = (page, part) => new RegExp(`<template id="tekst-${part}">([\\s\\S]*?)</template>`).exec(page)?.[1]
