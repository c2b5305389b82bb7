// The page works without this. Once: remember the device's time zone for the next page, where none was chosen.
if (!document.cookie.includes("renkei_zone=")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `renkei_zone=${zone};path=/;max-age=31536000;samesite=lax`;
}
