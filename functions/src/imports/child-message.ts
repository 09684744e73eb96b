import { Reading } from '@linli/shared/imports/reading'
import { WorkbookRefusal } from '@linli/shared/imports/schema'
import { ReadSettings } from '@linli/shared/imports/settings'
import * as z from 'zod'

/** What the reading process is asked; the file itself comes on its stdin. */
export const ReadRequest = z.object({
  fileName: z.string(),
  settings: ReadSettings,
  /** Only rows as they stand, as bad rows without problems: what is in them, the asker knows. All, or these of each sheet. */
  raw: z.union([z.literal('all'), z.map(z.string(), z.set(z.number()))]).optional(),
})
export type ReadRequest = z.infer<typeof ReadRequest>

/** What it says: the reading, piece by piece, then done; or the reason why not. Each piece waits for a word of receipt. */
export const ChildMessage = z.discriminatedUnion('kind', [
  ...Reading.options,
  z.object({ kind: z.literal('done'), format: z.enum(['xlsx', 'xls', 'csv']), peakRssKb: z.number() }),
  z.object({ kind: z.literal('refused'), refusal: WorkbookRefusal }),
])
export type ChildMessage = z.infer<typeof ChildMessage>
