import Taro from '@tarojs/taro'
import { Button } from '../kit/button'
import { openDocument } from './open-document'
import type { PayAnswer, PhoneButton as PhoneButtonType, Platform } from './platform'
import { payTimeoutMs, PlatformProblem, reasonIn, within } from './problem'

const failed = '登录没有成功，请再试一次'
const wrongApp = '这张支付单不是在这里付的，请刷新后再试'
/** Alipay's own setting: 16 is normal. */
const normalFont = 16

/** my.tradePay: 9000 paid, 6001 given up, 4000 refused; 8000, 6002 and 6004 say that nobody knows yet. */
function answerOf(result: object): PayAnswer {
  const code = 'resultCode' in result ? String(result.resultCode) : ''
  if (code === '9000') return { outcome: 'paid-claimed' }
  if (code === '6001') return { outcome: 'cancelled' }
  if (code !== '4000') return { outcome: 'silent' }
  return { outcome: 'failed', reason: 'memo' in result ? reasonIn(String(result.memo)) : undefined }
}

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
    if (!('tradeNO' in params)) return Promise.reject(new PlatformProblem(wrongApp))
    const work = new Promise<PayAnswer>(resolve => {
      void Taro.tradePay({
        tradeNO: params.tradeNO,
        success: result => resolve(answerOf(result)),
        // It failed to open: nobody has paid by it, which the server asks about like after any other answer.
        fail: () => resolve({ outcome: 'failed' }),
      })
    })
    return within(payTimeoutMs, work, { outcome: 'silent' })
  },
  // News are in the app alone: nobody is written to in Alipay.
  requestSubscribe: () => Promise.resolve([]),
  fontScale: () => (Taro.getSystemInfoSync().fontSizeSetting ?? normalFont) / normalFont,
  callPhone(phone) {
    // Its failure is the person's own "no".
    Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)
  },
  scan: () =>
    Taro.scanCode({ onlyFromCamera: false }).then(
      result => result.result,
      () => undefined,
    ),
  // Alipay says nothing of a picture's size: it is asked for each.
  async chooseMedia({ photos }) {
    if (photos === 0) return []
    const answer = await Taro.chooseImage({ count: photos, sizeType: ['compressed'] }).catch(() => undefined)
    return Promise.all(
      (answer?.tempFilePaths ?? []).map(async path => {
        const about = await Taro.getFileInfo({ filePath: path })
        return { path, kind: 'photo' as const, size: 'size' in about ? about.size : 1 }
      }),
    )
  },
  showMedia(pieces, at) {
    const photos = pieces.filter(({ kind }) => kind === 'photo').map(({ url }) => url)
    Taro.previewImage({ urls: photos, current: pieces[at]?.url ?? '' }).catch(() => undefined)
  },
  openDocument,
  share: 'card',
  linkTo: page => page,
  start() {},
}

/** Two steps in Alipay: the person agrees, then the number is given, sealed for the server. */
export const PhoneButton: typeof PhoneButtonType = ({ children, onCode, busy }) => (
  <Button
    wide
    openType="getAuthorize"
    onAuthorize={agreed => {
      if (!agreed) return onCode(undefined)
      Taro.getPhoneNumber({ success: ({ response }) => onCode(response), fail: () => onCode(undefined) })
    }}
    busy={busy}
  >
    {children}
  </Button>
)
