// The colors that the reader chose on another page, before anything is painted. Where
// nothing may be stored they follow the system.
//
// @ts-check
try {
  document.documentElement.style.colorScheme = localStorage.getItem("colors") ?? "";
} catch {}
