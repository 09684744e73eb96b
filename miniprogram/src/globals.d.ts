/** The API's origin, written in at build time; '' on H5, which the same origin serves. */
declare const LINLI_API_BASE: string

/** The app that this build runs in, which is also what it is paid by. */
declare const LINLI_HOST: '微信' | '支付宝'

/** Whether this build names Alipay: not in WeChat, unless LINLI_WEAPP_ALIPAY=1 says so of a release. */
declare const LINLI_NAMES_ALIPAY: boolean
