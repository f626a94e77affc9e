/** `node lib/commands/run.mjs NAME [args]`: installs what is missing, then runs lib/commands/NAME.ts and passes on its exit code. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ensurePackages, rendering, root, typescript } from './node-packages.mjs'

const [name, ...args] = process.argv.slice(2)
ensurePackages()
// Files named on the command line are meant from where the user stands.
/** Commands that make pages. */
const renders = ['release']
const child = spawn(process.execPath, (renders.includes(name) ? rendering : typescript)(path.join('lib', 'commands', `${name}.ts`), ...args), {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, BUURTFOCUS_CWD: process.env.INIT_CWD ?? process.cwd() },
})
// On Windows Ctrl-C reaches the child by itself, and passing it on would end the child at once.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.platform !== 'win32' && child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
