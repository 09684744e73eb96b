import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { kitWords } from './words'

type Props = {
  title: ReactNode
  open: boolean
  close: () => void
  width?: number
  footer?: ReactNode
  children: ReactNode
}

/** A record beside its list. Focus goes in, stays in, and returns to the row. */
export function DetailDrawer({ title, open, close, width = 600, footer, children }: Props) {
  return (
    <Drawer
      title={title}
      open={open}
      onClose={close}
      size={width}
      destroyOnHidden
      closable={{ 'aria-label': kitWords.close }}
      footer={footer}
      classNames={{ body: 'drawer-body' }}
    >
      <div className="stack">{children}</div>
    </Drawer>
  )
}
