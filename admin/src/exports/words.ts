import type { ExportState } from '@linli/shared/exports/schema'
import { count } from '../kit/format'

export const exportStateNames: Record<ExportState, string> = {
  uploading: '没传完',
  waiting: '正在排队',
  working: '正在进行',
  ready: '已完成',
  failed: '没成功',
  expired: '已过期',
}

export const exportWords = {
  line: '您自己的导出；文件保留 24 小时，只有您能下载，谁导出了什么都有记录',
  caption: '我的导出',
  button: '导出 .xlsx',
  starting: '正在准备…',
  written: (rows: number) => `已写 ${count(rows)} 行…`,
  fetching: '正在下载…',
  columns: { what: '内容', state: '状态', rows: '行数', size: '大小', at: '时间', until: '可下载到', action: '操作' },
  download: '下载',
  again: '重新核对',
  size: (bytes: number) =>
    bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
  empty: { head: '还没有导出', line: '在任何一个列表下面点「导出 .xlsx」' },
  whole: {
    button: '导出全部资料',
    title: '导出小区的全部资料',
    action: '开始导出',
    warning:
      '文件里有完整的手机号和身份证号，用您下面的口令加密。口令我们不保存，也找不回来；请和文件分开保管，用完删除文件。',
    line: '包括房屋、住户、账单、收款、账本和操作记录；可以恢复到另一个系统，账目一分不差。微信绑定、登录和短链接不在里面。',
    passphrase: '口令',
    hint: '至少 12 个字，可以是一句话',
    short: '口令至少 12 个字',
    repeat: '再输一遍口令',
    differs: '两遍口令不一样',
    started: '已经开始，完成后在这里下载',
  },
  restore: {
    button: '恢复一个小区',
    title: '恢复一个小区',
    action: '上传并恢复',
    line: '只能恢复到还没有这个小区的系统。先核对整份资料和账本，全部对上才写入；恢复后您是它的项目经理。',
    file: '导出的文件（.linli）',
    choose: '选择文件',
    noFile: '请选择文件',
    uploading: '正在上传，请不要关掉这一页',
    uploadFailed: '文件没有传上去，请再试一次',
    started: '正在核对和写入，进度在列表里',
    done: (name: string) => `已恢复「${name}」`,
    open: '打开这个小区',
    goOn: '接着恢复',
    quiet: '很久没有动静，可能中断了；点「接着恢复」，输入口令后从停下的地方继续',
    againTitle: '再恢复一次',
    againLine: '接着上次停下的地方继续，已经写入的不会重复。',
  },
} as const
