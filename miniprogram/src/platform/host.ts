/** What a page calls the app around it. Each build names its own alone: reviewers refuse the other's name. */
export const hostName: string = LINLI_HOST
/** And how one pays there: the channel of the orders that this app asks for. */
export const payName = LINLI_HOST === '微信' ? '微信支付' : '支付宝'
export const payChannel = LINLI_HOST === '微信' ? 'wechat' : 'alipay'
