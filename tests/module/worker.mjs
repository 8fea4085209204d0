// The module in a worker: it is asked for a check by file and name, with what the check needs.
import init, * as hillside from '../pkg/hillside.js';

onmessage = async ({ data: { file, name, input } }) => {
  try {
    await init();
    const checks = await import(file);
    postMessage({ result: checks[name](hillside, input) });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
