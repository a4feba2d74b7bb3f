import { useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react';
import type { SubTask, Task, TaskDetail } from '../../api/types';
import { OperationDialog } from './OperationDialog';

/** What a user wants to do with a task or with one of its sub tasks. */
export interface OperationRequest {
  /** The last segment of the path, for example `retry`. */
  op: string;
  task: Task | TaskDetail;
  /** Null: the operation concerns the whole task. */
  subTask: SubTask | null;
}

const OperateContext = createContext<((request: OperationRequest) => void) | null>(null);

/** Opens the confirmation of an operation. */
export function useOperate(): (request: OperationRequest) => void {
  const operate = useContext(OperateContext);
  if (!operate) throw new Error('no OperationProvider');
  return operate;
}

/** Shows the confirmation of operations that any component of the page asks for. */
export function OperationProvider({ children }: { children: ReactNode }) {
  const [request, setRequest] = useState<OperationRequest | null>(null);
  const client = useQueryClient();
  const trigger = useRef<Element | null>(null);
  const operate = useCallback((next: OperationRequest) => {
    trigger.current = document.activeElement;
    setRequest(next);
  }, []);
  const close = () => {
    setRequest(null);
    // The button may be disabled or gone after the operation.
    const before = trigger.current;
    if (before instanceof HTMLElement && before.isConnected) requestAnimationFrame(() => before.focus());
  };
  const onDone = (id: string) => {
    close();
    void client.invalidateQueries({ queryKey: ['task', id] });
    void client.invalidateQueries({ queryKey: ['tasks'] });
  };
  return (
    <OperateContext value={operate}>
      {children}
      {request && <OperationDialog request={request} onClose={close} onDone={onDone} />}
    </OperateContext>
  );
}
