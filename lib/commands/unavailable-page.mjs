/** The page that people see while the database is away: no data, no details, and it asks again by itself. */
export const unavailablePage = `<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Even niet bereikbaar - Buurtfocus</title><meta http-equiv="refresh" content="5">
<style>body{font:18px/1.6 "Source Sans 3 Variable",system-ui,sans-serif;max-width:34rem;margin:15vh auto;padding:0 1.25rem;color:#1d2b30;background:#fbfaf7}
h1{font-size:1.6rem;line-height:1.25}a{color:#124f63}@media (prefers-color-scheme:dark){body{color:#e8eef0;background:#14191b}a{color:#a9dbe6}}</style></head>
<body><main><h1>Even niet bereikbaar</h1>
<p>De gegevens zijn nu even niet bereikbaar. Er gaat niets verloren.</p>
<p>Deze pagina probeert het over vijf seconden vanzelf opnieuw. <a href="">Nu opnieuw proberen</a></p></main></body></html>
`
