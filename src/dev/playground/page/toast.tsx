import { useEffect } from 'react';
import { useActions, useSelect } from './page-context.tsx';
import { Icon } from './ui/icon.tsx';

const SHOWN_MS = 6_000;

export function Toast() {
  const toast = useSelect((state) => state.toast);
  const { dismissToast } = useActions();
  const id = toast?.id;
  useEffect(() => {
    if (id === undefined) return;
    const timer = window.setTimeout(dismissToast, SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [id, dismissToast]);
  return (
    <div role="status" aria-live="polite">
      {toast && (
        <div className="toast">
          <span>{toast.text}</span>
          <button type="button" className="icon-button" aria-label="Dismiss" onClick={dismissToast}>
            <Icon name="close" />
          </button>
        </div>
      )}
    </div>
  );
}
