import { coverageLabels } from '@/lib/domain/coverage'
import { Swatch } from '@/lib/ui/legend'
import { classOf } from './class-cell'
import type { Answer, Params } from './definition'
import { words } from './words'

type Href = (change: { theme?: string; selected?: string }) => string

/** Every theme in every buurt at a glance. Its rows and columns are links for the keyboard; a cell is a short way for the mouse. */
export function Matrix({ answer, href, go }: { answer: Answer; href: Href; go: (change: Partial<Params>) => void }) {
  const { matrix, areas } = answer
  const link = (change: { theme?: string; selected?: string }, tabbable: boolean) => ({
    href: href(change), tabIndex: tabbable ? undefined : -1,
    onClick: (e: React.MouseEvent) => {
      if (e.metaKey || e.ctrlKey || e.shiftKey) return
      e.preventDefault()
      go(change)
    },
  })
  return (
    <section className="matrix">
      <h3>{words.matrixTitle}</h3>
      <p className="quiet small">{words.matrixHelp}</p>
      <div className="matrix__box" tabIndex={0} role="group" aria-label={words.matrixTitle}>
        <table>
          <caption className="visually-hidden">{words.matrixTitle}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">{words.buurt}</span>
              </th>
              {matrix.map((row) => (
                <th key={row.theme.slug} scope="col" className="matrix__theme">
                  <a className="utrecht-link" {...link({ theme: row.theme.slug }, true)}>{row.theme.label}</a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {areas.map((a, i) => (
              <tr key={a.code}>
                <th scope="row">
                  <a className="utrecht-link" {...link({ selected: a.code }, true)}>{a.name}</a>
                </th>
                {matrix.map((row) => (
                  <td key={row.theme.slug}>
                    <a {...link({ theme: row.theme.slug, selected: a.code }, false)} title={words.cell(a.name, row.theme.label, coverageLabels[row.classes[i]!])}>
                      <Swatch of={classOf(row.classes[i]!)} id={`legend-${row.classes[i]!}`} />
                      <span className="visually-hidden">{coverageLabels[row.classes[i]!]}</span>
                    </a>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
