/** What a person types for a building, as the beginning of its number: 03栋 is 3, a is A; empty when nothing is left. */
export const buildingBeginning = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .toUpperCase()
    .replace(/(号楼|[号#]?[栋幢座]|[号#楼])$/, '')
    .replace(/^0+(?=\d)/, '')
