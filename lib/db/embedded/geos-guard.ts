import type { PGlite } from '@electric-sql/pglite'

/**
 * Turns every C++ exception of PostGIS (GEOS, PROJ, ...) into an ordinary PostgreSQL error, at the moment it is thrown.
 *
 * Why: PGlite 0.5.8 with pglite-postgis 0.2.8 is built without C++ exception handling: `postgis-3.so` imports `__cxa_throw` but
 * neither `__cxa_begin_catch` nor `__cxa_find_matching_catch_*`, so no catch block of GEOS exists. A throw falls
 * through to PGlite's JavaScript loop, which drops it: zero rows, no error, no ReadyForQuery, and the transaction goes on and commits.
 * Inside PL/pgSQL it is dropped even earlier and the function goes on with rubbish.
 *
 * How: the module's import `__cxa_throw` is replaced before it is instantiated. Instead of throwing it calls the server's
 * own errstart/errcode/errmsg/errfinish, which jumps to the innermost PG_TRY as after any ereport(ERROR): the
 * transaction aborts, savepoints and PL/pgSQL exception blocks work as usual. As nothing can catch a C++ exception in this
 * build, no working code path is changed.
 */

type Throw = (exception: number, type: number, destructor: number) => void
type Env = Record<string, unknown> & { __cxa_throw?: Throw; __indirect_function_table?: WebAssembly.Table }

/** What this file uses of the Emscripten module that PGlite does not declare. */
export type EngineModule = PGlite['Module'] & {
  HEAPU32: Uint32Array
  ___stack_pointer: WebAssembly.Global
  stringToNewUTF8(text: string): number
  _errstart(level: number, domain: number): number
  _errcode(code: number): number
  _errmsg_internal(format: number, args: number): number
  _errdetail_internal(format: number, args: number): number
  _errfinish(file: number, line: number, fn: number): void
}

const ERROR = 21 // elog.h, PostgreSQL 18
const XX000 = [...'XX000'].reduce((code, letter, i) => code | (((letter.charCodeAt(0) - 48) & 0x3f) << (6 * i)), 0) // MAKE_SQLSTATE

let engine: EngineModule | undefined
let table: WebAssembly.Table | undefined
let messagePtr = 0
let seen = 0

/** How many C++ exceptions were turned into SQL errors since this thread began. */
export const exceptionsSeen = (): number => seen

/**
 * Call before PGlite.create: puts the replacement in the imports of the first module that asks for `__cxa_throw`. The
 * extension takes its imports from the same object, so it sees the replacement as well.
 */
export function installGeosGuard(): void {
  const instantiate = WebAssembly.instantiate as (source: BufferSource | WebAssembly.Module, imports?: WebAssembly.Imports) => Promise<never>
  const guarded = (source: BufferSource | WebAssembly.Module, imports?: WebAssembly.Imports) => {
    const env = imports?.env as Env | undefined
    if (env?.__cxa_throw && env.__indirect_function_table) {
      table = env.__indirect_function_table
      env.__cxa_throw = raise
    }
    return instantiate(source, imports)
  }
  WebAssembly.instantiate = guarded as typeof WebAssembly.instantiate
}

/**
 * Call after PGlite.create.
 * @throws {Error} when the replacement did not get its place (another PGlite version): better no database than a silent one.
 */
export function armGeosGuard(db: PGlite): void {
  engine = db.Module as EngineModule
  const parts = ['_errstart', '_errcode', '_errmsg_internal', '_errdetail_internal', '_errfinish', 'stringToNewUTF8', '___stack_pointer'] as const
  const missing = parts.filter(part => engine?.[part] === undefined)
  if (!table || missing.length) throw new Error(`the GEOS guard does not fit this version of PGlite (missing: ${missing.join(', ') || '__cxa_throw'})`)
  messagePtr = engine.stringToNewUTF8('GEOS exception was swallowed by the embedded database; the statement was stopped')
}

function raise(exception: number): void {
  seen++
  if (!engine) throw new Error('C++ exception before the database was ready')
  const what = readWhat(engine, exception)
  const detail = what ? engine.stringToNewUTF8(what.replaceAll('%', '%%')) : 0 // a few bytes leak per error, until the worker restarts
  engine._errstart(ERROR, 0)
  engine._errcode(XX000)
  engine._errmsg_internal(messagePtr, 0)
  if (detail) engine._errdetail_internal(detail, 0)
  engine._errfinish(0, 0, 0) // never returns: it jumps
}

/** what() of a std::exception: the third entry of its virtual table. Empty when it is something else. */
function readWhat(mod: EngineModule, exception: number): string {
  try {
    const virtuals = mod.HEAPU32[exception >>> 2]!
    const what = table?.get(mod.HEAPU32[(virtuals >>> 2) + 2]!) as ((self: number) => number) | null
    return what ? mod.UTF8ToString(what(exception), 500) : ''
  } catch {
    return ''
  }
}
