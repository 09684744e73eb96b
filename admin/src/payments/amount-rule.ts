import { parseYuan } from '@linli/shared/money'
import type { FormRule } from 'antd'

/** An amount of money above 0, at most `mostFen`. */
export const amountRule = (message: string, mostFen = Number.MAX_SAFE_INTEGER, leastFen = 1): FormRule => ({
  validator: (_, text: string | undefined) => {
    if (!text) return Promise.resolve()
    const fen = parseYuan(text)
    return fen === undefined || fen < leastFen || fen > mostFen ? Promise.reject(new Error(message)) : Promise.resolve()
  },
})
