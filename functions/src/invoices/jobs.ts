import { CommunityId, Id } from '@linli/shared/ids'
import * as z from 'zod'
import { consumer, type Jobs } from '../jobs'
import { attendInvoice } from './attend-invoice'
import { FitBody, fitInvoices } from './fit-invoices'
import { ForgetRequesterBody, forgetRequester } from './forget-requester'
import { sweepInvoices } from './sweep-invoices'

export const jobs: Jobs = {
  consumers: [
    consumer({
      type: 'invoices.attend',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId, invoiceId: Id }),
      handle: attendInvoice,
    }),
    consumer({ type: 'invoices.fit', queue: 'jobs', body: FitBody, handle: fitInvoices }),
    consumer({ type: 'invoices.forget_requester', queue: 'jobs', body: ForgetRequesterBody, handle: forgetRequester }),
  ],
  schedules: [{ name: 'sweep-invoices', everySeconds: 20, run: sweepInvoices }],
}
