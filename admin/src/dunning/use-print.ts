import { useState } from 'react'

/** Opens a printed file in a window of its own; where the browser refuses, its address is left to be pressed. */
export function usePrint(): { blocked: string | undefined; open: (url: string) => boolean } {
  const [blocked, setBlocked] = useState<string>()
  return {
    blocked,
    open: url => {
      const isOpen = window.open(url, '_blank') !== null
      setBlocked(isOpen ? undefined : url)
      return isOpen
    },
  }
}
