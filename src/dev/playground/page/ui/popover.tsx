import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

const GAP = 4;
const EDGE = 8;

/**
 * A floating box next to its anchor that closes on Escape and on a click elsewhere, and gives the focus back. It is
 * drawn where it stands in the tree, so inside a modal it belongs to that modal.
 */
export function Popover(props: {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  children: ReactNode;
  align?: 'start' | 'end';
  isAnchorWide?: boolean;
}) {
  const { anchor, onClose, align = 'start', isAnchorWide = false } = props;
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number; width?: number }>();

  useLayoutEffect(() => {
    const from = anchor.current?.getBoundingClientRect();
    const size = box.current?.getBoundingClientRect();
    if (!from || !size) return;
    const isBelow = from.bottom + GAP + size.height <= window.innerHeight || from.top < size.height;
    const top = isBelow ? from.bottom + GAP : from.top - GAP - size.height;
    const left = align === 'start' ? from.left : from.right - size.width;
    setPlace({
      left: Math.max(EDGE, Math.min(left, window.innerWidth - size.width - EDGE)),
      top: Math.max(EDGE, Math.min(top, window.innerHeight - size.height - EDGE)),
      ...(isAnchorWide ? { width: from.width } : {}),
    });
  }, [anchor, align, isAnchorWide]);

  useEffect(() => {
    const opener = anchor.current;
    const onPointerDown = (event: PointerEvent) => {
      const target = event.target;
      const isInside = target instanceof Node && (box.current?.contains(target) || opener?.contains(target));
      if (!isInside) onClose();
    };
    document.addEventListener('pointerdown', onPointerDown);
    return () => {
      document.removeEventListener('pointerdown', onPointerDown);
    };
  }, [anchor, onClose]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only takes the Escape key of what is inside
    <div
      ref={box}
      className="popover"
      style={place ? { left: place.left, top: place.top, minWidth: place.width } : { opacity: 0 }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
        focusIn(anchor.current);
      }}
    >
      {props.children}
    </div>
  );
}

/** Focuses the first thing inside that takes the focus, or the element itself. */
function focusIn(element: HTMLElement | null): void {
  if (!element) return;
  if (element.matches('button, input, a, textarea')) element.focus();
  else element.querySelector<HTMLElement>('button, input, a, textarea')?.focus();
}
