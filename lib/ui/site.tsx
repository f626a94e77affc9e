import { Brand } from './brand'
import { words } from './words'

/** Header and footer of pages outside the staff frame; plain links, so that they need no script. */
export function SiteHeader({ signIn }: { signIn?: boolean }) {
  return (
    <>
      <a className="skip-link" href="#inhoud">
        {words.skipToContent}
      </a>
      <header className="site-header">
        <Brand />
        {signIn && (
          <a className="utrecht-button utrecht-button--secondary-action" href="/inloggen">
            {words.pages.signIn}
          </a>
        )}
      </header>
    </>
  )
}

export function SiteFooter() {
  return (
    <footer className="site-footer small">
      <span>{words.pages.footer}</span>
      <a href="/toegankelijkheid">{words.pages.accessibility}</a>
    </footer>
  )
}
