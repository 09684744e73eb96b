import { parseArgs } from 'node:util'
import { StartError } from './start-error'

export type StartOptions = { fresh: boolean; port: number; rooms: number; web: boolean; gateways?: string }

const usage = 'npm start -- [--fresh] [--port 8620] [--rooms 300] [--no-web] [--gateways file.json]'
const swallowed = ['fresh', 'port', 'rooms', 'web', 'gateways', 'json']

/**
 * The flags of `npm start`. npm itself swallows flags given without `--`: that is noticed by its variables.
 * @throws StartError with the right line
 */
export function readArguments(args: string[], environment: Record<string, string | undefined>): StartOptions {
  const lost = swallowed.filter(name => environment[`npm_config_${name}`] !== undefined)
  if (lost.length > 0)
    throw new StartError(`npm took --${lost.join(', --')} for itself: put -- before the flags, as in ${usage}`)
  const { values } = parse(args)
  return {
    fresh: values.fresh === true,
    port: whole('port', values.port, 8620, 1, 65_535),
    rooms: whole('rooms', values.rooms, 300, 8, 100_000),
    web: values['no-web'] !== true,
    ...(values.gateways !== undefined && { gateways: values.gateways }),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        fresh: { type: 'boolean' },
        port: { type: 'string' },
        rooms: { type: 'string' },
        'no-web': { type: 'boolean' },
        gateways: { type: 'string' },
      },
    })
  } catch (error) {
    throw new StartError(`${error instanceof Error ? error.message : 'unknown flag'} — the flags are: ${usage}`)
  }
}

function whole(name: string, text: string | undefined, standard: number, least: number, most: number): number {
  if (text === undefined) return standard
  const value = Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new StartError(`--${name} must be a whole number from ${least} to ${most}: ${usage}`)
}
