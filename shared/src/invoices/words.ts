import { formatScaled } from '../money'
import type { InvoiceGroup, InvoiceState, NotInvoiceable, RedState } from './schema'

export const invoiceStateNames: Record<InvoiceState, string> = {
  requested: '已申请',
  issuing: '开票中',
  issued: '已开具',
  failed: '没有开出来',
  red_pending: '红冲中',
  reversed: '已红冲',
  withdrawn: '已撤回',
}

export const invoiceGroupNames: Record<InvoiceGroup, string> = {
  waiting: '要处理',
  working: '办理中',
  issued: '已开具',
  reversed: '已红冲',
  withdrawn: '已撤回',
}

export const redStateNames: Record<RedState, string> = {
  pending: '等对方确认',
  confirmed: '已确认',
  lapsed: '72 小时没有确认，已作废',
  refused: '对方或平台拒绝',
}

/** Why, and what can be done. */
export const notInvoiceableSentences: Record<NotInvoiceable, string> = {
  deposit: '押金不开发票',
  collected: '代收代付，由供应单位开票',
  off: '这个收费项目不开发票',
  no_tax: '收费项目没有填税率或税收分类编码',
  nothing: '没有可开票的金额，或已经开过',
}

/** 「6%」; 0 stands for what is exempt. */
export const taxRateWords = (bp: number): string => (bp === 0 ? '免税' : `${formatScaled(bp, 100, 0)}%`)
