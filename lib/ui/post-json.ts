import { sendJson } from './send-json'

/** Posts JSON to our own API. @throws {ProblemError} */
export const postJson = <T>(address: string, body: object = {}): Promise<T> => sendJson<T>('POST', address, body)
