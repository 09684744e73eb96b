import Taro from '@tarojs/taro'
import { Button } from '../kit/button'
import { chooseMedia } from './choose-media'
import { openDocument } from './open-document'
import type { PayAnswer, PhoneButton as PhoneButtonType, Platform } from './platform'
import { payTimeoutMs, PlatformProblem, reasonIn, within } from './problem'

const failed = '登录没有成功，请再试一次'
const wrongApp = '这张支付单不是在这里付的，请刷新后再试'

export const platform: Platform = {
  async login() {
    const code = await Taro.login().then(
      result => result.code,
      () => '',
    )
    if (!code) throw new PlatformProblem(failed)
    return code
  },
  pay(params) {
    if ('tradeNO' in params) return Promise.reject(new PlatformProblem(wrongApp))
    // Callbacks, not the promise: WeChat on some phones settles neither, and the promise of Taro is not always made.
    const work = new Promise<PayAnswer>(resolve => {
      void Taro.requestPayment({
        ...params,
        success: () => resolve({ outcome: 'paid-claimed' }),
        fail: ({ errMsg }) =>
          resolve(
            errMsg.includes('cancel') ? { outcome: 'cancelled' } : { outcome: 'failed', reason: reasonIn(errMsg) },
          ),
      })
    })
    return within(payTimeoutMs, work, { outcome: 'silent' })
  },
  async requestSubscribe(templateIds) {
    if (templateIds.length === 0) return []
    const answers: Record<string, unknown> = await new Promise(resolve => {
      void Taro.requestSubscribeMessage({
        tmplIds: templateIds,
        entityIds: [],
        success: result => resolve({ ...result }),
        fail: () => resolve({}),
      })
    })
    return templateIds.filter(id => answers[id] === 'accept')
  },
  fontScale: () => Taro.getAppBaseInfo().fontSizeScaleFactor ?? 1,
  callPhone(phone) {
    // Its failure is the person's own "no".
    Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
  },
  scan: () =>
    Taro.scanCode({ onlyFromCamera: false }).then(
      // A mini-program code has a page and no text.
      result => result.result || result.path,
      () => undefined,
    ),
  chooseMedia,
  showMedia(pieces, at) {
    const sources = pieces.map(
      ({ kind, url, thumbUrl }) =>
        ({ url, type: kind === 'video' ? 'video' : 'image', ...(kind === 'video' && { poster: thumbUrl }) }) as const,
    )
    Taro.previewMedia({ sources, current: at }).catch(() => undefined)
  },
  openDocument,
  share: 'card',
  linkTo: page => page,
  start() {},
}

export const PhoneButton: typeof PhoneButtonType = ({ children, onCode, busy }) => (
  <Button wide openType="getPhoneNumber" onPhoneNumber={onCode} busy={busy}>
    {children}
  </Button>
)
