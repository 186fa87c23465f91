import { useLayoutEffect, useRef, useState } from 'react';
import { Dialog } from './dialog.tsx';

type PictureProps = { src: string; alt: string; title: string };

/** A picture that opens as wide as the window when it is clicked. */
export function Enlargeable({ src, alt, title }: PictureProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="enlargeable"
        aria-label={`Enlarge: ${alt}`}
        onClick={() => setOpen(true)}
      >
        <img src={src} alt={alt} />
      </button>
      {isOpen && (
        <Dialog
          size="wide"
          title={title}
          onClose={() => setOpen(false)}
          footer={
            <a data-plain className="button" href={src} target="_blank" rel="noreferrer">
              Open in a new tab
            </a>
          }
        >
          <Enlarged src={src} alt={alt} />
        </Dialog>
      )}
    </>
  );
}

/** At most as wide as its dialog; a click shows it pixel for pixel, with the place that was clicked in the middle. */
function Enlarged({ src, alt }: Omit<PictureProps, 'title'>) {
  const [isActual, setActual] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  /** Where it was clicked, as parts of its width and height. */
  const clicked = useRef<{ x: number; y: number }>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is looked for after a change of size
  useLayoutEffect(() => {
    const box = button.current?.parentElement;
    const picture = button.current?.getBoundingClientRect();
    if (!box || !picture || !clicked.current) return;
    const frame = box.getBoundingClientRect();
    const { x, y } = clicked.current;
    box.scrollLeft += picture.left + x * picture.width - (frame.left + frame.width / 2);
    box.scrollTop += picture.top + y * picture.height - (frame.top + frame.height / 2);
  }, [isActual]);

  return (
    <button
      ref={button}
      type="button"
      className="enlarged"
      aria-pressed={isActual}
      aria-label={`Show at full size: ${alt}`}
      onClick={(event) => {
        const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
        const isPointer = event.detail > 0;
        clicked.current = isPointer
          ? { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
          : undefined;
        setActual(!isActual);
      }}
    >
      <img className="enlarged-picture" src={src} alt={alt} />
    </button>
  );
}
