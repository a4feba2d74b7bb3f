import { Form, Modal, type FormInstance } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../i18n';
import { common } from '../i18n/messages';
import { fieldMessages } from './formErrors';
import { ProblemAlert } from './ProblemAlert';
import { useReturnFocus } from './useReturnFocus';

interface Props<V extends object> {
  title: string;
  okText: string;
  initial: Partial<V>;
  /** Names of the fields. Refusals of others are shown below the form. */
  fields: (keyof V & string)[];
  /** The field of refusals that name none, by code. */
  codes?: Record<string, string>;
  /** Sends the values. The dialog stays open if the daemon refuses them. */
  action: (values: V) => Promise<unknown>;
  onClose: () => void;
  children: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

/** A form in a dialog. The daemon's refusals stand at their fields. */
export function FormDialog<V extends object>({ title, okText, initial, fields, codes, action, onClose, children }: Props<V>) {
  useReturnFocus();
  const c = useTexts(common);
  const [form] = Form.useForm<V>();
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (values: V) => {
    setBusy(true);
    setError(null);
    try {
      await action(values);
      onClose();
    } catch (e) {
      const messages = fieldMessages(e, fields, codes);
      form.setFields(messages.map(({ name, message }) => ({ name: name as never, errors: [message] })));
      if (!messages.length) setError(e);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal open title={title} okText={okText} cancelText={c.cancel} confirmLoading={busy} onOk={form.submit} onCancel={onClose}>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={(values) => void submit(values)}>
        {typeof children === 'function' ? children(form) : children}
        {/* Enter in a field sends the form. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
        <ProblemAlert error={error} />
      </Form>
    </Modal>
  );
}
