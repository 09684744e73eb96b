/** Sentences about debits by the bank. */
export const bankWords = {
  noHousehold: (code: string) => `没有 ${code} 这间房屋，也没有这个名称的未缴账单`,
  sameName: (name: string) => `有几位都叫 ${name}，请先在账单里把名称改得不一样`,
  dates: '截止日期早于开始日期，请检查',
  twice: '这个房屋前面已经有一行',
  replaced: '换了新的协议',
  disputed: '账单有异议或正在别处付款',
  changed: '核对之后账单有变化，这次不扣',
  moreBills: '账单多于 40 张，先扣最早的 40 张',
  closed: '结束批次时还没有结果',
  headers: {
    header: '文件头不是这种格式，请检查选的是不是回盘文件',
    trailer: '最后一行不是合计，文件可能没有下载完整',
    totals: '合计和明细对不上，文件可能被改过或不完整',
    empty: '文件里没有明细',
    otherBatch: (number: string) => `这是批次 ${number} 的文件，请到那个批次上传`,
    unreadable: '这个文件的文字读不出来，请换成银行给的原文件',
  },
}
