import { readRawRows } from '@linli/functions/imports/read-raw-rows'
import { writeImport } from '@linli/functions/imports/write-import'
import { lanes } from '@linli/functions/imports/running'
import * as z from 'zod'
import { readAndConfirmed, uploaded, workbookOf } from './import-estate'
import { plainClient, productDeps, recordingDeps } from './product'
import type { Recorded } from './record'
import { replay } from './replay'
import { answerWith } from './side'

/**
 * Parsing the same file in the same kind of process, and then the transactions of the same items, marshalled before, by a
 * plain client: recorded from an import whose writes are kept back. Nothing is read from the table.
 */
const deps = productDeps()
const client = plainClient()
const { deps: recorder, recording } = recordingDeps()
const Rows = z.number()

answerWith({
  async import(input) {
    const rows = Rows.parse(input)
    const at = await readAndConfirmed(deps, await uploaded(deps, rows))
    await deps.outbox.flush()
    recording.take()
    await writeImport(recorder, at)
    const writes = recording.take().filter(({ operation }) => operation === 'TransactWriteItems')
    const began = performance.now()
    const parsed = await readRawRows(workbookOf(rows), '房屋.xlsx')
    await replay(client, writes, lanes, isTheEnd)
    const seconds = (performance.now() - began) / 1000
    if (parsed.length < rows) throw new Error(`only ${parsed.length} rows were parsed`)
    return rows / seconds
  },
})

/** The transaction that updates the import itself comes after all others. */
const isTheEnd = ({ body }: Recorded) => /"pk":\{"S":"C#\w{6}#imports"/.test(JSON.stringify(body))
