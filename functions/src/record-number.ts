/** 「BX261123-7KQ2M」: the day and the end of its id. */
export const numberOf = (prefix: string, day: string, id: string): string =>
  `${prefix}${day.slice(2).replaceAll('-', '')}-${id.slice(-5)}`
