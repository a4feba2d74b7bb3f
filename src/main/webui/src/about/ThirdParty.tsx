import { Card } from 'antd';
import { notices, packages } from 'virtual:third-party';
import { DataTable, type DataColumn } from '../components/DataTable';
import { useTexts } from '../i18n';
import styles from './about.module.css';
import { aboutMessages } from './messages';
import { siteOf, titleOf, type ThirdPartyPackage } from './thirdParty';

const direct = packages.filter((one) => one.direct);
const indirect = packages.filter((one) => !one.direct);

/** The software of others in this page, with its licences. */
export function ThirdParty() {
  const t = useTexts(aboutMessages);
  const columns: DataColumn<ThirdPartyPackage>[] = [
    { key: 'name', title: t.software, render: (one) => <Name of={one} /> },
    { key: 'package', title: t.package, render: ({ name }) => <code>{name}</code> },
    { key: 'version', title: t.version, nowrap: true, render: ({ version }) => version },
    { key: 'licence', title: t.licence, nowrap: true, render: ({ licence }) => licence },
  ];
  return (
    <Card title={<h2 className={styles.title}>{t.thirdParty}</h2>} size="small" className={styles.thirdParty ?? ''}>
      <p className={styles.thirdPartyHint}>
        {t.thirdPartyHint} {notices && <a href={notices} target="_blank" rel="noreferrer">{t.notices}</a>}
      </p>
      <DataTable label={t.thirdParty} columns={columns} rows={direct} rowKey={({ name }) => name} empty="" />
      <details className={styles.others}>
        <summary>{t.others(indirect.length)}</summary>
        <ul>{indirect.map(({ name, version, licence }) => <li key={`${name} ${version}`}><code>{name}</code> {version} <span>{licence}</span></li>)}</ul>
      </details>
    </Card>
  );
}

function Name({ of }: { of: ThirdPartyPackage }) {
  const site = siteOf(of);
  return site ? <a href={site} target="_blank" rel="noreferrer">{titleOf(of.name)}</a> : <span>{titleOf(of.name)}</span>;
}
