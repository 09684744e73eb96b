import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { JsonFile, read } from '../wechat/store'

const Party = z.object({ name: z.string(), taxNumber: z.string() })
const Yuan = z.string().regex(/^-?\d+\.\d{2}$/)
const Item = z.object({
  name: z.string().min(1),
  taxCode: z.string().regex(/^\d{19}$/),
  taxRate: z.string().regex(/^\d\.\d{2,4}$/),
  remark: z.string(),
  amount: Yuan,
  tax: Yuan,
  total: Yuan,
})

/** What an issue asks for: 购买方, 销售方, items; amounts in yuan. */
export const Request = z.object({
  requestNumber: z.string().regex(/^[0-9A-Z]{32}$/),
  seller: Party,
  buyer: z.looseObject({
    kind: z.enum(['personal', 'company']),
    name: z.string().min(1),
    taxNumber: z.string().optional(),
  }),
  items: z.array(Item).min(1),
  amount: Yuan,
  tax: Yuan,
  total: Yuan,
})
export type Request = z.infer<typeof Request>

/** Issued from `readyAt` on, unless it was refused. */
const Issued = Request.extend({ number: z.string(), readyAt: z.number(), reason: z.string().optional() })
export type Issued = z.infer<typeof Issued>

/** 红字信息确认单: the buyer confirms at `confirmAt`, never where it is null. */
const Red = z.object({
  redNumber: z.string(),
  requestNumber: z.string(),
  requestedAt: z.number(),
  confirmAt: z.number().nullable(),
  number: z.string(),
  reason: z.string().optional(),
})
export type Red = z.infer<typeof Red>

const Seller = z.object({ taxNumber: z.string(), appId: z.string(), secret: z.string() })
const Kept = z.object({
  sellers: z.array(Seller),
  invoices: z.record(z.string(), Issued),
  reds: z.record(z.string(), Red),
  issued: z.number().int(),
})

export type Book = z.infer<typeof Kept>

/** The platform's memory; in `dir` it survives a restart. */
export async function openBook(dir?: string): Promise<{ book: Book; save(): Promise<void> }> {
  const empty: Book = { sellers: [], invoices: {}, reds: {}, issued: 0 }
  if (!dir) return { book: empty, save: () => Promise.resolve() }
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, 'book.json')
  const book = (await read(path, Kept)) ?? empty
  const file = new JsonFile(path, () => book)
  return { book, save: () => file.save() }
}

/** A seller's account here, made the first time: what LINLI_TAX_SELLERS holds. */
export function sellerOf(book: Book, taxNumber: string): z.infer<typeof Seller> {
  const known = book.sellers.find(seller => seller.taxNumber === taxNumber)
  if (known) return known
  const made = { taxNumber, appId: `tax${randomBytes(6).toString('hex')}`, secret: randomBytes(24).toString('hex') }
  book.sellers.push(made)
  return made
}

/** 20 digits: year, region, a serial. */
export function nextNumber(book: Book, nowMs: number): string {
  book.issued += 1
  return `${new Date(nowMs).toISOString().slice(2, 4)}110000${String(book.issued).padStart(12, '0')}`
}
