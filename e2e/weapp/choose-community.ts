import type { Phone } from './phone'

/** The newcomer's way to 自己填, as far as the sample community. */
export async function chooseCommunity(phone: Phone): Promise<void> {
  await phone.tap('绑定房屋')
  await phone.tap('自己填')
  await phone.type('小区名称', '梧桐')
  await phone.tap('找小区')
  await phone.until('梧桐苑')
  await phone.tap('梧桐苑')
}
