import { useEffect, useState } from 'react';

/**
 * Shows where a link really goes while it is hovered or focused, whatever its text says and whichever part of the
 * page drew it.
 */
export function LinkHint() {
  const [hint, setHint] = useState<{ host: string; rest: string; left: number; top: number }>();
  useEffect(() => {
    const onEnter = (event: Event) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      if (!(link instanceof HTMLAnchorElement) || link.dataset.plain !== undefined) return setHint(undefined);
      const box = link.getBoundingClientRect();
      const isWeb = link.protocol === 'http:' || link.protocol === 'https:';
      setHint({
        host: isWeb ? link.host : link.protocol,
        rest: isWeb ? `${link.pathname}${link.search}` : 'this link is not opened',
        left: Math.max(8, Math.min(box.left, window.innerWidth - 300)),
        top: box.top > 40 ? box.top - 30 : box.bottom + 6,
      });
    };
    const onScroll = () => setHint(undefined);
    document.addEventListener('pointerover', onEnter);
    document.addEventListener('focusin', onEnter);
    document.addEventListener('scroll', onScroll, true);
    return () => {
      document.removeEventListener('pointerover', onEnter);
      document.removeEventListener('focusin', onEnter);
      document.removeEventListener('scroll', onScroll, true);
    };
  }, []);
  if (!hint) return null;
  return (
    <div className="link-hint" role="tooltip" style={{ left: hint.left, top: hint.top }}>
      <strong>{hint.host}</strong>
      <span>{hint.rest}</span>
    </div>
  );
}
