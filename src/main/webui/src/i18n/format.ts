import type { Language } from './language';

const LOCALES: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

/** A date and a time with seconds in the browser's time zone, for example 2026-11-29 17:04:05. */
export function absoluteTime(instant: string | number): string {
  const at = new Date(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** A time of the day with milliseconds, for lines of a log. */
export function timeOfDay(instant: string): string {
  const at = new Date(instant);
  return `${absoluteTime(instant).slice(11)}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000_000], ['month', 2_592_000_000], ['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000],
];

const JUST_NOW: Record<Language, string> = { zh: '刚刚', en: 'just now' };
const SOON: Record<Language, string> = { zh: '1 分钟内', en: 'in a minute' };

/** A time so little in the future is one of the present: the clocks of daemon and browser differ. */
const TOLERANCE = 5000;

/** For example "5 minutes ago". Below a minute: "just now" or "in a minute". */
export function relativeTime(instant: string | number, now: number, lang: Language): string {
  const distance = new Date(instant).getTime() - now;
  const format = new Intl.RelativeTimeFormat(LOCALES[lang], { numeric: 'auto' });
  for (const [unit, length] of UNITS) {
    // Chinese text has a space beside digits, as elsewhere on the page.
    if (Math.abs(distance) >= length) return format.format(Math.trunc(distance / length), unit).replace(/(\d)(?=\p{Script=Han})/u, '$1 ');
  }
  return (distance > TOLERANCE ? SOON : JUST_NOW)[lang];
}

/** The two largest units, for example "1 h 5 min", "12.3 s", "45 ms". */
export function duration(ms: number, lang: Language): string {
  const unit = lang === 'zh' ? { d: '天', h: '小时', m: '分', s: '秒', ms: '毫秒' } : { d: 'd', h: 'h', m: 'min', s: 's', ms: 'ms' };
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ${unit.ms}`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} ${unit.s}`;
  const s = Math.floor(ms / 1000);
  const [d, h, m] = [Math.floor(s / 86_400), Math.floor(s / 3600) % 24, Math.floor(s / 60) % 60];
  if (d) return `${d} ${unit.d} ${h} ${unit.h}`;
  if (h) return `${h} ${unit.h} ${m} ${unit.m}`;
  return `${m} ${unit.m} ${s % 60} ${unit.s}`;
}

/** For example "1.5 MiB". */
export function bytes(size: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let index = 0;
  let value = size;
  while (value >= 1024 && index < units.length - 1) {
    value /= 1024;
    index++;
  }
  return `${index && value < 100 ? value.toFixed(1) : Math.round(value)} ${units[index]}`;
}

export function integer(n: number, lang: Language): string {
  return new Intl.NumberFormat(LOCALES[lang]).format(n);
}
