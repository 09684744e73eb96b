/** 「2.30 元」 with a space at which no line ends: a unit never stands alone on the next one. */
export const unbroken = (text: string): string => text.replace(/(\d) (?=[元个天]|m²)/g, '$1\u00a0')
