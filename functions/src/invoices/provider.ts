import type { Buyer, DocumentFormat, InvoiceLine } from '@linli/shared/invoices/schema'
import type { Instant } from '@linli/shared/time'

/** What the platform is asked to issue. `requestNumber` is ours, and the same however often it is asked. */
export type IssueRequest = {
  requestNumber: string
  sellerName: string
  buyer: Buyer
  lines: InvoiceLine[]
  grossFen: number
  netFen: number
  taxFen: number
}

export type IssueAnswer =
  | { state: 'processing' }
  | { state: 'issued'; number: string; issuedAt: Instant }
  | { state: 'refused'; reason: string }

export type RedRequest = { redNumber: string; requestNumber: string; reason: string }

/** `reversed`: the buyer confirmed, or did not have to, and the red invoice is there. */
export type RedAnswer =
  | { state: 'pending' }
  | { state: 'confirmed' }
  | { state: 'reversed'; number: string; issuedAt: Instant }
  | { state: 'lapsed' }
  | { state: 'refused'; reason: string }

/** The platform has never heard of the number. */
export type Unknown = { state: 'unknown' }

/**
 * An invoice platform (数电票), for one seller by its tax number. A call that fails says nothing about what the platform
 * did: ask by the number. Every call throws invoices.platform_down when there was no answer that can be trusted, and
 * invoices.not_connected for a seller that is not configured.
 */
export type TaxPlatform = {
  issue(seller: string, request: IssueRequest): Promise<IssueAnswer>
  query(seller: string, requestNumber: string): Promise<IssueAnswer | Unknown>
  requestRed(seller: string, request: RedRequest): Promise<RedAnswer>
  queryRed(seller: string, redNumber: string): Promise<RedAnswer | Unknown>
  document(seller: string, requestNumber: string, format: DocumentFormat): Promise<Uint8Array>
}

/** Numbers that the platform knows our records by: the community makes them unique beyond this table. */
export const numberFor = (communityId: string, id: string): string => communityId + id
