import '@tarojs/components/types/common'
import type { Role } from './h5'

/** Our Taro plugin (config/aria-plugin.ts) carries these to the compiled mini-program; H5 makes role and aria-* of them. */
declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?: Role
    /** H5 only; kit/h5.ts chooses. */
    role?: Role
    ariaLabel?: string
    ariaHidden?: boolean
    ariaLive?: 'polite' | 'assertive'
    ariaChecked?: boolean
    /** H5 only: keyboard focus. */
    tabIndex?: number
  }
}
