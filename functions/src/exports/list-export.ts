import type { Endpoint } from '@linli/shared/contract'
import type { Schema } from '@linli/shared/schema'
import * as z from 'zod'
import type { Route } from '../http'

/** How a cell is written: text never computes, amounts and dates are numbers that a spreadsheet can add and sort. */
export type CellKind = 'text' | 'money' | 'area' | 'price' | 'count' | 'date' | 'instant'
export type CellValue = string | number | undefined
export type Column<T> = { title: string; kind: CellKind; width: number; of: (row: T) => CellValue }

/** A list of the contract as a workbook: its endpoint is the read, so that nobody gets more than the list shows them. */
export type ListExport = {
  endpoint: Endpoint
  title: string
  /** Chinese names of the filters, in the order in which they are told; one without a name is not told (an id). */
  filters: Record<string, string>
  columns: Pick<Column<unknown>, 'title' | 'kind' | 'width'>[]
  /** The cells of an item of the list: some items are several rows. */
  rowsOf: (item: unknown) => CellValue[][]
  /** What stands above and below the items of an answer that has more to say than its items. */
  around?: (answer: unknown) => Around
  routes: () => Promise<{ routes: Route[] }>
}

export type Around = { above: CellValue[][]; below: CellValue[][] }

type Listing = Endpoint<z.ZodObject, Schema<{ items: unknown[] }>>
type ItemOf<E extends Listing> = z.output<E['output']>['items'][number]

type Declared<E extends Listing> = Pick<ListExport, 'title' | 'routes'> & {
  endpoint: E
  filters?: Partial<Record<keyof z.input<E['input']>, string>>
  around?: (answer: z.output<E['output']>) => Around
}

/** Declares one list. A new one is such a file and its line in lists.ts: a test names every list that has none. */
export const listExport = <E extends Listing>(declared: Declared<E>, columns: Column<ItemOf<E>>[]): ListExport =>
  listExportOfRows(declared, item => [item], columns)

/** The same, where an item is several rows. */
export const listExportOfRows = <E extends Listing, R>(
  { endpoint, title, filters = {}, routes, around }: Declared<E>,
  rows: (item: ItemOf<E>) => R[],
  columns: Column<R>[],
): ListExport => ({
  endpoint,
  title,
  filters: z.record(z.string(), z.string()).parse(filters),
  routes,
  columns,
  ...(around && { around: (answer: unknown) => around(known<z.output<E['output']>>(answer)) }),
  rowsOf: item => rows(known<ItemOf<E>>(item)).map(row => columns.map(({ of }) => of(row))),
})

/** The endpoint's own schema has just parsed it. */
// oxlint-disable-next-line typescript/consistent-type-assertions
const known = <T>(item: unknown): T => item as T

type Of<T, V> = (row: T) => V | undefined
const column =
  (kind: CellKind, usual: number) =>
  <T>(title: string, of: Of<T, string | number>, width = usual): Column<T> => ({ title, kind, width, of })

export const text = column('text', 16)
/** From fen. */
export const money = column('money', 14)
/** From 1/100 m². */
export const area = column('area', 12)
/** From 1/10,000 yuan. */
export const price = column('price', 12)
export const count = column('count', 10)
/** From `YYYY-MM-DD`. */
export const date = column('date', 12)
/** From an instant: shown in the community's zone. */
export const instant = column('instant', 20)
