import { createHmac } from 'node:crypto'

/**
 * The 100 most frequent surnames in their order, 84.77 % of all people (公安部, 2007). Of the first ten the shares are
 * known; the others' are about 1,850 ÷ rank, in 1/10,000, which adds up to the same.
 */
const ranked = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
  ...'姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
]
const firstTen = [725, 719, 683, 538, 453, 308, 223, 229, 205, 212]
/** Of each frequent surname how many of 10,000 people have it. */
export const shares = new Map(ranked.map((surname, i) => [surname, firstTen[i] ?? 1850 / (i + 1)]))

export const offeredAtOnce = 6
/** A name in Chinese characters of a person, whose surname may be among the offered: one that is rare would stand out. */
export const mayBeOffered = (name: string, surname: string): boolean => shares.has(surname) && [...name].length <= 4

/**
 * Six frequent surnames, `own` among them where it is given. The others are drawn by the secret `seed`, each as likely as
 * it is frequent: a list with an own surname then looks like one without, and no surname in it is likelier than another.
 */
export function sixSurnames(seed: string, own?: string): string[] {
  const drawn = [...shares]
    .filter(([surname]) => surname !== own)
    .map(([surname, share]) => ({ surname, turn: -Math.log(fraction(seed, surname)) / share }))
    .sort((a, b) => a.turn - b.turn)
    .map(({ surname }) => surname)
  const chosen = new Set([...(own === undefined ? [] : [own]), ...drawn].slice(0, offeredAtOnce))
  // In the order of their frequency, which says nothing of where one came from.
  return ranked.filter(surname => chosen.has(surname))
}

/** Above 0 and below 1, evenly spread. */
const fraction = (seed: string, surname: string): number =>
  (createHmac('sha256', seed).update(surname).digest().readUIntBE(0, 6) + 0.5) / 2 ** 48
