import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Card } from 'antd';
import type { ReactNode } from 'react';
import { useServerOffset } from '../components/clock';
import { PageTitle } from '../components/PageTitle';
import { RelativeTime } from '../components/time';
import { useLanguage, useTexts } from '../i18n';
import { absoluteTime, duration } from '../i18n/format';
import { shellMessages } from '../shell/messages';
import { useDaemonFacts, useHealth } from './about';
import styles from './about.module.css';
import { aboutMessages, checkNames } from './messages';
import { ThirdParty } from './ThirdParty';

/** What runs here, since when, and where its documents and data are. */
export function AboutPage() {
  const t = useTexts(aboutMessages);
  const shell = useTexts(shellMessages);
  return (
    <>
      <PageTitle title={shell.about} />
      <p className={styles.intro}>{t.intro}{t.keyboard}</p>
      <div className={styles.columns}>
        <div className={styles.column}><Daemon /><HealthCard /></div>
        <div className={styles.column}><Time /><Sources /></div>
      </div>
      <ThirdParty />
    </>
  );
}

function Facts({ title, items, note }: { title: string; items: [string, ReactNode][]; note?: string }) {
  return (
    <Card title={<h2 className={styles.title}>{title}</h2>} size="small">
      <dl className={styles.facts}>{items.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      {note && <p className={styles.note}>{note}</p>}
    </Card>
  );
}

function Daemon() {
  const t = useTexts(aboutMessages);
  const { data } = useDaemonFacts();
  return (
    <Facts title={t.daemon} items={[
      [t.version, data?.version || t.unknown],
      [t.api, 'v2'],
      [t.obshell, data?.obshell || t.unknown],
      [t.agent, data?.address || window.location.host],
      [t.started, data?.startedAt ? <span>{absoluteTime(data.startedAt)} · <RelativeTime at={data.startedAt} /></span> : t.unknown],
      [t.architecture, data?.architecture || t.unknown],
      [t.pid, data?.pid ?? t.unknown],
      [t.licence, t.licenceText],
    ]} />
  );
}

function Time() {
  const t = useTexts(aboutMessages);
  const language = useLanguage();
  const offset = useServerOffset();
  const distance = duration(Math.abs(offset), language);
  const difference = Math.abs(offset) < 1000 ? t.same : offset > 0 ? t.ahead(distance) : t.behind(distance);
  return <Facts title={t.time} items={[[t.zone, Intl.DateTimeFormat().resolvedOptions().timeZone], [t.difference, difference]]} note={t.zoneHint} />;
}

function HealthCard() {
  const t = useTexts(aboutMessages);
  const names = useTexts(checkNames);
  const { data, isError } = useHealth();
  return (
    <Facts
      title={t.health}
      items={(data?.checks ?? []).map((check) => [names[check.name] ?? check.name, <Status key={check.name} up={check.status === 'UP'} />])}
      {...(isError ? { note: t.healthFailed } : {})}
    />
  );
}

function Status({ up }: { up: boolean }) {
  const t = useTexts(aboutMessages);
  return (
    <span className={up ? styles.up : styles.down}>
      {up ? <CheckCircleFilled aria-hidden="true" /> : <CloseCircleFilled aria-hidden="true" />} {up ? t.UP : t.DOWN}
    </span>
  );
}

function Sources() {
  const t = useTexts(aboutMessages);
  const link = (href: string, text = href) => <a href={href} target="_blank" rel="noreferrer">{text}</a>;
  const rows: [ReactNode, string][] = [
    [link('/q/openapi'), t.openapi], [link('/q/health'), t.healthLink], [link('/q/health/live'), t.live], [link('/q/health/ready'), t.ready],
    [link('/q/metrics'), t.metrics], [link('https://open.oceanbase.com/', 'open.oceanbase.com'), t.community],
  ];
  return (
    <Card title={<h2 className={styles.title}>{t.sources}</h2>} size="small">
      <ul className={styles.sources}>{rows.map(([source, content]) => <li key={content}>{source} <span>{content}</span></li>)}</ul>
    </Card>
  );
}
