import { Tooltip } from 'antd';
import { useEffect, useState, type FocusEvent, type MouseEvent } from 'react';
import styles from './timeline.module.css';

interface TipState {
  lines: string[];
  left: number;
  top: number;
}

/** One tooltip for all elements that have lines of text in `data-tip`: a chart has hundreds of them. */
export function useTip() {
  const [tip, setTip] = useState<TipState | null>(null);
  const show = (event: MouseEvent | FocusEvent) => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-tip]');
    if (!element) return setTip(null);
    const { left, right, top } = element.getBoundingClientRect();
    const x = event.type === 'mouseover' ? (event as MouseEvent).clientX : (Math.max(0, left) + Math.min(window.innerWidth, right)) / 2;
    setTip({ lines: element.dataset['tip']!.split('\n'), left: x, top });
  };
  const hide = () => setTip(null);
  useEffect(() => {
    if (!tip) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    document.addEventListener('keydown', onKey);
    window.addEventListener('scroll', hide, true);
    return () => {
      document.removeEventListener('keydown', onKey);
      window.removeEventListener('scroll', hide, true);
    };
  }, [tip]);
  return { tip, handlers: { onMouseOver: show, onMouseLeave: hide, onFocus: show, onBlur: hide } };
}

export function Tip({ tip }: { tip: TipState | null }) {
  if (!tip) return null;
  const [first, ...others] = tip.lines;
  return (
    <Tooltip
      key={`${tip.left} ${tip.top}`} open placement="top" classNames={{ root: styles.tipRoot! }}
      title={<><strong>{first}</strong>{others.map((line) => <div key={line}>{line}</div>)}</>}
    >
      <span className={styles.tipAnchor} style={{ left: tip.left, top: tip.top }} />
    </Tooltip>
  );
}
