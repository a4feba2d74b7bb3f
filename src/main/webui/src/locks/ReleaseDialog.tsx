import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Input, Modal, Spin } from 'antd';
import { useRef, useState } from 'react';
import { post, randomKey } from '../api/client';
import type { Effects, Lock } from '../api/types';
import { HolderLink, ProblemAlert } from '../components/ProblemAlert';
import { useReturnFocus } from '../components/useReturnFocus';
import { useLocalized, useTexts } from '../i18n';
import { common } from '../i18n/messages';
import styles from './locks.module.css';
import { lockMessages } from './messages';

/** Says what a release does, from the daemon's dry run, and asks for the reason. */
export function ReleaseDialog({ lock, onClose }: { lock: Lock; onClose: () => void }) {
  useReturnFocus();
  const t = useTexts(lockMessages);
  const c = useTexts(common);
  const localized = useLocalized();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [reason, setReason] = useState('');
  const key = useRef(randomKey());
  const path = `/locks/${encodeURIComponent(lock.id)}/release`;
  const effects = useQuery({
    queryKey: ['dry-run', path],
    queryFn: () => post<Effects>(path, { reason: 'dry run' }, { dryRun: true }),
    gcTime: 0,
    staleTime: 0,
  });
  const release = useMutation({
    mutationFn: () => post<Effects>(path, { reason: reason.trim() }, {}, key.current),
    onSuccess: () => {
      void message.success(t.released);
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['locks'] }),
  });
  const allowed = effects.data?.allowed ?? false;
  return (
    <Modal
      open
      title={t.releaseTitle(lock.task ? localized(lock.task.name) : lock.id)}
      okText={t.release}
      cancelText={c.cancel}
      okButtonProps={{ danger: true, disabled: !allowed || !reason.trim(), loading: release.isPending }}
      onOk={() => release.mutate()}
      onCancel={onClose}
    >
      <div className={styles.dialog}>
        <Alert type="warning" showIcon title={t.releaseWarning} />
        {effects.isPending && <Spin />}
        <ProblemAlert error={effects.error ?? release.error} />
        {effects.data && !allowed && <Alert type="error" showIcon title={effects.data.reason} />}
        {allowed && <div>{effects.data?.claim === 'FREED' ? t.willFREED : t.willOther} {t.retake}</div>}
        {effects.data?.conflicts.map((conflict) => <div key={conflict.id}><HolderLink lock={conflict} /></div>)}
        <label>
          {c.reason}
          <Input.TextArea value={reason} onChange={(e) => setReason(e.target.value)} placeholder={t.reasonRequired} maxLength={1000} rows={2} />
        </label>
      </div>
    </Modal>
  );
}
