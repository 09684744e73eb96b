import {
  addCounter,
  emptyHeap,
  figuresOf,
  type FigureBy,
  type FigureList,
  type Heap,
  type Period,
  monthsIn,
} from '@linli/shared/repairs/figures'
import type { figuresApi } from '@linli/shared/repairs/figures-api'
import type { workApi } from '@linli/shared/repairs/work-api'
import { RepairKind } from '@linli/shared/repairs/kinds'
import { kindNames } from '@linli/shared/repairs/words'
import type { InputOf, OutputOf } from '@linli/shared/contract'
import { sortCode } from '@linli/shared/imports/room-code'
import { formatMonth } from '@linli/shared/time'
import type * as z from 'zod'
import type { Context } from '../context'
import { staffActor } from '../identity/staff'
import { type Cell, readCounters } from '../counters'
import { figuresPk } from './figure-store'
import { placeTitles } from '../communities/places'
import { workerNames } from './workers'

type Figures = typeof figuresApi.figures
type Used = typeof figuresApi.materials
type Spent = typeof figuresApi.costs

/** 工单统计 of a period: one query of counters, and names where it is by person or place: of those that it counts. */
export async function figures(ctx: Context, asked: z.output<Figures['input']>): Promise<OutputOf<Figures>> {
  const { communityId, by, period } = asked
  const list = by === 'month' ? 'kind' : by
  const cells = await cellsOf(ctx, communityId, list, period)
  const heaps = grouped(cells, cell => (by === 'month' ? cell.month : cell.of))
  const names = await namesOf(ctx, communityId, by, [...heaps.keys()])
  const whole = heapOf(cells)
  return {
    items: [...heaps]
      .sort(([a], [b]) => (sortCode(a) < sortCode(b) ? -1 : 1))
      .map(([key, heap]) => ({ key, name: nameOf(by, key, names), ...figuresOf(heap) })),
    whole: { key: 'all', name: '合计', ...figuresOf(whole) },
  }
}

async function namesOf(
  ctx: Context,
  communityId: string,
  by: FigureBy,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (by === 'person') return workerNames(ctx, communityId)
  return by === 'place'
    ? placeTitles(
        ctx,
        communityId,
        keys.filter(key => key !== ''),
      )
    : new Map()
}

function nameOf(by: FigureBy, key: string, names: ReadonlyMap<string, string>): string {
  if (by === 'month') return formatMonth(key)
  if (by === 'person') return names.get(key) ?? '没有登记的人'
  if (by === 'place') return names.get(key) ?? '没有登记的位置'
  if (by === 'building') return key === '' ? '不属于楼栋' : `${key} 栋`
  const kind = RepairKind.safeParse(key)
  return kind.success ? kindNames[kind.data] : key
}

/** 材料用量 of the orders that were reported in a period. */
export async function materials(ctx: Context, asked: z.output<Used['input']>): Promise<OutputOf<Used>> {
  const cells = await cellsOf(ctx, asked.communityId, 'material', asked.period)
  const rows = summed(cells).map(([of, counts]) => {
    const at = of.lastIndexOf('|')
    const { quantity = 0, costFen = 0 } = counts
    return { name: of.slice(0, at), unit: of.slice(at + 1), quantity, costFen }
  })
  return {
    items: rows.filter(({ quantity }) => quantity > 0).sort((a, b) => b.costFen - a.costFen || b.quantity - a.quantity),
  }
}

/** 成本与收费 by who bears it, of the orders that were reported in a period. */
export async function costs(ctx: Context, asked: z.output<Spent['input']>): Promise<OutputOf<Spent>> {
  const cells = await cellsOf(ctx, asked.communityId, 'cost', asked.period)
  return {
    items: summed(cells).flatMap(([of, counts]) => {
      const { orders = 0, labourFen = 0, materialFen = 0, outsideFen = 0, chargedFen = 0 } = counts
      return orders > 0 ? [{ responsibility: of, orders, labourFen, materialFen, outsideFen, chargedFen }] : []
    }),
  }
}

/** What the caller finished in a month, all of it: one query. */
export async function myMonth(
  ctx: Context,
  { communityId, month }: InputOf<typeof workApi.myMonth>,
): Promise<OutputOf<typeof workApi.myMonth>> {
  const { personId } = staffActor(ctx)
  const cells = await cellsOf(ctx, communityId, 'person', month)
  return figuresOf(heapOf(cells.filter(({ of }) => of === personId)))
}

function cellsOf(ctx: Context, communityId: string, list: FigureList, period: Period): Promise<Cell[]> {
  const { from, to } = monthsIn(period)
  return readCounters(ctx, figuresPk(communityId), `${list}#${from}`, `${list}#${to}`)
}

function grouped(cells: readonly Cell[], keyOf: (cell: Cell) => string): Map<string, Heap> {
  const heaps = new Map<string, Heap>()
  for (const cell of cells) {
    const heap = heaps.get(keyOf(cell)) ?? emptyHeap()
    addCounter(heap, cell.measure, cell.value)
    heaps.set(keyOf(cell), heap)
  }
  return new Map([...heaps].filter(([, { counts }]) => counts.all > 0 || counts.finished > 0))
}

const heapOf = (cells: readonly Cell[]): Heap => grouped(cells, () => '').get('') ?? emptyHeap()

function summed(cells: readonly Cell[]): [of: string, counts: Record<string, number>][] {
  const rows = new Map<string, Record<string, number>>()
  for (const { of, measure, value } of cells) {
    const row = rows.get(of) ?? {}
    row[measure] = (row[measure] ?? 0) + value
    rows.set(of, row)
  }
  return [...rows]
}
