import { AimOutlined, ExpandOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { useReactFlow, useStore } from '@xyflow/react';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../../i18n';
import styles from './Flow.module.css';
import { flowMessages } from './messages';
import { prefersReducedMotion } from './useNarrow';

export const MIN_ZOOM = 0.2;
export const MAX_ZOOM = 2;

/** The control at the upper right of the graph. */
export function ZoomControl({ onCentre, canCentre, label }: { onCentre: () => void; canCentre: boolean; label: string }) {
  const t = useTexts(flowMessages);
  const flow = useReactFlow();
  const zoom = useStore((state) => state.transform[2]);
  const options = () => ({ duration: prefersReducedMotion() ? 0 : 200 });
  const button = (name: string, icon: ReactNode, onClick: () => void, disabled = false) => (
    <Tooltip title={name} placement="left">
      <Button type="text" size="small" icon={icon} aria-label={name} disabled={disabled} onClick={onClick} />
    </Tooltip>
  );
  return (
    <div className={styles.zoom} role="toolbar" aria-label={label}>
      {button(t.zoomOut, <MinusOutlined />, () => void flow.zoomOut(options()), zoom <= MIN_ZOOM)}
      <Tooltip title={t.actualSize} placement="bottom">
        <Button type="text" size="small" className={styles.percent!} aria-label={`${t.actualSize}. ${t.zoom(Math.round(zoom * 100))}`} onClick={() => void flow.zoomTo(1, options())}>
          {Math.round(zoom * 100)} %
        </Button>
      </Tooltip>
      {button(t.zoomIn, <PlusOutlined />, () => void flow.zoomIn(options()), zoom >= MAX_ZOOM)}
      {button(t.fit, <ExpandOutlined />, () => void flow.fitView({ padding: '24px', maxZoom: 1, ...options() }))}
      {button(t.centre, <AimOutlined />, onCentre, !canCentre)}
    </div>
  );
}
