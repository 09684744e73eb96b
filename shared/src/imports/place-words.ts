import { hasPlaceholders, type RuleWords, splitNames } from './place-rules'

/** One sentence that says what the rule does, in words of the file. */
export function ruleSentence({ kind, from, to }: RuleWords): string {
  switch (kind) {
    case 'prefix':
      return to === '' ? `名称开头的“${from}”去掉后再认房号` : `名称开头的“${from}”换成“${to}”后再认房号`
    case 'building':
      return `“${from}”就是 ${to} 栋`
    case 'pattern':
      return `写成“${shown(from)}”的，读作“${shownParts(to)}”`
    case 'alias':
      return `“${from}”就是 ${splitNames(to).join('、')}`
    case 'not_a_room':
      return hasPlaceholders(from) ? `${notRooms(from)}不是房屋，不导入` : `“${from}”不是房屋，不导入`
  }
}

/** What the office reads where a rule cannot stand; each says what to do. */
export const ruleProblems = {
  from_empty: '请填写名称的写法',
  from_too_wide: '写法太宽，会碰到所有名称，请写上固定的字',
  from_parts: '这种规则里不用 {n}、{a}，请改用“样式”规则',
  pattern_without_parts: '样式里要有 {n}（数字）或 {a}（字母），只说一个名称请用“等于”',
  too_many_parts: '样式里最多 9 段，请分成几条规则',
  unknown_parts: '只认 {n}、{nn}、{a}、{x} 这几种记号，请改正',
  to_without_part: '结果里的 {1}、{2} 要和样式里的各段对应，请改正',
  to_not_a_room: '结果认不出房号，请写成 3-2-1501，几间用“、”分开',
  to_not_a_building: '楼栋请写成 3、A 或 12A 的样子',
  to_not_empty: '不是房屋的名称不用填结果，请清空',
  same_from: '已有一条规则说的是同一种名称，请改那一条',
  changes_nothing: '这条规则前后一样，没有用处，请改正',
} as const
export type RuleProblem = keyof typeof ruleProblems

export const proposalDoubts = {
  unchecked: '系统里还没有房屋可核对，请看清例子再采用',
  another_estate: (from: string) => `“${from}”可能指另一片房屋，请核对`,
  taken: (names: number) => `其中 ${names} 个名称会和已认出的房屋重复，请核对`,
  partly: (names: number) => `同样写法里有 ${names} 个名称认出来的房号不存在，请核对`,
  guessed: '只是按房号推断的，请核对楼栋',
  few: '例子太少，请核对',
}

function notRooms(from: string): string {
  const word = from.replaceAll('{x}', '')
  if (hasPlaceholders(word)) return `“${shown(from)}”样子的名称`
  if (from.startsWith('{x}') && from.endsWith('{x}')) return `含有“${word}”的名称`
  return from.startsWith('{x}') ? `以“${word}”结尾的名称` : `以“${word}”开头的名称`
}

const shown = (from: string): string =>
  from
    .replace(/\{(n{2,})\}/g, (_, digits: string) => `[${digits.length}位数字]`)
    .replaceAll('{n}', '[数字]')
    .replaceAll('{a}', '[字母]')
    .replaceAll('{x}', '[任意]')

const shownParts = (to: string): string => to.replace(/\{(\d)\}/g, '[第$1段]')
