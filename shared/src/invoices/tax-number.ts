import * as z from 'zod'

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** 统一社会信用代码 with its check character (GB 32100-2015, 4.6). */
export function isCreditCode(text: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(text)) return false
  let [sum, weight] = [0, 1]
  for (const character of text.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return alphabet[(31 - (sum % 31)) % 31] === text[17]
}

/** As people type it: small letters and spaces are tolerated, a wrong character is not. */
export const TaxNumber = z
  .string()
  .transform(text => text.replace(/\s/g, '').toUpperCase())
  .refine(isCreditCode, '税号不对，请核对 18 位统一社会信用代码')
