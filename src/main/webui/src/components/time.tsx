import { Tooltip } from 'antd';
import { useLanguage } from '../i18n';
import { absoluteTime, duration, relativeTime } from '../i18n/format';
import { useNow } from './clock';

/** A relative time; the absolute one is in the tooltip. */
export function RelativeTime({ at }: { at: string | null }) {
  const now = useNow();
  const language = useLanguage();
  if (!at) return <>–</>;
  return (
    <Tooltip title={`${absoluteTime(at)} (${Intl.DateTimeFormat().resolvedOptions().timeZone})`}>
      <time dateTime={at} tabIndex={0}>{relativeTime(at, now, language)}</time>
    </Tooltip>
  );
}

/** The duration from the start to the end, or to the present. */
export function Elapsed({ from, to }: { from: string | null; to: string | null }) {
  return from ? to ? <Duration ms={Date.parse(to) - Date.parse(from)} /> : <Running from={from} /> : <>–</>;
}

function Running({ from }: { from: string }) {
  return <Duration ms={useNow() - Date.parse(from)} />;
}

export function Duration({ ms }: { ms: number }) {
  const language = useLanguage();
  return <span style={{ whiteSpace: 'nowrap' }}>{duration(ms, language)}</span>;
}
