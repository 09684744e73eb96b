import { mergeInternalComponents } from '@tarojs/shared'
import wechat from './aria.json'
import alipay from './aria-alipay.json'

mergeInternalComponents(process.env.TARO_ENV === 'alipay' ? alipay : wechat)
