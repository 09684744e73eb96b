import * as z from 'zod'
import { PlaceReport } from './place-report'
import { ImportRecord, RecordKind, TableKind } from './record'
import { BuildingTotal, ImportProblem, SheetRow } from './schema'

/** A column as it was read: its header as written, what it means, and whether that is only a guess. */
export const TableColumn = z.object({
  index: z.number().int().min(0),
  header: z.string(),
  /** A `TableField`; absent: not imported. */
  field: z.string().optional(),
  /** What an amount or reading of this column is about: a fee, a deposit, a kind of meter. */
  feeName: z.string().optional(),
  guessed: z.boolean(),
  hidden: z.boolean(),
  /** The first different values below it, numbers of people masked. */
  examples: z.array(z.string()).optional(),
})
export type TableColumn = z.infer<typeof TableColumn>

/**
 * The rows of a table below its header: `ready` gave records (`warned` of them with a note); `bad` and `duplicate` did
 * not go in; the others hold nothing to import. `hidden` rows are read like any other unless a person says otherwise:
 * it counts them among all of these.
 */
export const TableCounts = z.object({
  ready: z.number().int(),
  warned: z.number().int(),
  bad: z.number().int(),
  duplicate: z.number().int(),
  blank: z.number().int(),
  subtotal: z.number().int(),
  note: z.number().int(),
  left: z.number().int(),
  hidden: z.number().int(),
})
export type TableCounts = z.infer<typeof TableCounts>

/**
 * One table as it was read. One sheet may be several (rooms and their balances in the same rows), each under its kind;
 * a sheet in which nothing was recognised, or that is hidden, comes as `skip`.
 */
export const ReadTable = z.object({
  sheet: z.string(),
  kind: z.union([TableKind, z.literal('skip')]),
  /** The kind is a guess that a person should look at. */
  guessed: z.boolean(),
  /** The sheet is hidden in its file. */
  hidden: z.boolean(),
  /** The header's last row as a person sees it; 0: none was found. */
  headerRow: z.number().int().min(0),
  columns: z.array(TableColumn),
  /** What the table lacks to be read, or what to look at. */
  sentence: z.string().optional(),
  counts: TableCounts,
})
export type ReadTable = z.infer<typeof ReadTable>

export const ReadProblem = ImportProblem.extend({
  sheet: z.string(),
  /** The column, for a correction; absent where the sheet has none for it. */
  index: z.number().int().min(0).optional(),
  /** Rooms that an unknown name may have meant, the nearest first; `score` is 0 to 100. */
  suggestions: z.array(z.object({ code: z.string(), score: z.number() })).optional(),
})
export type ReadProblem = z.infer<typeof ReadProblem>

/** A row that does not go in, as it stands in its sheet (personal data), with its problems. */
export const BadRow = SheetRow.extend({ sheet: z.string(), problems: z.array(ReadProblem) })
export type BadRow = z.infer<typeof BadRow>

/** Records of one kind, item and building: how many, and their amounts where the kind has one. */
export const ItemTotal = z.object({
  kind: RecordKind,
  name: z.string(),
  building: z.string(),
  count: z.number().int(),
  amountFen: z.number().int(),
})
export type ItemTotal = z.infer<typeof ItemTotal>

/** A subtotal that stands in the sheet, beside the sum of what is imported of the rows it covers. */
export const SheetTotal = z.object({
  sheet: z.string(),
  row: z.number().int(),
  /** `3栋小计`, as written. */
  label: z.string(),
  column: z.string(),
  unit: z.enum(['fen', 'm2x100']),
  sheetSum: z.number().int(),
  oursSum: z.number().int(),
})
export type SheetTotal = z.infer<typeof SheetTotal>

export const ReadTotals = z.object({
  byBuilding: z.array(BuildingTotal),
  byItem: z.array(ItemTotal),
  sheetTotals: z.array(SheetTotal),
  /** Records by kind. */
  records: z.partialRecord(RecordKind, z.number().int()),
})
export type ReadTotals = z.infer<typeof ReadTotals>

/**
 * What reading a workbook says, piece by piece: how far it is (`total` 0: not known), each table once it is read, its
 * problems and bad rows in the order of the sheet (up to 1,000 a piece), the records by `recordOrder` (up to 1,000 of
 * one kind a piece), the totals, and how the names of places were read.
 */
export const Reading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number().int(), total: z.number().int() }),
  z.object({ kind: z.literal('table'), table: ReadTable }),
  z.object({ kind: z.literal('problems'), problems: z.array(ReadProblem) }),
  z.object({ kind: z.literal('badRows'), rows: z.array(BadRow) }),
  z.object({ kind: z.literal('records'), records: z.array(ImportRecord) }),
  z.object({ kind: z.literal('totals'), totals: ReadTotals }),
  z.object({ kind: z.literal('places'), places: PlaceReport }),
])
export type Reading = z.infer<typeof Reading>
