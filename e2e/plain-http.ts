import { expect } from '@playwright/test'

export type Answer = { status: number; headers: Record<string, string>; text: string }

/** Somebody who asks address after address without a browser: Playwright's own work on a request takes longer than most answers, and a crawl has thousands. Redirects are not followed; a database that is busy (503) is asked again. */
export class Visitor {
  private constructor(
    private readonly address: string,
    private readonly cookie: string,
  ) {}

  /** @param account who signs in first; null: nobody */
  static async as(account: string | null, address: string): Promise<Visitor> {
    const nobody = new Visitor(address, '')
    if (account === null) return nobody
    const { status, headers } = await nobody.ask('/api/v1/session', { method: 'POST', data: { account } })
    expect(status, account).toBe(200)
    return new Visitor(address, headers['set-cookie']!.split(';', 1)[0]!)
  }

  /** @param question.data the body, as JSON unless it is text already */
  async ask(path: string, { method = 'GET', data, headers = {} }: { method?: string; data?: object | string; headers?: Record<string, string> } = {}): Promise<Answer> {
    const question = {
      method,
      redirect: 'manual' as const,
      headers: { 'accept-encoding': 'identity', ...(this.cookie ? { cookie: this.cookie } : {}), ...(data === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: typeof data === 'object' ? JSON.stringify(data) : data,
    }
    let response = await fetch(`${this.address}${path}`, question)
    for (let time = 1; response.status === 503 && time < 5; time++) {
      await response.arrayBuffer()
      response = await fetch(`${this.address}${path}`, question)
    }
    return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() }
  }

  async json<T>(path: string): Promise<T> {
    return JSON.parse((await this.ask(path)).text) as T
  }
}
