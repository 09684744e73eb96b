import { basename } from 'node:path'
import type { Readable } from 'node:stream'
import type { ImportRecord } from '@linli/shared/imports/record'
import type { PlaceReport } from '@linli/shared/imports/place-report'
import type { BadRow, ReadProblem, ReadTable, ReadTotals } from '@linli/shared/imports/reading'
import type { ReadSettings } from '@linli/shared/imports/settings'
import type { ChildMessage } from './child-message'
import { type ChildOptions, runChild } from './run-child'
import { workbookLimits } from './workbook-limits'
import { WorkbookRefused } from './workbook-refused'

type Taking<T> = (piece: T) => void | Promise<void>

/**
 * Where a reading goes, piece by piece; the next piece waits until this one is taken. Tables come one by one, each
 * followed by its problems and bad rows (up to 1,000 a piece), then all records by `recordOrder` (up to 1,000 of one
 * kind a piece), then the totals. `onProgress` says how far it is; `total` grows while it is not yet known.
 */
export type ReadSinks = {
  onTable?: Taking<ReadTable>
  onProblems?: Taking<ReadProblem[]>
  onBadRows?: Taking<BadRow[]>
  onRecords?: Taking<ImportRecord[]>
  onTotals?: Taking<ReadTotals>
  onPlaces?: Taking<PlaceReport>
  onProgress?: (done: number, total: number) => void
}

/** `peakRssKb` is what reading cost in its process. */
export type ReadResult = { format: 'xlsx' | 'xls' | 'csv'; peakRssKb: number }

/**
 * Reads a workbook (.xlsx, .xls, .csv in UTF-8, UTF-16, GBK, GB 18030) by the rules and settings, in a process of its
 * own with a memory and a time limit, killed at the end. Throws WorkbookRefused with a closed reason, or what a sink
 * threw; what that process does wrong never reaches this one.
 */
export async function readWorkbook(
  file: Uint8Array | Readable,
  fileName: string,
  settings: ReadSettings,
  sinks: ReadSinks,
  options: ChildOptions = {},
): Promise<ReadResult> {
  const size = file instanceof Uint8Array ? file.length : undefined
  if (size === 0) throw new WorkbookRefused('empty_file')
  if ((size ?? 0) > workbookLimits.fileBytes) throw new WorkbookRefused('too_large')
  return runChild(file, { fileName: basename(fileName), settings }, message => hand(message, sinks), options)
}

async function hand(message: ChildMessage, sinks: ReadSinks): Promise<void> {
  if (message.kind === 'progress') sinks.onProgress?.(message.done, message.total)
  if (message.kind === 'table') await sinks.onTable?.(message.table)
  if (message.kind === 'problems') await sinks.onProblems?.(message.problems)
  if (message.kind === 'badRows') await sinks.onBadRows?.(message.rows)
  if (message.kind === 'records') await sinks.onRecords?.(message.records)
  if (message.kind === 'places') await sinks.onPlaces?.(message.places)
  if (message.kind === 'totals') await sinks.onTotals?.(message.totals)
}
