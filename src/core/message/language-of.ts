// In which language a message is written, for what is added to it: the footer, and what a screen reader speaks.

/** Chinese signs against words of Latin letters; what has neither takes `otherwise`. */
export function languageOf(text: string, otherwise: 'en' | 'zh'): 'en' | 'zh' {
  const signs = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  if (signs === words) return otherwise;
  return signs > words ? 'zh' : 'en';
}
