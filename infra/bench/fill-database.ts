import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { toAttributes } from '@linli/functions/db-items'
import { requireEngineBinary } from '../local/engine-binary'
import { localTable } from '../local/tables'

const told = 5000
const chunk = 1_000_000

/**
 * Makes the engine's database file in `dir` from these items, by the engine's own import of a DynamoDB export: several
 * times as fast as asking it for every batch. Nothing may serve that file yet. How many items.
 */
export async function fillDatabase(
  dir: string,
  items: Iterable<Record<string, unknown>>,
  say: (line: string) => void,
): Promise<number> {
  const table = await localTable()
  const source = join(dir, 'export')
  const schema = join(dir, 'schema.json')
  await mkdir(source, { recursive: true })
  await writeFile(schema, JSON.stringify({ Table: { ...table, TableStatus: 'ACTIVE' } }))
  const data = join(source, table.TableName ?? '', 'data')
  await mkdir(data, { recursive: true })
  const started = performance.now()
  const count = await writeExport(join(data, 'items.json'), items, say)
  say(`${count} items written, the engine takes them in`)
  const binary = await requireEngineBinary(say)
  const into = ['--source', source, '--schema', schema, '--output', join(dir, 'linli.db')]
  const { stderr } = await promisify(execFile)(binary, ['import', ...into], { maxBuffer: 10_000_000 })
  if (!stderr.includes(String(count))) throw new Error(`the engine took in something else: ${stderr.slice(-300)}`)
  await rm(source, { recursive: true })
  say(`${count} items in the database, ${rate(count, started)}`)
  return count
}

async function writeExport(
  file: string,
  items: Iterable<Record<string, unknown>>,
  say: (line: string) => void,
): Promise<number> {
  const out = createWriteStream(file)
  const started = performance.now()
  let last = started
  let count = 0
  let text = ''
  for (const item of items) {
    text += `${JSON.stringify({ Item: toAttributes(item) })}\n`
    count++
    if (text.length < chunk) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
    if (performance.now() - last < told) continue
    last = performance.now()
    say(`${count} items written, ${rate(count, started)}`)
  }
  out.end(text)
  await once(out, 'finish')
  return count
}

const rate = (count: number, started: number) => {
  const seconds = (performance.now() - started) / 1000
  return `${seconds.toFixed(0)} s, ${Math.round(count / seconds)} items/s`
}
