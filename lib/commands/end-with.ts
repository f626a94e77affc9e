import { DatabaseUnavailable } from '@/lib/db/client'
import { ConfigurationError } from './environment'

/**
 * Runs a command and ends the process with its exit code. What the user can mend (a setting, an option) is told with how the command is used, any other error as it is.
 * @param failed exit code after an error
 */
export function endWith(main: () => Promise<number>, usage: string, failed = 1): void {
  main()
    .then((code) => process.exit(code))
    .catch((error: unknown) => {
      const known = error instanceof ConfigurationError || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')
      console.error(known ? `${(error as Error).message}\n${usage}` : error instanceof DatabaseUnavailable ? 'De database is niet bereikbaar.' : error)
      process.exit(failed)
    })
}
