/** Goes on elsewhere; never kept by a browser or a proxy. */
export const seeOther = (address: string): Response => new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store' } })
