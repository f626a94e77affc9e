import { readFileSync } from 'node:fs'
import { asking, connectTo, closeDatabase, rows } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import { sql } from 'drizzle-orm'
import { loadOverlap } from '@/lib/views/overlap/load'
connectTo(readFileSync(`/tmp/st-pglite.url`,'utf8'))
const u = (await asking(system, (tx)=>rows<any>(tx, sql`select id, account, role, team, sensitive from app_user where account='planner'`),{deadlineMs:null}))[0]
const me:any = { account: u.account, role: u.role, uid: u.id, team: u.team, sensitive: u.sensitive, werkgebieden: [] }
for (let i=0;i<6;i++) { const c0=process.cpuUsage(); const t=performance.now(); await asking(me, (tx)=>loadOverlap(tx, {gemeente:'GM9001'} as any, new Date(), me), {deadlineMs:null}); const c=process.cpuUsage(c0); console.log(i, Math.round(performance.now()-t),'ms cpu',Math.round((c.user+c.system)/1000)) }
await closeDatabase()
