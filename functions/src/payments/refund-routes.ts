import { AppError } from '@linli/shared/errors'
import { refundApi } from '@linli/shared/payments/refund-api'
import { route } from '../http'
import { decideRefund } from './decide-refund'
import { cashierOf } from './desk-order'
import { recordForeignRefund } from './foreign-refund'
import { listRefunds, refundable } from './list-refunds'
import { refundMyPrepayment } from './refund-my-prepayment'
import { loadRefundSettings, saveRefundSettings } from './refund-settings'
import { requestRefund } from './request-refund'
import { giveUpRefund, resendRefund, retryRefund, seeRefund } from './steer-refund'
import { useMyPrepayment } from './use-my-prepayment'

export const refundRoutes = [
  route(refundApi.listRefunds, listRefunds),
  route(refundApi.refundable, refundable),
  route(refundApi.requestRefund, (ctx, { bills, lotId, amountFen, ...asked }) => {
    if (lotId !== undefined && bills !== undefined) throw new AppError('request.invalid')
    return requestRefund(ctx, {
      ...asked,
      by: cashierOf(ctx),
      of: lotId === undefined ? { bills } : { lotId, amountFen },
    })
  }),
  route(refundApi.decideRefund, (ctx, input) => {
    if (!input.approve && !input.reason)
      throw new AppError('request.invalid', { fields: [{ path: 'reason', message: '请写明原因' }] })
    return decideRefund(ctx, input)
  }),
  route(refundApi.retryRefund, retryRefund),
  route(refundApi.giveUpRefund, giveUpRefund),
  route(refundApi.resendRefund, resendRefund),
  route(refundApi.seeRefund, seeRefund),
  route(refundApi.recordForeignRefund, (ctx, input) => recordForeignRefund(ctx, input)),
  route(refundApi.refundSettings, (ctx, { communityId }) => loadRefundSettings(ctx, communityId)),
  route(refundApi.saveRefundSettings, saveRefundSettings),
  route(refundApi.refundMyPrepayment, refundMyPrepayment),
  route(refundApi.useMyPrepayment, useMyPrepayment),
]
