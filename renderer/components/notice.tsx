import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';

interface NoticeProps {
  tone: 'info' | 'warn' | 'practice';
  icon: IconName;
  children: ReactNode;
}

/** A line across the page that stays until it is no longer true. */
export function Notice({ tone, icon, children }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone}>
      <Icon name={icon} />
      <div className="notice-text">{children}</div>
    </div>
  );
}
