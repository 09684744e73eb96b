import { auditPart } from '../audit/carry'
import { billingParts } from '../billing/carry'
import { billsPart, coversPart, thingTermsPart } from '../billing/carry-bills'
import { communityPart, placesPart, roomsPart } from '../communities/carry'
import { complaintsPart } from '../complaints/carry'
import { visitorParts } from '../visitors/carry'
import { dunningParts } from '../dunning/carry'
import { forumParts } from '../forum/carry'
import { filesPart } from '../files/carry'
import { mediaPart } from '../files/carry-media'
import { financeParts } from '../finance/carry'
import { insightParts } from '../insight/carry'
import { invoiceParts } from '../invoices/carry'
import { noticeParts } from '../notices/carry'
import { openingParts } from '../opening/carry'
import { parkingParts } from '../parking/carry'
import { paymentParts } from '../payments/carry'
import { journalPart, markersPart } from '../payments/carry-journal'
import { lotsPart } from '../payments/carry-lots'
import { ordersPart } from '../payments/carry-orders'
import { refundsPart } from '../payments/carry-refunds'
import { peoplePart } from '../people/carry'
import { repairParts } from '../repairs/carry'
import type { Part } from './part'

/** Parts that are read by themselves, after bills and journal agree. */
export const ownParts: readonly Part[] = [
  ...billingParts,
  thingTermsPart,
  ...paymentParts,
  ...invoiceParts,
  ...openingParts,
  ...parkingParts,
  placesPart,
  ...repairParts,
  complaintsPart,
  ...visitorParts,
  ...noticeParts,
  ...forumParts,
  ...financeParts,
  ...dunningParts,
  ...insightParts,
  filesPart,
  mediaPart,
  auditPart,
]

/** Every kind of record, in the order in which it is written where it arrives: the community's own record is the last. */
export const allParts: readonly Part[] = [
  peoplePart,
  roomsPart,
  coversPart,
  billsPart,
  ordersPart,
  refundsPart,
  markersPart,
  lotsPart,
  journalPart,
  ...ownParts,
  communityPart,
]
