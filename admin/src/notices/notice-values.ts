import {
  type NoticeBlock,
  NoticeCategory,
  type NoticeDetail,
  NoticePublisher,
  type NoticeScope,
  type NoticeText,
} from '@linli/shared/notices/schema'
import { decideNotice } from '@linli/shared/notices/rules'
import { noticeRefusals } from '@linli/shared/notices/words'
import { addDays, type BusinessDate, type Instant } from '@linli/shared/time'
import * as z from 'zod'

/** What stands in the editor's fields, complete or not: a list is a line for each item. */
const BlockValues = z.object({
  kind: z.enum(['heading', 'paragraph', 'list', 'picture']),
  text: z.string().default(''),
  fileId: z.string().optional(),
})
export type BlockValues = z.infer<typeof BlockValues>
export const NoticeValues = z.object({
  category: NoticeCategory,
  title: z.string().default(''),
  publisher: z.object({
    kind: NoticePublisher.shape.kind,
    name: z.string().default(''),
    contact: z.string().optional(),
    phone: z.string().default(''),
  }),
  scope: z.enum(['community', 'buildings', 'units']),
  buildings: z.array(z.string()).default([]),
  units: z.array(z.string()).default([]),
  blocks: z.array(BlockValues).default([]),
  attachments: z.array(z.object({ fileId: z.string(), name: z.string().default('') })).default([]),
  until: z.string().default(''),
  objectionsUntil: z.string().optional(),
})
export type NoticeValues = z.infer<typeof NoticeValues>

/** The lines of a text that say something. */
export const linesOf = (text: string): string[] => text.split('\n').flatMap(line => line.trim() || [])

/** A unit as one value of a select. */
export const unitValue = ({ building, unit }: { building: string; unit: string }) => `${building}/${unit}`

function scopeOf({ scope, buildings, units }: NoticeValues): NoticeScope {
  switch (scope) {
    case 'community':
      return { kind: scope }
    case 'buildings':
      return { kind: scope, buildings }
    case 'units':
      return {
        kind: scope,
        units: units.map(value => {
          const [building = '', unit = ''] = value.split('/')
          return { building, unit }
        }),
      }
  }
}

function blockOf({ kind, text, fileId = '' }: BlockValues): NoticeBlock {
  switch (kind) {
    case 'heading':
    case 'paragraph':
      return { kind, text }
    case 'list':
      return { kind, items: linesOf(text) }
    case 'picture':
      return { kind, fileId, caption: text }
  }
}

/** As it is sent and previewed; the contract says what is missing. A period is of a 公示 alone. */
export const textOf = (values: NoticeValues): NoticeText => {
  const { category, title, publisher, blocks, attachments, until, objectionsUntil } = values
  const { contact, ...named } = publisher
  return {
    category,
    title,
    publisher: { ...named, ...(contact?.trim() && { contact }) },
    scope: scopeOf(values),
    blocks: blocks.map(blockOf),
    attachments,
    until,
    ...(category === 'disclosure' && objectionsUntil && { objectionsUntil }),
  }
}

/** A draft of the server in the editor's fields. */
export const valuesOf = (notice: NoticeDetail): NoticeValues => ({
  category: notice.category,
  title: notice.title,
  publisher: notice.publisher,
  scope: notice.scope.kind,
  buildings: notice.scope.kind === 'buildings' ? notice.scope.buildings : [],
  units: notice.scope.kind === 'units' ? notice.scope.units.map(unitValue) : [],
  blocks: notice.blocks.map(block => {
    if (block.kind === 'list') return { kind: block.kind, text: block.items.join('\n') }
    if (block.kind === 'picture') return { kind: block.kind, text: block.caption, fileId: block.fileId }
    return { kind: block.kind, text: block.text }
  }),
  attachments: notice.attachments.map(({ fileId, name }) => ({ fileId, name })),
  until: notice.until,
  ...(notice.objectionsUntil && { objectionsUntil: notice.objectionsUntil }),
})

/** Until when one of its kind is usually to be read: an emergency is over tomorrow. */
export const usualUntil = (category: NoticeCategory, today: BusinessDate): BusinessDate =>
  addDays(today, category === 'emergency' ? 1 : 30)

/** Its last day once it became another kind; one that somebody chose stays. */
export const untilAs = (
  { category, until }: Pick<NoticeValues, 'category' | 'until'>,
  next: NoticeCategory,
  today: BusinessDate,
): BusinessDate => (until === usualUntil(category, today) ? usualUntil(next, today) : until)

const ofPeriod: string[] = [noticeRefusals.noPeriod, noticeRefusals.periodBefore, noticeRefusals.periodAfter]

/** What publishing now would refuse about the dates, and under which field it is said. */
export function datesWrong(
  values: NoticeValues,
  now: Instant,
): { field: 'until' | 'objectionsUntil'; why: string } | undefined {
  const { category, until, objectionsUntil } = textOf(values)
  if (until === '') return undefined
  const decision = decideNotice('publish', ['publisher'], { category, until, objectionsUntil, state: 'draft' }, { now })
  if (decision.ok) return undefined
  return { field: ofPeriod.includes(decision.why) ? 'objectionsUntil' : 'until', why: decision.why }
}
