// The elements, for programs in TypeScript: `import './hillside.js'` brings these types along.

/** Settings of a figure, by name: what its attributes and its link hold. */
export type Settings = Record<string, string | number | number[]>;

/** Why a setting could not be taken. */
export interface Problem {
  readonly setting: string;
  readonly message: string;
  /** Where in the text it is wrong, in UTF-16 units; null where that cannot be said. */
  readonly start: number | null;
  readonly end: number | null;
  /** What to write instead. */
  readonly suggestions: string[];
  /** Whether what reads it is still being loaded. */
  readonly unread: boolean;
}

/** What all figures have. `change` is fired when a setting has changed. */
export interface HillsideFigure extends HTMLElement {
  /** Every setting; assigning takes those given and leaves the others. */
  settings: Settings;
  /** The settings that are not at their defaults. */
  readonly changed: Settings;
  /** Every number on screen. */
  readonly readout: any;
  /** What was wrong with the settings last given. */
  readonly problems: Problem[];
  /** Resolves with the figure once it is drawn with its present settings. */
  readonly ready: Promise<this>;
  /** Begins anew with these settings, all others at their defaults. */
  restore(given: Settings): void;
  step(count?: number): void;
  back(count?: number): void;
  /** Stops whatever goes on by itself. */
  pause(): void;
  /** A place of the figure in CSS pixels of the window. */
  toClient(x: number, y: number): { x: number; y: number };
  /** What it shows as a picture to keep. */
  picture(kind: 'svg' | 'png'): Promise<Blob>;
}

export interface HillsideDescent extends HillsideFigure {
  reset(): void;
  play(): void;
}

export interface HillsideCurvature extends HillsideFigure {}

export interface HillsideDetector extends HillsideFigure {
  reset(): void;
  play(): void;
  /** The run as the text of a file. */
  save(): string;
  /** Takes a run from the text of a file; gives what is wrong with it, or an empty text. */
  load(text: string): string;
}

declare global {
  interface HTMLElementTagNameMap {
    'hillside-descent': HillsideDescent;
    'hillside-curvature': HillsideCurvature;
    'hillside-detector': HillsideDetector;
  }
}
