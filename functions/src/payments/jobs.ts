import { AppError } from '@linli/shared/errors'
import { CommunityId, Id } from '@linli/shared/ids'
import { BusinessDate, YearMonth } from '@linli/shared/time'
import * as z from 'zod'
import { Key } from '../db'
import { consumer, type Jobs } from '../jobs'
import { arrearsMoved } from '../dunning/arrears-moved'
import { deduct } from './deduct'
import { ForgetPayerBody, forgetPayer } from './forget-payer'
import { closeLedger } from './close-ledger'
import { movedBills } from './moved-bills'
import { reconcileDay, reconcileDays } from './reconcile-days'
import { pursueRefund, RefundPlace } from './pursue-refund'
import { seal } from './seal'
import { sweepOrders } from './sweep-orders'
import { sweepRefunds } from './sweep-refunds'
import { PaymentReceivedBody, tellPayer } from './tell-payer'
import { RefundNewsBody, tellRefund } from './tell-refund'
import { resumeBankBatches, workBankBatch } from './work-bank-batch'

export const jobs: Jobs = {
  consumers: [
    consumer({
      type: 'journal.seal',
      queue: 'seal',
      body: z.object({ communityId: CommunityId, postings: z.array(Key).max(50) }),
      handle: async (deps, { communityId, postings }) => {
        // Another worker holds the lease and may have looked before this posting came: the queue brings it again.
        if (!(await seal(deps, communityId, postings))) throw new AppError('request.busy')
        await arrearsMoved(deps, communityId, await movedBills(deps, communityId, postings))
      },
    }),
    consumer({
      type: 'payments.bank_batch',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId, batchId: Id }),
      handle: (deps, { communityId, batchId }) => workBankBatch(deps, communityId, batchId),
    }),
    consumer({
      type: 'journal.close',
      queue: 'seal',
      body: z.object({ communityId: CommunityId, month: YearMonth }),
      handle: closeLedger,
    }),
    consumer({
      type: 'payments.deduct',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId }),
      handle: (deps, { communityId }) => deduct(deps, communityId),
    }),
    consumer({
      type: 'payments.reconcile_day',
      queue: 'jobs',
      body: z.object({ communityId: CommunityId, merchantRef: z.string().max(32), date: BusinessDate }),
      handle: reconcileDay,
    }),
    consumer({ type: 'payments.refund', queue: 'jobs', body: RefundPlace, handle: pursueRefund }),
    consumer({ type: 'payment.refund_news', queue: 'messages', body: RefundNewsBody, handle: tellRefund }),
    consumer({ type: 'payments.forget_payer', queue: 'jobs', body: ForgetPayerBody, handle: forgetPayer }),
    consumer({ type: 'payment.received', queue: 'messages', body: PaymentReceivedBody, handle: tellPayer }),
  ],
  schedules: [
    { name: 'sweep-refunds', everySeconds: 20, run: sweepRefunds },
    { name: 'sweep-orders', everySeconds: 20, run: sweepOrders },
    { name: 'reconcile-days', everySeconds: 600, run: reconcileDays },
    { name: 'resume-bank-batches', everySeconds: 60, run: resumeBankBatches },
  ],
}
