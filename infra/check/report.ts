import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Whether this module is the one that Node was started with. */
export const isMain = (moduleUrl: string): boolean =>
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl)

/** Runs a check when its file is the one started: prints each problem, exit code 1 if there is any. */
export async function check(moduleUrl: string, name: string, problems: () => string[] | Promise<string[]>) {
  if (!isMain(moduleUrl)) return
  const found = await problems()
  for (const problem of found) console.error(problem)
  console.log(`${name}: ${found.length === 0 ? 'nothing to say' : `${found.length} problems`}`)
  process.exitCode = found.length === 0 ? 0 : 1
}
