import type { Correction, TableSetting } from '@linli/shared/imports/settings'
import { useCallback, useSyncExternalStore } from 'react'
import { usePlace } from '../session'

/** One cell as somebody typed it over. */
export type CellEdit = { sheet: string; row: number; index: number; value: string }

/** A row that somebody does not want. */
export type LeftRow = { sheet: string; row: number; indexes: readonly number[] }

/**
 * What somebody changed in a preview and has not saved: it outlives every refetch and every other page, and ends when it
 * is saved, dropped, or the window closes. Cells may be personal data, so nothing of it leaves memory.
 */
export type Pending = {
  cells: ReadonlyMap<string, CellEdit>
  /** Rows that are not wanted, with their columns: they are read as if all their cells were blank. */
  left: ReadonlyMap<string, LeftRow>
  /** What is said of a sheet instead of all that was said of it before. */
  tables: ReadonlyMap<string, TableSetting[]>
  /** Shapes of names that are left for later. */
  later: ReadonlySet<string>
}

/** Rows in one saving; the contract takes no more. */
export const mostRows = 500

export const noPending: Pending = { cells: new Map(), left: new Map(), tables: new Map(), later: new Set() }

export const cellKey = ({ sheet, row, index }: Omit<CellEdit, 'value'>) => `${row}\t${index}\t${sheet}`

/** A cell's new text; `undefined` is as it was in the file. */
export function withCell(pending: Pending, at: Omit<CellEdit, 'value'>, value: string | undefined): Pending {
  const cells = new Map(pending.cells)
  if (value === undefined) cells.delete(cellKey(at))
  else cells.set(cellKey(at), { ...at, value })
  return { ...pending, cells }
}

export const rowKey = ({ sheet, row }: Pick<LeftRow, 'sheet' | 'row'>) => `${row}\t${sheet}`

/** A row left out, or wanted after all; what was typed into it goes with it. */
export function withRow(pending: Pending, at: LeftRow, isLeft: boolean): Pending {
  const left = new Map(pending.left)
  if (isLeft) left.set(rowKey(at), at)
  else left.delete(rowKey(at))
  const cells = new Map([...pending.cells].filter(([, cell]) => rowKey(cell) !== rowKey(at)))
  return { ...pending, left, cells }
}

export const withTables = (pending: Pending, sheet: string, tables: TableSetting[]): Pending => ({
  ...pending,
  tables: new Map(pending.tables).set(sheet, tables),
})

export function withLater(pending: Pending, shape: string, isLater: boolean): Pending {
  const later = new Set(pending.later)
  if (isLater) later.add(shape)
  else later.delete(shape)
  return { ...pending, later }
}

/** As the contract takes it: the cells of a row together. */
export function revisionOf({ cells, left, tables }: Pending): { tables: TableSetting[]; corrections: Correction[] } {
  const rows = new Map<string, Correction>()
  for (const { sheet, row, index, value } of cells.values()) {
    const key = rowKey({ sheet, row })
    const known = rows.get(key)
    if (known) known.cells.push({ index, value })
    else rows.set(key, { sheet, row, cells: [{ index, value }] })
  }
  const blank = [...left.values()].map(({ sheet, row, indexes }) => ({
    sheet,
    row,
    cells: indexes.map(index => ({ index, value: '' })),
  }))
  return { tables: [...tables.values()].flat(), corrections: [...rows.values(), ...blank] }
}

/** What was saved is no longer pending; what was changed while it was being saved still is. */
export function afterSaving(now: Pending, saved: Pending): Pending {
  return {
    ...now,
    cells: new Map([...now.cells].filter(([key, cell]) => saved.cells.get(key)?.value !== cell.value)),
    left: new Map([...now.left].filter(([key]) => !saved.left.has(key))),
    tables: new Map([...now.tables].filter(([sheet, tables]) => saved.tables.get(sheet) !== tables)),
  }
}

const kept = new Map<string, Pending>()
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Of one import and one person: whoever signs in next at this window sees nothing of it. */
const useKey = (importId: string) => `${usePlace().staff.personId}/${importId}`

export function usePending(importId: string): [Pending, (change: (pending: Pending) => Pending) => void] {
  const key = useKey(importId)
  return [useSyncExternalStore(subscribe, () => kept.get(key) ?? noPending), useChange(key)]
}

/** One cell alone: what is typed into another of a thousand shown does not draw this one anew. */
export function usePendingCell(importId: string, at: Omit<CellEdit, 'value'>) {
  const key = useKey(importId)
  const edit = useSyncExternalStore(subscribe, () => kept.get(key)?.cells.get(cellKey(at)))
  return [edit, useChange(key)] as const
}

export function usePendingRow(importId: string, at: Pick<LeftRow, 'sheet' | 'row'>) {
  const key = useKey(importId)
  const left = useSyncExternalStore(subscribe, () => kept.get(key)?.left.get(rowKey(at)))
  return [left, useChange(key)] as const
}

function useChange(key: string) {
  return useCallback(
    (next: (pending: Pending) => Pending) => {
      kept.set(key, next(kept.get(key) ?? noPending))
      for (const listener of listeners) listener()
    },
    [key],
  )
}
