import { parseArgs } from 'node:util'
import { StartError } from '../local/start-error'

const swallowed = ['json', 'rounds']

/**
 * `[name …] [--json]` of `npm run bench` and `npm run size`; a name stands for all of its cases, `name:case`. npm itself
 * swallows flags given without `--`: that is noticed by its variables.
 * @throws StartError with the right line, or with the names that exist
 */
export function readArguments(
  script: 'bench' | 'size',
  names: readonly string[],
  args: string[],
  environment: Record<string, string | undefined>,
): { chosen: string[]; json: boolean } {
  const usage = `npm run ${script} -- ${names.length > 0 ? '[name] ' : ''}[--json]`
  const lost = swallowed.filter(name => environment[`npm_config_${name}`] !== undefined)
  if (lost.length > 0)
    throw new StartError(`npm took --${lost.join(', --')} for itself: put -- before the flags, as in ${usage}`)
  const { values, positionals } = parse(args, usage)
  const casesOf = (asked: string) => names.filter(name => name === asked || name.startsWith(`${asked}:`))
  const unknown = positionals.find(asked => casesOf(asked).length === 0)
  if (unknown !== undefined)
    throw new StartError(
      names.length > 0 ? `There is no ${unknown}: choose from ${names.join(', ')}.` : `The line is: ${usage}`,
    )
  return { chosen: positionals.length > 0 ? positionals.flatMap(casesOf) : [...names], json: values.json === true }
}

function parse(args: string[], usage: string) {
  try {
    return parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean' } } })
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : 'unknown flag'} — the line is: ${usage}`)
  }
}
