import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
// Names of months and days for the date picker.
import 'dayjs/locale/zh-cn';
import { useOperations } from '../../api/queries';
import type { Task } from '../../api/types';
import { targetTypes } from '../../components/messages';
import { useLanguage, useLocalized, useTexts } from '../../i18n';
import { duration } from '../../i18n/format';
import { common } from '../../i18n/messages';
import { changed, CLAIM_TYPES, WAIT_KINDS, type ListState } from './listState';
import { listMessages, waitKinds } from './messages';
import { TextFilter } from './TextFilter';
import styles from './list.module.css';

const WAIT_LENGTHS = [60_000, 600_000, 1_800_000, 3_600_000, 86_400_000].map(String);

interface Props {
  state: ListState;
  set: (next: ListState) => void;
  tasks: readonly Task[];
}

/** The filters that are not always shown. */
export function MoreFilters({ state, set, tasks }: Props) {
  const t = useTexts(listMessages);
  const c = useTexts(common);
  const kinds = useTexts(waitKinds);
  const types = useTexts(targetTypes);
  const language = useLanguage();
  const localized = useLocalized();
  const operations = useOperations().data?.items ?? [];
  const change = (part: Partial<ListState>) => set(changed(state, part));
  const with_ = (values: readonly string[], value: string) => [...new Set(value ? [...values, value] : values)];
  const knownTypes = with_([...Object.keys(types), ...operations.flatMap((operation) => operation.target?.type ?? [])], state.targetType);
  const hosts = [...new Set([...tasks.flatMap((task) => task.hosts), ...state.host])];
  return (
    <>
      <Select
        className={styles.narrow} allowClear showSearch placeholder={t.targetType} aria-label={t.targetType} value={state.targetType || null}
        options={knownTypes.map((value) => ({ value, label: types[value] ?? value }))} optionFilterProp="label" onChange={(value) => change({ targetType: value ?? '' })}
      />
      <TextFilter key={`target ${state.target}`} label={t.target} value={state.target} onChange={(target) => change({ target })} />
      <Select
        className={styles.wide} allowClear placeholder={t.maintenance} aria-label={t.maintenance} value={state.maintenance || null}
        options={CLAIM_TYPES.map((value) => ({ value, label: c[value] }))} onChange={(value) => change({ maintenance: value ?? '' })}
      />
      <Select
        className={styles.wide} allowClear showSearch placeholder={t.operation} aria-label={t.operation} value={state.operation || null} optionFilterProp="label" popupMatchSelectWidth={false}
        options={with_(operations.map(({ name }) => name), state.operation).map((value) => ({ value, label: localized(operations.find(({ name }) => name === value)?.title) || value }))}
        onChange={(value) => change({ operation: value ?? '' })}
      />
      <Select
        mode="tags" className={styles.wide} allowClear maxTagCount="responsive" placeholder={t.host} aria-label={t.host} tokenSeparators={[',', ' ']}
        value={state.host} options={hosts.map((value) => ({ value, label: value }))} onChange={(host) => change({ host })}
      />
      <DatePicker.RangePicker
        className={styles.range} showTime allowEmpty={[true, true]} placeholder={[`${t.time}: ${t.from}`, t.to]} aria-label={t.time}
        value={[state.from ? dayjs(state.from) : null, state.to ? dayjs(state.to) : null]}
        onChange={(range) => change({ from: range?.[0]?.toISOString() ?? '', to: range?.[1]?.toISOString() ?? '' })}
      />
      <Select
        mode="multiple" className={styles.wide} allowClear maxTagCount="responsive" placeholder={t.waitingFor} aria-label={t.waitingFor}
        value={state.waitingFor} options={WAIT_KINDS.map((value) => ({ value, label: kinds[value] }))} optionFilterProp="label" onChange={(waitingFor) => change({ waitingFor })}
      />
      <Select
        className={styles.wide} allowClear placeholder={t.waitingLonger} aria-label={t.waitingLonger} value={state.waitingLongerThanMs || null}
        options={with_(WAIT_LENGTHS, state.waitingLongerThanMs).map((value) => ({ value, label: `${t.waitingLonger} ${duration(Number(value), language)}` }))}
        onChange={(value) => change({ waitingLongerThanMs: value ?? '' })}
      />
    </>
  );
}
