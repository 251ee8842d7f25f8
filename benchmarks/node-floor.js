// Only syntax and modules that Node 20 knows stand here, so that it can say what is wrong with it.

/** Express on Node 20 does a third of the requests that it does on Node 24 (performance notes §1a). */
export const OLDEST_MEASURED_NODE = 24;

export const isMeasured = (version = process.versions.node) =>
  Number(version.split('.')[0]) >= OLDEST_MEASURED_NODE;

/** Figures from an older Node would be a third of the truth, so there are none (goal P16). */
export function requireMeasuredNode() {
  if (isMeasured()) return;

  console.error(
    `Node ${process.versions.node} is too old to measure with: run npm run bench, which takes the Node of the lock file, or Node ${OLDEST_MEASURED_NODE} and newer.`,
  );
  process.exit(1);
}
