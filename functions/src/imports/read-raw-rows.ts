import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { BadRow } from '@linli/shared/imports/reading'
import { type Correction, noSettings } from '@linli/shared/imports/settings'
import type { ReadRequest } from './child-message'
import { runChild } from './run-child'

type Asked = { wanted?: NonNullable<ReadRequest['raw']>; corrections?: Correction[] }

/**
 * The rows of all sheets as they stand, or those wanted, one after the other and corrected, read in a process of its own.
 * Throws WorkbookRefused.
 */
export async function readRawRows(
  file: Uint8Array | Readable,
  fileName: string,
  { wanted = 'all', corrections = [] }: Asked = {},
): Promise<Omit<BadRow, 'problems'>[]> {
  const rows: Omit<BadRow, 'problems'>[] = []
  await runChild(
    file,
    { fileName: basename(fileName), settings: { ...noSettings, corrections }, raw: wanted },
    message => {
      if (message.kind === 'badRows') for (const { sheet, row, cells } of message.rows) rows.push({ sheet, row, cells })
      return Promise.resolve()
    },
    {},
  )
  return rows
}
