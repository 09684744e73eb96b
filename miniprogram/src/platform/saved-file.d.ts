/** Pictures that stay on the phone until they are sent, also when the app is killed. */
export const savedFile: {
  /** Moves a picture out of the host's temporary files and answers where it is now. Throws PlatformProblem when the phone is full. */
  keep(path: string): Promise<string>
  /** A kept picture's path as it can be read and sent now. Throws PlatformProblem when it is gone. */
  open(path: string): Promise<string>
  forget(path: string): void
}
