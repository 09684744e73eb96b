import { randomBytes } from 'node:crypto'
import { AppError } from '@linli/shared/errors'
import { formatScaled } from '@linli/shared/money'
import type { Schema } from '@linli/shared/schema'
import { Instant } from '@linli/shared/time'
import * as z from 'zod'
import type { Deps } from '../context'
import type { Env } from '../env'
import type { TaxSeller } from '../env-shapes'
import type { IssueRequest, TaxPlatform } from './provider'
import { answerSignature, requestSignature, sameSignature } from './tax-signature'

const timeoutMs = 5_000

const Done = z.object({ state: z.literal('issued'), number: z.string().regex(/^\d{20}$/), issuedAt: Instant })
const Refused = z.object({ state: z.literal('refused'), reason: z.string() })
const Issue = z.discriminatedUnion('state', [z.object({ state: z.literal('processing') }), Done, Refused])
const Red = z.discriminatedUnion('state', [
  z.object({ state: z.enum(['pending', 'confirmed', 'lapsed']) }),
  Done.extend({ state: z.literal('reversed') }),
  Refused,
])

/** Whether this deployment can issue at all. */
export const isConnected = ({ LINLI_TAX_BASE, LINLI_TAX_SELLERS }: Env, taxNumber?: string): boolean =>
  LINLI_TAX_BASE !== undefined &&
  LINLI_TAX_SELLERS.some(seller => taxNumber === undefined || seller.taxNumber === taxNumber)

/** The platform of LINLI_TAX_BASE: JSON over HTTP, signed both ways with the seller's secret (`tax-signature.ts`). */
export function taxPlatform({ env, nowMs }: Pick<Deps, 'env' | 'nowMs'>): TaxPlatform {
  const call = async (taxNumber: string, method: string, target: string, input?: unknown): Promise<Buffer | null> => {
    const seller = env.LINLI_TAX_SELLERS.find(each => each.taxNumber === taxNumber)
    if (!seller || env.LINLI_TAX_BASE === undefined) throw new AppError('invoices.not_connected')
    return exchange({ base: env.LINLI_TAX_BASE, seller, nowMs }, method, target, input)
  }
  const ask = async <T>(schema: Schema<T>, ...of: Parameters<typeof call>) => {
    const bytes = await call(...of)
    return bytes ? trusted(() => schema.parse(JSON.parse(bytes.toString()))) : { state: 'unknown' as const }
  }
  const told = async <T>(schema: Schema<T>, ...of: Parameters<typeof call>) => {
    const bytes = await call(...of)
    return trusted(() => schema.parse(JSON.parse(bytes?.toString() ?? '')))
  }
  return {
    issue: (seller, request) => told(Issue, seller, 'POST', '/v1/invoices', wireOf(seller, request)),
    query: (seller, number) => ask(Issue, seller, 'GET', `/v1/invoices/${number}`),
    requestRed: (seller, request) => told(Red, seller, 'POST', '/v1/red-confirmations', request),
    queryRed: (seller, number) => ask(Red, seller, 'GET', `/v1/red-confirmations/${number}`),
    document: async (seller, number, format) => {
      const bytes = await call(seller, 'GET', `/v1/invoices/${number}/document?format=${format}`)
      if (!bytes) throw new AppError('invoices.no_document')
      return bytes
    },
  }
}

const yuan = (fen: number) => formatScaled(fen, 100)

/** Amounts in yuan with two decimals, rates as decimals: what the platforms speak. */
const wireOf = (seller: string, { requestNumber, sellerName, buyer, lines, ...sums }: IssueRequest) => ({
  requestNumber,
  seller: { taxNumber: seller, name: sellerName },
  buyer,
  items: lines.map(line => ({
    name: line.kind === 'late_fee' ? `${line.feeItemName}违约金` : line.feeItemName,
    taxCode: line.taxCode,
    taxRate: formatScaled(line.taxRateBp, 10_000),
    remark: `${line.object.code} ${line.period.from} 至 ${line.period.to}`,
    amount: yuan(line.netFen),
    tax: yuan(line.taxFen),
    total: yuan(line.grossFen),
  })),
  amount: yuan(sums.netFen),
  tax: yuan(sums.taxFen),
  total: yuan(sums.grossFen),
})

type Line = { base: string; seller: TaxSeller; nowMs: () => number }

/** The answer's bytes once its signature is right; null for 404. Throws invoices.platform_down. */
async function exchange({ base, seller, nowMs }: Line, method: string, target: string, input?: unknown) {
  const body = input === undefined ? '' : JSON.stringify(input)
  const nonce = randomBytes(16).toString('hex')
  const timestamp = String(nowMs())
  const signature = requestSignature(seller.secret, { method, target, timestamp, nonce, body })
  try {
    const response = await fetch(base + target, {
      method,
      ...(body && { body }),
      headers: {
        'content-type': 'application/json',
        'x-tax-app': seller.appId,
        'x-tax-timestamp': timestamp,
        'x-tax-nonce': nonce,
        'x-tax-signature': signature,
      },
      signal: AbortSignal.timeout(timeoutMs),
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    const expected = answerSignature(seller.secret, nonce, response.status, bytes)
    if (!sameSignature(expected, response.headers.get('x-tax-signature'))) throw new Error('signature not accepted')
    if (response.status === 404) return null
    if (!response.ok) throw new Error(`status ${response.status}`)
    return bytes
  } catch (cause) {
    throw new AppError('invoices.platform_down', { cause })
  }
}

function trusted<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new AppError('invoices.platform_down', { cause })
  }
}
