// Texts that were kept on this device go when their writer logs out.
document.addEventListener("submit", ({ target }) => {
  if (!target.action.includes("/accounts/logout/")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith("renkei:")) localStorage.removeItem(key);
});
// The page works without this. Once: remember the device's time zone for the next page, where none was chosen.
if (!document.cookie.includes("renkei_zone=")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `renkei_zone=${zone};path=/;max-age=31536000;samesite=lax`;
}
