// Light or dark: what the reader chose, here and on the next page, for the page and for its instruments.

const theme = /** @type {HTMLSelectElement} */ (document.getElementById('theme'));
function dress() {
  const chosen = theme.value === 'auto' ? '' : theme.value;
  document.documentElement.dataset.theme = chosen;
  for (const instrument of document.querySelectorAll('[data-instrument]')) {
    if (chosen) instrument.setAttribute('theme', chosen);
    else instrument.removeAttribute('theme');
  }
}
theme.addEventListener('change', () => {
  dress();
  try {
    localStorage.setItem('theme', theme.value);
  } catch {
    // A browser that keeps nothing still shows the theme chosen.
  }
});
try {
  theme.value = localStorage.getItem('theme') ?? 'auto';
} catch {
  theme.value = 'auto';
}
if (!theme.value) theme.value = 'auto';
dress();

export {};
