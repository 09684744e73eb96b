import { MediaKind } from '@linli/shared/files/media'
import { Id } from '@linli/shared/ids'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'

/** What can be done to an order without a network. */
export const ActName = z.enum([
  'grab',
  'acknowledge',
  'depart',
  'handBack',
  'transfer',
  'start',
  'pause',
  'resume',
  'recordWork',
  'quoteOnSite',
  'signQuote',
  'settleResponsibility',
  'addWorkPictures',
  'noteOnSite',
  'finish',
  'signOff',
])
export type ActName = z.infer<typeof ActName>

/** And what else: a meter is read, somebody came to a gate. */
export const EntryName = z.enum([...ActName.options, 'readMeter', 'atGate'])
export type EntryName = z.infer<typeof EntryName>

/** A picture that lies on this phone until it is sent; `key` is its place at the server. */
export const KeptFile = z.object({
  key: z.string(),
  path: z.string(),
  kind: MediaKind,
  size: z.number(),
  fileId: Id.optional(),
})
export type KeptFile = z.infer<typeof KeptFile>

/** One write of the field: kept on the phone before it is sent, and until the server has it or somebody has read why not. */
export const Entry = z.object({
  /** Its Idempotency-Key: sent again it has no second effect. */
  key: z.string(),
  personId: Id,
  communityId: z.string(),
  /** The order, or the meter and the room that it stands under. */
  repairId: Id.optional(),
  roomId: Id.optional(),
  meterId: Id.optional(),
  /** What and where, for whoever reads why it was not taken. */
  about: z.string(),
  name: EntryName,
  input: z.record(z.string(), z.unknown()),
  at: Instant,
  files: z.array(KeptFile),
  tries: z.number(),
  refused: z.object({ why: z.string(), handedOver: z.boolean(), handOver: z.boolean() }).optional(),
})
export type Entry = z.infer<typeof Entry>
