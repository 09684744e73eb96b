import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { withArchive } from './archive'
import { verify } from './verify'

const usage = `npm run ledger -- verify <export file> [--passphrase-file <file>]
The passphrase of a sealed export is read from that file, or from LINLI_EXPORT_PASSPHRASE.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'passphrase-file': { type: 'string' } },
})
const [verb, path] = positionals
if (verb !== 'verify' || path === undefined) {
  console.error(usage)
  process.exit(2)
}

async function passphrase(): Promise<string> {
  const file = values['passphrase-file']
  const found = file === undefined ? process.env.LINLI_EXPORT_PASSPHRASE : (await readFile(file, 'utf8')).trimEnd()
  if (!found) throw new Error(usage)
  return found
}

try {
  const checks = await withArchive(path, passphrase, verify)
  for (const { name, wrong } of checks)
    console.log(wrong === undefined ? `ok      ${name}` : `BROKEN  ${name}: ${wrong}`)
  process.exitCode = checks.some(({ wrong }) => wrong !== undefined) ? 1 : 0
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
