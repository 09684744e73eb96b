import * as z from 'zod'
import { Id } from '../ids'
import { PlaceReport } from './place-report'
import { ReadProblem, ReadTable, ReadTotals } from './reading'
import { RecordKind } from './record'
import { PlaceRule, TableSetting } from './settings'

/** uploading → reading → previewed → importing → imported → undoing → undone; failed says why in `problem`. */
export const ImportState = z.enum([
  'uploading',
  'reading',
  'previewed',
  'importing',
  'imported',
  'undoing',
  'undone',
  'failed',
])
export type ImportState = z.infer<typeof ImportState>
export const importStateNames: Record<ImportState, string> = {
  uploading: '没传完',
  reading: '正在读',
  previewed: '等确认',
  importing: '正在导入',
  imported: '已导入',
  undoing: '正在撤销',
  undone: '已撤销',
  failed: '没成功',
}

/** How far a running step is, with an estimate once there is one. */
export const ImportProgress = z.object({
  done: z.number().int(),
  total: z.number().int(),
  secondsLeft: z.number().int().optional(),
})
export type ImportProgress = z.infer<typeof ImportProgress>

/** Who says what a table holds: the reading itself, the same layout in an earlier import, or somebody here. */
export const SaidBy = z.enum(['guess', 'last_time', 'person'])
export type SaidBy = z.infer<typeof SaidBy>

/** A table as it was read, and by whose word; `hiddenRows` as somebody said it. */
export const ImportTable = ReadTable.extend({ by: SaidBy, hiddenRows: TableSetting.shape.hiddenRows })
export type ImportTable = z.infer<typeof ImportTable>

/** What becomes of the records of one kind: `ready` will be written, `unchanged` are there already, as they say. */
export const KindCount = z.object({
  kind: RecordKind,
  ready: z.number().int(),
  unchanged: z.number().int(),
  /** They say other than what is there; each is among the problems. */
  differing: z.number().int(),
})
export type KindCount = z.infer<typeof KindCount>

/** A problem as shown: numbers of people masked. */
export const ShownProblem = ReadProblem
export type ShownProblem = z.infer<typeof ShownProblem>

/** Beside the import itself: how its tables and places were read, and what they add up to. */
export const ImportDetail = z.object({
  importId: Id,
  /** Counts the readings of this file: each change of the settings reads again. */
  reading: z.number().int(),
  tables: z.array(ImportTable),
  byKind: z.array(KindCount),
  totals: ReadTotals,
  /** Absent when the file names no places that need reading. */
  places: PlaceReport.optional(),
  /** The community's rules when it was read. */
  rules: z.array(PlaceRule),
  /** How many rows were corrected in the page or by a file. */
  corrected: z.number().int(),
})
export type ImportDetail = z.infer<typeof ImportDetail>

/** What began to refer to an import, so that it cannot be undone: a sentence, and the way to it where there is a page. */
export const Referring = z.object({
  what: z.string(),
  objectType: z.string().optional(),
  objectId: z.string().optional(),
})
export type Referring = z.infer<typeof Referring>
