import * as z from 'zod'
import { Id } from '../ids'

/** What a person may add to what they report: bytes as sent by the phone, seconds of a video, pieces of one report. */
export const mediaLimits = {
  photo: { bytes: 15_000_000, pieces: 9 },
  video: { bytes: 50_000_000, seconds: 60, pieces: 1 },
  document: { bytes: 20_000_000, pieces: 5 },
} as const

export const MediaKind = z.enum(['photo', 'video'])
export type MediaKind = z.infer<typeof MediaKind>
/** What is uploaded: whoever works here also attaches documents (PDF) to what the office publishes. */
export const UploadKind = z.enum([...MediaKind.options, 'document'])
export type UploadKind = z.infer<typeof UploadKind>

/** A multipart POST straight to the bucket: these fields first, in this order, then the bytes as `file`. */
export const UploadForm = z.object({ url: z.string(), fields: z.record(z.string(), z.string()) })
export type UploadForm = z.infer<typeof UploadForm>

/** A piece that was looked at: an order keeps these, and shows them by links. */
export const Media = z.object({
  fileId: Id,
  kind: MediaKind,
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  seconds: z.number().optional(),
  /** A video that has a picture of its own. */
  poster: z.literal(true).optional(),
})
export type Media = z.infer<typeof Media>
/** The same, or a document. */
export const Uploaded = Media.extend({ kind: UploadKind })
export type Uploaded = z.infer<typeof Uploaded>

/** The same with private links, which hold for 5 minutes; a photo has a small one beside it, a video its picture, where it came with one. */
export const ShownMedia = Media.extend({ url: z.string(), thumbUrl: z.string().optional() })
export type ShownMedia = z.infer<typeof ShownMedia>
