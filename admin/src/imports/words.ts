import type { SaidBy } from '@linli/shared/imports/detail'
import { count } from '../kit/format'

export const saidByNames: Record<SaidBy, string> = { guess: '自动认的', last_time: '和上次一样', person: '您改的' }

export const importWords = {
  line: '选一份表格，先看认得对不对、改好有问题的，再确认导入；导入后可以整次撤销',
  choose: '选文件',
  chooseAgain: '换一个文件',
  accepts: '支持 .xls、.xlsx、.csv；一次一个文件，40 MB、12 万行以内，更大的请按楼栋分成几个',
  acceptsWhat: '房屋、业主、车位、车辆、仪表、收费项目、欠费和预存、历史缴费都认，几张工作表可以放在一个文件里',
  drop: '也可以把文件拖到这里',
  dropHere: '松开就上传',
  hashing: '正在核对文件…',
  uploading: '正在上传',
  tooLarge: '文件超过 40 MB，请按楼栋分成几个文件，或删掉图片和用不到的工作表',
  empty: '这个文件是空的',
  badType: '请选 .xls、.xlsx 或 .csv 文件',
  onlyOne: '一次只能选一个文件，请一个一个来',
  uploadFailed: '文件没有传上去，请检查网络后再选一次',
  history: '导入记录',
  historyColumns: {
    file: '文件',
    state: '状态',
    ready: '导入',
    bad: '有问题',
    by: '操作人',
    at: '时间',
    undo: '撤销',
  },
  undoStates: {
    canUndo: '没人引用就能撤',
    refused: '上次没撤成',
    kept: (why: string) => `${why}，不能撤`,
    none: '—',
  },
  noHistory: { head: '还没有导入过', line: '选一份表格开始，确认之前什么都不会写进系统' },
  back: '全部导入',
  reading: '正在读文件',
  readingLine: '一万行大约要十几秒。可以先去忙别的，读完了回来接着看',
  importing: '正在导入',
  importingLine: '可以先去忙别的，导入会继续；中途有一条进不去，就全部退回，不会只进一半',
  undoing: '正在撤销',
  undoingLine: '可以先去忙别的，撤销会继续；中途有记录开始引用它，就全部恢复',
  progress: ({ done, total, secondsLeft }: { done: number; total: number; secondsLeft?: number | undefined }) =>
    `${total > 0 ? `${count(done)} / ${count(total)}` : `已完成 ${count(done)}`}${timeLeft(secondsLeft)}`,
  /** Reading goes over the rows twice: the bar says how far it is, a count of rows would not be theirs. */
  readingLeft: ({ secondsLeft }: { secondsLeft?: number | undefined }) => timeLeft(secondsLeft).replace(' · ', ''),
  giveUp: '取消这次导入',
  giveUpLine: '已经写进去的会全部退回，文件还在，可以再来。',
  unfinished: { head: '这个文件没有传完', line: '请再选一次同一个文件，会接着这一次' },
  failedHead: '这次导入没有成功',
  rolledBack: '没有导入，已经全部退回，系统里和导入前一样',
  readAgain: '再读一遍这个文件',
  undone: '这次导入已经撤销，系统里和导入前一样',
  undoneLine: '文件还在，可以再读一遍、改好再导入',
  done: (what: string) => `已导入${what}`,
  doneLine: (n: number) => `有问题的 ${count(n)} 行没有导入：在原表里改好、再导入一次就行，已经导入的不会重复`,
  go: (page: string) => `去看${page}`,
} as const

function timeLeft(seconds: number | undefined): string {
  if (seconds === undefined) return ''
  return seconds < 60 ? ' · 还要不到 1 分钟' : ` · 大约还要 ${Math.ceil(seconds / 60)} 分钟`
}

