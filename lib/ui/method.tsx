import type { ViewDefinition } from '@/lib/domain/definition'
import { words } from './words'

/** "Hoe komt dit tot stand?": question, data, period, rule, limits, version, and the sources with date and licence. */
export function Method({ question, method, sources }: Pick<ViewDefinition, 'question' | 'method' | 'sources'>) {
  const parts: [string, string][] = [
    [words.method.question, question],
    [words.method.data, method.data],
    [words.method.period, method.period],
    [words.method.rule, method.rule],
    [words.method.limits, method.limits],
    [words.method.version, method.version],
  ]
  return (
    <details className="method">
      <summary>{words.method.title}</summary>
      <dl>
        {parts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{words.method.sources}</dt>
          <dd>
            <ul>
              {sources.map((s) => (
                <li key={s.name}>
                  {s.name}. {s.date}. {words.method.licence(s.licence)}
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </details>
  )
}
