// Compiled and never run: the types that are handed out are those of the elements, by their tags.
import type { HillsideCurvature, HillsideDescent, HillsideDetector } from '../www/hillside.js';
import type Curvature from '../www/elements/curvature.js';
import type Descent from '../www/elements/descent.js';
import type Detector from '../www/elements/detector.js';

/** What an element is must do for what its type says. */
export const held = (descent: Descent, curvature: Curvature, detector: Detector): [HillsideDescent, HillsideCurvature, HillsideDetector] => [
  descent, curvature, detector,
];

/** And a program finds the types by the tags. */
export async function program(): Promise<string> {
  const descent = document.createElement('hillside-descent'), detector = document.querySelector('hillside-detector');
  descent.settings = { formula: 'x^2+y^2', start: [1, 1] };
  await descent.ready;
  descent.step(3);
  detector?.play();
  const [problem] = document.getElementsByTagName('hillside-curvature')[0].problems;
  // @ts-expect-error A setting that no figure could take.
  descent.settings = { formula: new Date() };
  // @ts-expect-error The curvature does not walk by itself.
  document.createElement('hillside-curvature').play();
  return `${problem?.setting}: ${(await descent.picture('svg')).size}`;
}
