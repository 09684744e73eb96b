/** Every refusal a caller can meet, with its HTTP status and the sentence that a person reads. */
const table = {
  'request.invalid': [400, '填写的内容有误，请检查标出的地方'],
  'request.too_large': [413, '内容太大，请分几次提交'],
  'request.not_found': [404, '没有找到这个地址'],
  'request.busy': [503, '现在人有点多，请过一会儿再试'],
  'request.too_many': [429, '操作太频繁，请稍等一分钟再试'],
  'request.reused_key': [409, '这次提交和上一次内容不同，请刷新后再试'],
  'request.internal': [500, '系统出了点问题，我们已经记下，请稍后再试'],
  'access.signed_out': [401, '请重新登录'],
  'access.forbidden': [403, '这里您暂时看不了'],
  'access.csrf': [403, '页面已过期，请刷新后再试'],
  'record.not_found': [404, '没有找到这条记录'],
  'record.changed': [409, '内容刚刚更新了，请再看一眼'],
  'record.exists': [409, '已经有这条记录了'],
  'identity.bad_code': [401, '微信登录没有成功，请再试一次'],
  'identity.bad_password': [401, '用户名、密码或动态码不对'],
  'identity.locked': [429, '输错次数过多，请 15 分钟后再试'],
  'identity.phone_unverified': [403, '请先验证手机号'],
  'identity.no_match': [404, '手机号和姓氏没有对上，请核对，或换一种方式'],
  'identity.invitation_expired': [410, '这个链接过期了，请让业主再发一张'],
  'identity.letter_over': [410, '这个码不能用了，请用手机号找，或联系物业'],
  'identity.letter_other_phone': [409, '和登记的手机号不一样'],
  'identity.print_not_ready': [409, '文件还没有做好，或者已经过期'],
  'identity.code_quota': [503, '微信说小程序码要得太频繁，请过几分钟再打印'],
  'identity.already_bound': [409, '这个家已经加过了'],
  'identity.request_pending': [409, '已经提交过申请，请等物业确认'],
  'identity.request_decided': [409, '这条申请已经处理过了'],
  'identity.last_owner': [409, '不能移除唯一的业主，请联系物业'],
  'people.room_occupied': [409, '这个房间已有同名住户，请先核对'],
  'people.bad_dates': [400, '日期先后不对，请检查'],
  'imports.file_unreadable': [422, '这个文件打不开，请另存为 .xlsx 或 .csv 再试'],
  'imports.not_ready': [409, '文件还没有读完，请稍等'],
  'imports.already_confirmed': [409, '这次导入已经确认过了'],
  'imports.other_running': [409, '另一份文件正在导入或撤销，请等它完成'],
  'imports.not_imported': [409, '只有已经导入的才能撤销'],
  'imports.no_correction': [422, '这份文件里没有认出要改的行，请用下载的问题行表格改'],
  'imports.nothing_to_import': [422, '没有可以导入的行，请先改好表格'],
  'exports.no_list': [404, '这个列表不能导出'],
  'exports.not_ready': [409, '文件还没有准备好，或者已经过期'],
  'exports.unreadable': [422, '这个文件打不开：口令不对，或者文件不完整'],
  'exports.community_exists': [409, '这里已经有这个小区，不能再恢复一次'],
  'exports.damaged': [422, '资料和它的清单对不上，没有写入任何内容'],
  'exports.too_large': [422, '内容太多，请缩小范围再导出'],
  'billing.no_tariff': [422, '收费标准没有覆盖这段时间，请先补上'],
  'billing.tariff_overlap': [409, '收费标准的日期和已有的重叠，请调整'],
  'billing.tariff_in_use': [409, '这段时间已经出过账，收费标准不能改，请从以后的日期开始'],
  'billing.run_open': [409, '还有一批账单没有出账，请先处理完'],
  'billing.run_not_ready': [409, '账单还在计算，请稍等'],
  'billing.run_blocked': [409, '还有算不出的账单，请先处理'],
  'billing.run_closed': [409, '这一批已经处理过了'],
  'billing.cannot_void': [409, '这张账单现在不能作废'],
  'billing.cannot_adjust': [409, '这张账单现在不能补差'],
  'billing.being_paid': [409, '住户正在支付这张账单，请稍后再试'],
  'billing.pool_billed': [409, '这次公摊现在不能撤销'],
  'billing.question_full': [409, '这里写满了，请打电话给物业'],
  'billing.questions_spent': [429, '今天问的次数用完了，请明天再问，或打电话给物业'],
  'billing.reading_fixed': [409, '这次读数现在不能改'],
  'billing.not_disputable': [409, '这张账单现在不能这样处理，请刷新再看'],
  'billing.nothing_to_waive': [409, '这张账单现在没有这么多违约金'],
  'payments.nothing_due': [409, '这笔已经缴过了'],
  'payments.bill_busy': [409, '有人正在支付这些账单，请稍等片刻再试'],
  'payments.too_many_bills': [400, '一次最多付 40 笔，请分两次'],
  'payments.no_merchant': [409, '这个小区还不能在线缴费，请到前台缴'],
  'payments.mixed_entities': [409, '这些账单由不同的公司收取，请分开支付'],
  'payments.order_closed': [409, '这张支付单过期了，账单没变，请重新付'],
  'payments.channel_down': [503, '微信支付暂时没有回应，请稍后再试'],
  'payments.bad_signature': [401, 'signature not accepted'],
  'payments.mismatch': [422, 'notice does not match the order'],
  'payments.paid_online': [409, '住户刚用微信付了这些账单，请不要再收'],
  'payments.amount_changed': [409, '应收金额刚刚变了，请核对后再收'],
  'payments.too_little': [400, '收到的现金不够，请核对'],
  'payments.not_refundable': [409, '这一笔不能在前台退，或者已经退过，请刷新后再看'],
  'payments.refund_too_much': [409, '退的比付的多，请核对'],
  'payments.at_bank': [409, '这些账单已经送银行代扣，要等银行的结果，请先不要付；着急请联系物业'],
  'payments.bank_batch_moved': [409, '这个批次已经变了，请刷新后再看'],
  'payments.bank_batch_stale': [409, '这个批次是前几天算的，违约金会有变化，请放弃后重新计算'],
  'payments.no_bank_format': [422, '没有这种文件格式，请重新选择'],
  'payments.bill_not_ready': [409, '渠道账单还没有生成，请过一会儿再试'],
  'opening.confirming': [409, '期初余额正在入账，请等它完成'],
  'opening.nothing': [409, '没有待确认的期初余额'],
  'opening.changed': [409, '期初余额刚刚变了，请重新核对合计'],
  'opening.not_draft': [409, '这一笔已经处理过了'],
  'opening.spent': [409, '这一笔已经用过或退过，不能冲销'],
  'files.bad_type': [422, '文件格式不对，请上传 PNG 或 JPEG 图片'],
  'files.too_large': [413, '图片太大，请压缩到 2 MB 以内'],
} as const satisfies Record<string, readonly [number, string]>

export type ErrorCode = keyof typeof table

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(table, code)
export const statusOf = (code: ErrorCode): number => table[code][0]
export const sentenceOf = (code: ErrorCode): string => table[code][1]

/** One wrong field: its path in the input and a sentence that says what to do. */
export type FieldProblem = { path: string; message: string }

/** A refusal that the caller may see. Anything else that is thrown is a 500 without detail. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: { fields?: FieldProblem[]; message?: string; cause?: unknown } = {},
  ) {
    super(details.message ?? sentenceOf(code), { cause: details.cause })
    this.name = 'AppError'
  }
}
