import { useMutation } from '@tanstack/react-query';
import { Flex, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { ProblemAlert } from './ProblemAlert';
import { useReturnFocus } from './useReturnFocus';

interface Props {
  title: string;
  children: ReactNode;
  okText: string;
  danger?: boolean;
  onClose: () => void;
  /** Sends the request. The dialog stays open and shows the refusal if it fails. */
  action: () => Promise<unknown>;
}

/** Asks for confirmation of a request and shows why the daemon refuses it. */
export function ConfirmDialog({ title, children, okText, danger = false, onClose, action }: Props) {
  useReturnFocus();
  const c = useTexts(common);
  const request = useMutation({ mutationFn: action, onSuccess: onClose });
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={c.cancel}
      okButtonProps={{ danger, loading: request.isPending }}
      onOk={() => request.mutate()}
      onCancel={onClose}
    >
      <Flex vertical gap={12}>
        <div>{children}</div>
        <ProblemAlert error={request.error} />
      </Flex>
    </Modal>
  );
}
