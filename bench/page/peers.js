// Where the contestants come from.

/** The bare module of Hillside, running. */
export async function hillside() {
  const module = await import('/hillside/pkg/hillside.js');
  await module.default();
  return module;
}

/** Loads a library the old way, as a script that leaves a global name behind. @param {string} path below node_modules */
export const script = path =>
  new Promise((loaded, failed) => {
    const element = document.createElement('script');
    element.src = `/peers/${path}`;
    element.onload = loaded;
    element.onerror = () => failed(new Error(`${path} does not load`));
    document.head.append(element);
  });

/** What an installed package says its version is. @param {string} name */
export const version = async name => (await (await fetch(`/peers/${name}/package.json`)).json()).version;
