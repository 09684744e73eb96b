export type Word = string | ((...values: never[]) => string)

/** The words of one domain, and those that 长辈版 says differently. */
export type Words<T extends Record<string, Word>> = { standard: T; larger: T }

/** 长辈版 says 交 where the standard type says 缴; what else it says differently is named, and so are words with values. */
export const defineWords = <T extends Record<string, Word>>(
  standard: T,
  larger: { [K in keyof T]?: T[K] extends string ? string : T[K] } = {},
): Words<T> => ({ standard, larger: { ...standard, ...saidPlainly(standard), ...larger } })

const saidPlainly = (words: Record<string, Word>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([key, word]) => (typeof word === 'string' ? [[key, plainly(word)]] : [])),
  )

/** A sentence of the server's, as 长辈版 says it. */
export const plainly = (text: string): string => text.replace(/缴/g, '交')

/** What the kit itself says, on every page (UI words: load error, busy, offline …). */
export const kitWords = defineWords({
  loading: '正在打开',
  slow: '网络有点慢，请再等一下',
  again: '再试一次',
  call: '打电话给物业',
  close: '关闭',
  nextPage: '下一页',
  previousPage: '上一页',
  number: (id: string) => `编号 ${id}`,
  offlineSince: (time: string) => `没有网络，这是 ${time} 的内容`,
  biggerOn: '已为您换成大字',
  biggerOff: '换回标准',
  choose: '请选择',
  done: '已完成',
  now: '正在进行',
  later: '还没到',
  here: (tab: string) => `${tab}，现在在这里`,
})
