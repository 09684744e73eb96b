import { type Mutant, mutant } from './mutant'

const callback = 'payments/callback.engine.test.ts'
const suspense = 'payments/suspense.engine.test.ts'

/** What comes in from a channel. */
export const notices: Mutant[] = [
  mutant(
    'the amount is not compared',
    'payments/receive-trade.ts',
    "    ['amount', trade.amountFen !== order.amountFen],\n",
    '',
    suspense,
  ),
  mutant(
    'the currency is not compared',
    'payments/receive-trade.ts',
    "    ['currency', trade.currency !== 'CNY'],\n",
    '',
    suspense,
  ),
  mutant(
    'the merchant of the path is not compared',
    'payments/receive-trade.ts',
    'order.merchantRef !== merchant.ref || trade.mchid !== merchant.mchid || trade.mchid !== order.mchid',
    'false',
    suspense,
  ),
  mutant(
    'the app is not compared',
    'payments/receive-trade.ts',
    'trade.appid !== undefined && trade.appid !== order.appid',
    'false',
    suspense,
  ),
  mutant(
    'any state counts as paid',
    'payments/receive-trade.ts',
    "const paid = trade.state === 'paid' || trade.state === 'refunded'",
    'const paid = true',
    suspense,
  ),
  mutant(
    'money that does not fit is not held',
    'payments/receive-trade.ts',
    '    ...(ownMoney && (trade.amountFen ?? 0) > 0 && { suspenseFen: trade.amountFen }),\n',
    '',
    suspense,
  ),
  mutant(
    'a notice is acknowledged before its money is kept',
    'payments/callback.ts',
    '  await receiveTrade(deps, receiverOf(merchant), tradeOf(merchant, trade.data), event)',
    '  receiveTrade(deps, receiverOf(merchant), tradeOf(merchant, trade.data), event).catch(() => undefined)',
    callback,
  ),
  mutant(
    'a refused notice is answered as taken',
    'payments/callback-refusal.ts',
    'return json(statusOf(code), {',
    'return json(200, {',
    callback,
  ),
  mutant(
    'an old timestamp passes',
    'payments/wechat-notice.ts',
    '>= maxAgeSeconds)',
    '>= maxAgeSeconds * 1e6)',
    callback,
  ),
  mutant(
    'a timestamp in the future passes',
    'payments/wechat-notice.ts',
    'Math.abs(nowMs / 1000 - Number(headers.timestamp))',
    '(nowMs / 1000 - Number(headers.timestamp))',
    callback,
  ),
  mutant('a wrong signature passes', 'payments/wechat-notice.ts', 'if (!good)', 'if (good === undefined)', callback),
  mutant(
    'the tag is ignored',
    'payments/wechat-notice.ts',
    'decipher.update(bytes.subarray(0, -16)), decipher.final()])',
    'decipher.update(bytes.subarray(0, -16))])',
    callback,
  ),
  mutant(
    'what vouchers left is counted (payer_total)',
    'payments/wechat-notice.ts',
    'amountFen: trade.amount?.total,',
    'amountFen: trade.amount?.payer_total,',
    callback,
    suspense,
  ),
  mutant(
    'a refunded payment counts as unpaid',
    'payments/wechat-notice.ts',
    "  REFUND: 'refunded',\n",
    '',
    'payments/wechat-trade.test.ts',
  ),
]
