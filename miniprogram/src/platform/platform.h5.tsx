import Taro from '@tarojs/taro'
import '../kit/h5.css'
import { Button } from '../kit/button'
import { ownKey } from '../storage'
import { nameBarIcons } from './bar-icons'
import { chooseMedia } from './choose-media'
import type { PhoneButton as PhoneButtonType, Platform } from './platform'
import { PlatformProblem } from './problem'
import { askStage } from './stage'

const heldKey = ownKey('linli.as')
const ownPrefix = ownKey('linli.')

/** A phone handed to somebody else starts fresh. */
function startFreshFor(holder: string): void {
  if (window.localStorage.getItem(heldKey) === holder) return
  for (const key of Object.keys(window.localStorage)) if (key.startsWith(ownPrefix)) window.localStorage.removeItem(key)
  window.localStorage.setItem(heldKey, holder)
}

/** Taro's H5 elements are not native buttons: Enter and Space tap what says it is one. */
function tapByKeyboard(event: KeyboardEvent): void {
  if (event.key !== 'Enter' && event.key !== ' ') return
  if (!(event.target instanceof HTMLElement) || !event.target.hasAttribute('role')) return
  event.preventDefault()
  event.target.click()
}

/** Taro's own H5 login and requestPayment resolve without doing anything: only the stage is asked. */
export const platform: Platform = {
  async login() {
    const answer = await askStage('login', {})
    if (!answer) throw new PlatformProblem('登录没有成功，请再试一次')
    return answer.code
  },
  pay: params =>
    askStage('pay', params).then(
      answer => answer ?? { outcome: 'cancelled' },
      () => ({ outcome: 'silent' }),
    ),
  requestSubscribe: templateIds =>
    askStage('subscribe', { templateIds }).then(
      answer => answer?.accepted ?? [],
      () => [],
    ),
  fontScale: () => 1,
  callPhone(phone) {
    window.location.href = `tel:${phone.replace(/[^\d+]/g, '')}`
  },
  scan: () => askStage('scan', {}).then(answer => answer?.text),
  chooseMedia,
  showMedia(pieces, at) {
    window.open(pieces[at]?.url, '_blank', 'noopener')
  },
  // The link makes the browser keep the file; the page stays.
  openDocument(url) {
    window.location.assign(url)
    return Promise.resolve()
  },
  share: 'copy',
  linkTo: page => `${window.location.origin}${window.location.pathname}#${page}`,
  start() {
    const holder = new URLSearchParams(window.location.search).get('as')
    if (holder) startFreshFor(holder)
    document.addEventListener('keydown', tapByKeyboard)
    document.documentElement.lang = 'zh-CN'
    nameBarIcons(document.body)
  },
}

export const PhoneButton: typeof PhoneButtonType = ({ children, onCode, busy }) => (
  <Button
    wide
    busy={busy}
    onTap={() => {
      askStage('phone', {}).then(
        answer => onCode(answer?.code),
        (problem: unknown) =>
          void Taro.showToast({ title: String(problem instanceof Error ? problem.message : problem), icon: 'none' }),
      )
    }}
  >
    {children}
  </Button>
)
