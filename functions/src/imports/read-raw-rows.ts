import type { SheetRow } from '@linli/shared/imports/schema'
import { noSettings } from '@linli/shared/imports/settings'
import { runChild } from './run-child'

/** The rows of all sheets as they stand, one after the other, read in a process of its own. Throws WorkbookRefused. */
export async function readRawRows(bytes: Uint8Array, fileName: string): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  await runChild(
    bytes,
    { fileName, settings: noSettings, raw: true },
    message => {
      if (message.kind === 'badRows') for (const { row, cells } of message.rows) rows.push({ row, cells })
      return Promise.resolve()
    },
    {},
  )
  return rows
}
