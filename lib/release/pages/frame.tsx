import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { PublicFile, PublicModel } from '@/lib/domain/public-model'
import type { Assets } from './assets'
import { longDate } from './format'
import { words } from './words'

export type Page = {
  address: string
  title: string
  description: string
  /** which place of the menu it is */
  place?: 'map' | 'desks' | 'initiatives' | 'follow'
  /** kept out of search engines: about one person, or no page of its own */
  hidden?: boolean
  body: ReactNode
}

const menu = [['map', '/'], ['desks', '/spreekuren'], ['initiatives', '/initiatieven-van-bewoners'], ['follow', '/volg']] as const
const about = [['how', '/hoe-komt-dit-tot-stand'], ['openData', '/open-data'], ['earlier', '/publicaties'], ['privacy', '/privacy'], ['accessibility', '/toegankelijkheid']] as const

/** One public page as a file: plain HTML that needs no script. */
export function pageFile(model: PublicModel, assets: Assets, page: Page): PublicFile {
  return { address: page.address, type: 'text/html; charset=utf-8', body: `<!doctype html>${renderToStaticMarkup(<Document model={model} assets={assets} page={page} />)}` }
}

function Document({ model, assets, page }: { model: PublicModel; assets: Assets; page: Page }) {
  const { gemeente } = model
  return (
    <html lang="nl">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{words.title(page.title, gemeente.name)}</title>
        <meta name="description" content={page.description} />
        {(page.hidden || gemeente.fictional) && <meta name="robots" content="noindex" />}
        <link rel="preload" href={assets.font} as="font" type="font/woff2" crossOrigin="anonymous" />
        <style data-file={assets.style.address} dangerouslySetInnerHTML={{ __html: assets.style.text }} />
        <link rel="icon" href="/icons/app.svg" type="image/svg+xml" />
        <script src={assets.script} defer />
      </head>
      <body>
        <a className="skip" href="#inhoud">{words.skip}</a>
        <header className="top">
          <a className="brand" href="/">
            <Mark />
            <span>{words.appName} <b>{gemeente.name}</b></span>
          </a>
          <nav aria-label={words.nav}>
            <ul>
              {menu.map(([id, href]) => <li key={id}><a href={href} aria-current={page.place === id ? (page.address === href ? 'page' : 'true') : undefined}>{words.menu[id]}</a></li>)}
            </ul>
          </nav>
          <a className="signin" href="/inloggen">{words.signIn}</a>
        </header>
        {gemeente.fictional && <aside className="notice" aria-label={words.fictional.label}><strong>{words.fictional.label}.</strong> {words.fictional.text(gemeente.name)}</aside>}
        <main id="inhoud" tabIndex={-1}>{page.body}</main>
        <footer className="bottom">
          <nav aria-label={words.footer.nav}>
            <ul>{about.map(([id, href]) => <li key={id}><a href={href}>{words.footer[id]}</a></li>)}</ul>
          </nav>
          <p>{words.footer.made(longDate(model.madeOn))} {words.footer.software}</p>
        </footer>
      </body>
    </html>
  )
}

/** The mark: three buurten, one in focus. */
function Mark() {
  return (
    <svg width="30" height="30" viewBox="0 0 28 28" aria-hidden="true">
      <g stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round">
        <path d="M3 5.5 12 3l3 8-5 5-7-2.5Z" fill="none" />
        <path d="m12 3 12 2.5 1 8-10-2.5Z" fill="none" />
        <path d="m15 11 10 2.5-2 10.5-12 1-1-9Z" fill="currentColor" />
      </g>
    </svg>
  )
}
