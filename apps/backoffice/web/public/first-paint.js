// Before the first paint, so that nobody who works in the dark is dazzled. A file, since the policy forbids inline scripts.
(function () {
  var scheme = null;
  var language = null;
  try {
    scheme = localStorage.getItem('mantine-color-scheme-value');
    language = localStorage.getItem('soomcare-language');
  } catch {
    // Storage may be forbidden; the machine's own preference is as good.
  }
  if (scheme !== 'light' && scheme !== 'dark') {
    scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  document.documentElement.setAttribute('data-mantine-color-scheme', scheme);
  if (language === 'en') document.documentElement.lang = 'en';
})();