/** The steps of a preview: sheets, names of places, rows with problems, totals, and what is written. */
export const stepWords = {
  titles: { sheets: '表格和列', places: '房名', problems: '有问题的行', totals: '核对合计' },
  states: {
    unknown: '没认出来',
    look: (n: number) => `${n} 处请核对`,
    unread: (n: number) => `${count(n)} 行没认出`,
    rows: (n: number) => `${count(n)} 行`,
    differs: (n: number) => `${n} 处不一致`,
    fine: '没有问题',
  },
  next: (title: string) => `下一步：${title}`,
  counts: { ready: '可导入', done: '已导入', bad: '有问题', duplicate: '重复', skipped: '跳过', unchanged: '没有变化' },
  warned: (n: number) => `其中 ${count(n)} 行有提示，照样导入`,
  lines: {
    bad: '没改好的不导入',
    duplicate: '只导入一次',
    skipped: '空行、小计、不要的行',
    unchanged: '和系统里的一样',
  },
} as const

export const problemWords = {
  line: '在这里直接改，或者下载这些行、改好再传上来。改完一起保存，只重新读一次。',
  shown: '这些行没有导入，可以下载下来看。',
  show: { error: '不能导入', warning: '有提示' },
  severityLabel: '看哪些',
  columns: { sheet: '工作表', row: '行', column: '列', value: '表里写的', reason: '怎么改', leave: '这一行' },
  wholeRow: '整行',
  valueLabel: (row: number, column: string) => `第 ${row} 行「${column}」改成`,
  hiddenValue: (masked: string) => `${masked} 请填完整的`,
  blank: '留空',
  blankLabel: (row: number, column: string) => `第 ${row} 行「${column}」留空`,
  blanked: '这一格留空',
  asBefore: '改回来',
  leave: '不要这一行',
  leaveLabel: (row: number) => `不要第 ${row} 行`,
  left: '这一行不导入',
  take: '还是要',
  takeLabel: (row: number) => `还是要第 ${row} 行`,
  suggestion: (code: string, score: number) => `${code} 像 ${score}%`,
  useSuggestion: (row: number, code: string) => `第 ${row} 行改成 ${code}`,
  everywhere: '这个名称都这样读',
  noErrors: { head: '没有不能导入的行', line: '每一行都可以导入' },
  noWarnings: { head: '没有提示', line: '' },
  download: '下载有问题的行',
  upload: '上传改好的行',
  uploadHint: '下载的表格前三列不要动，只改后面的内容',
  corrected: (n: number) => `已经改过 ${count(n)} 行`,
} as const

export const confirmWords = {
  will: (what: string) => `会写进系统：${what}。`,
  owners: '业主随房屋一起登记。',
  vehicles: '车辆随车位一起登记。',
  drafts: '期初欠费、预存和押金先是草稿，财务确认合计后才入账。',
  history: '历史缴费只供查询，不计入任何合计。',
  whole: '要么全部进去，要么一条也不进；导入后可以整次撤销。',
  left: (n: number) => `有问题的 ${count(n)} 行不导入。`,
  nothing: '没有可以导入的行，请先改好',
  same: '这份表里的内容都已经在系统里，没有要改的',
  pending: (what: string) => `${what}，还没有生效`,
  cells: (n: number) => `改了 ${n} 个格子`,
  tables: (n: number) => `改了 ${n} 张表`,
  leaves: (n: number) => `去掉 ${n} 行`,
  rules: '规则变了',
  reread: '保存并重新读',
  drop: '放弃这些修改',
  tooMany: '一次最多改 500 行，请先保存一次',
} as const

export const undoWords = {
  undo: '撤销这次导入',
  will: (what: string) => `会去掉这次写进的${what}，系统回到导入前的样子。`,
  refuses: '已经被账单、绑定或别的记录用到的，不能撤销，会列出是哪些。',
  refused: '没有撤销：下面这些用到了这次导入的内容',
  refusedLine: '先处理它们，再撤销；导入的内容都还在。',
  columns: { what: '用到它的', open: '在哪里' },
  open: '去看',
  again: '再试一次撤销',
} as const
