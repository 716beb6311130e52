/** Longer than a host at work takes to answer, however busy it is. */
const PATIENCE_MS = 15_000;

/**
 * Notices when the host no longer answers. When its process crashes the page stays as it is, and would take words that
 * nobody keeps.
 */
export class HostWatch {
  readonly #onChange: (isSilent: boolean) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSilent = false;

  constructor(onChange: (isSilent: boolean) => void) {
    this.#onChange = onChange;
  }

  /** Something was said that is always answered. */
  asked(): void {
    this.#timer ??= setTimeout(() => this.#tell(true), PATIENCE_MS);
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#tell(false);
  }

  #tell(isSilent: boolean): void {
    if (isSilent === this.#isSilent) return;
    this.#isSilent = isSilent;
    this.#onChange(isSilent);
  }
}
