import { nodeListener } from '@linli/functions/node-listener'
import { callbackService } from '@linli/functions/payments/callback'
import * as z from 'zod'
import { strict, StrictWorld } from '../../functions/test/strict'
import { BenchChannel, newCommunities, waitingOrders } from './orders'
import { productDeps } from './product'
import { serve } from './serve'
import { answerWith } from './side'

/** The product's callbacks on node:http, with the strict middleware beneath its store where it is asked for. */
const deps = productDeps(({ dynamo }) => {
  if (process.env.LINLI_BENCH_STRICT) strict(dynamo, new StrictWorld({ seed: 1 }))
})
const filling = productDeps()
const url = await serve(nodeListener(callbackService(deps)))

const Wish = z.object({ count: z.number(), communities: z.number(), channel: BenchChannel })

answerWith({
  url: () => url,
  async prepare(input) {
    const { count, communities, channel } = Wish.parse(input)
    const waiting = await waitingOrders(filling, newCommunities(communities), count, channel)
    return waiting.map(({ notice }) => notice)
  },
  /** What is still to be sent is sent before the other side's turn. */
  rest: () => deps.outbox.flush(),
})
