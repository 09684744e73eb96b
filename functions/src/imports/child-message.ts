import { SheetRow, WorkbookRefusal } from '@linli/shared/imports/schema'
import * as z from 'zod'

/** What the reading process says: each sheet, its rows in order, then done; or the reason why not. */
export const ChildMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sheet'), name: z.string(), rows: z.number().int(), hidden: z.boolean() }),
  z.object({ kind: z.literal('rows'), rows: z.array(SheetRow) }),
  z.object({ kind: z.literal('done'), format: z.enum(['xlsx', 'csv']), peakRssKb: z.number() }),
  z.object({ kind: z.literal('refused'), refusal: WorkbookRefusal }),
])
export type ChildMessage = z.infer<typeof ChildMessage>
