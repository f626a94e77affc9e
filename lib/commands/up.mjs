/** `npm run up`: installs what is missing, then hands over to up.ts. */
import { spawn } from 'node:child_process'
import { ensurePackages, root, typescript } from './node-packages.mjs'

ensurePackages()
const child = spawn(process.execPath, typescript('lib/commands/up.ts'), { cwd: root, stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: process.env })
// Ctrl-C reaches the child by itself (same terminal); a signal sent to this process only is passed on.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => child.kill('SIGTERM'))
// Windows ends a process that gets a signal at once; who started this one with a channel can also close that.
process.on('disconnect', () => child.connected && child.disconnect())
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
