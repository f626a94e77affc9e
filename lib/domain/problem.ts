/** problem+json (RFC 9457) as the NL API Design Rules ask: status, title, detail, and all errors at once. */
export type Problem = { status: number; title: string; detail: string; errors?: { name: string; message: string }[] }
