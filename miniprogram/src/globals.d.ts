/** The API's origin, written in at build time; '' on H5, which the same origin serves. */
declare const LINLI_API_BASE: string
